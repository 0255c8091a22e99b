"""One cell of the table: one kind of family at one size, asked of the matcher and the solvers."""

import sys
from dataclasses import dataclass, field, replace
from statistics import median

from tests.bench.ours import Budget, Matcher, Ours, memory_mb
from tests.bench.peers import Instance, Peer
from tests.bench.question import Answer

MEASURED = 10
"""In how many instances of a cell memory is looked at."""


@dataclass(frozen=True)
class Effort:
    """How many instances are asked of whom, and for how long at most."""

    ours: int
    peers: int
    frontiers: int
    limit: float
    own_limit: float
    frontier_seconds: float
    race: bool


@dataclass(frozen=True)
class Median:
    """Seconds or a ratio, None where nothing ran; known only to be `least` or `most` this."""

    seconds: float | None
    least: bool = False
    most: bool = False
    cut: int = 0
    runs: int = 0


@dataclass
class Cell:
    """All that was measured of one kind and size."""

    kind: str
    providers: int
    effort: Effort
    ours: list[Ours] = field(default_factory=list)
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    limits: dict[str, list[float]] = field(default_factory=dict)
    memory: float | None = None
    disagreements: list[str] = field(default_factory=list)

    def own(self, question: str) -> Median:
        """Of the matcher: question is best, all, near or frontier."""
        runs = self.ours[: self.effort.frontiers] if question == "frontier" else self.ours
        cap = self.effort.frontier_seconds if question == "frontier" else self.effort.own_limit
        return _median([(getattr(x, question), cap) for x in runs])

    def beside(self, question: str) -> Median:
        """How many times one search all near misses take, median by instance."""
        pairs = ((x.near or self.effort.own_limit, getattr(x, question)) for x in self.ours)
        ratios = _median([(near / one, 0) for near, one in pairs if one])
        return replace(ratios, least=any(x.near is None for x in self.ours))

    def peer(self, name: str, question: str) -> Median:
        """Of one solver."""
        pairs = zip(self.answers.get(name, []), self.limits.get(name, []), strict=True)
        return _median([(getattr(x, question), limit) for x, limit in pairs])

    def ratio(self, question: str) -> Median:
        """How many times the matcher's the time of the faster solver is, median by instance."""
        ratios = []
        for i in range(min((len(x) for x in self.answers.values()), default=0)):
            ours = getattr(self.ours[i], question) or self.effort.own_limit
            times = [
                (getattr(self.answers[name][i], question), self.limits[name][i])
                for name in self.answers
            ]
            done = [seconds for seconds, _ in times if seconds is not None]
            fastest = min(done) / ours if done else None
            ratios.append((fastest, max(limit for _, limit in times) / ours))
        cut = any(getattr(ours, question) is None for ours in self.ours[: len(ratios)])
        return replace(_median(ratios), most=cut)


def measure(
    kind: str, providers: int, slot_minutes: int, effort: Effort, team: tuple[Matcher, list[Peer]]
) -> Cell:
    """Every question of every instance, and every answer compared."""
    matcher, peers = team
    cell = Cell(kind, providers, effort)
    instances = [Instance(kind, providers, i, slot_minutes) for i in range(effort.ours)]
    cell.answers = {peer.name: [] for peer in peers}
    cell.limits = {peer.name: [] for peer in peers}
    clock = peers[0].clock if peers else "wall"
    for i, instance in enumerate(instances):
        seconds = effort.frontier_seconds if i < effort.frontiers else 0
        ours = matcher.ask(instance, Budget(effort.own_limit, seconds, clock))
        cell.ours.append(ours)
        cell.disagreements += [f"{instance}: unsound: {x}" for x in ours.wrong]
        _progress(cell, f"{i + 1}/{len(instances)}")
        if i < effort.peers:
            _ask_peers(cell, instance, ours, peers)
    cell.memory = memory_mb(instances[:MEASURED], effort.own_limit)
    return cell


def _ask_peers(cell: Cell, instance: Instance, ours: Ours, peers: list[Peer]) -> None:
    """In a race, a solver is cut off once an earlier one is sure to be the faster."""
    limit = cell.effort.limit
    for peer in peers:
        _progress(cell, f"instance {instance.number + 1} asked of {peer.name}")
        answer = peer.ask(instance, limit)
        cell.answers[peer.name].append(answer)
        cell.limits[peer.name].append(limit)
        cell.disagreements += _compared(instance, peer.name, ours, answer)
        if cell.effort.race and answer.all is not None:
            limit = min(limit, max(1.0, answer.all))


def _compared(instance: Instance, name: str, ours: Ours, answer: Answer) -> list[str]:
    """As far as both finished, the Zs must be equal; when both did, so must their number."""
    if ours.all is None or not answer.zs:
        return []
    shared = ours.zs if answer.all is not None else ours.zs[: len(answer.zs)]
    if shared == answer.zs:
        return []
    return [f"{instance}: ours {ours.zs}, {name} {answer.zs}"]


def _median(times: list[tuple[float | None, float]]) -> Median:
    """A run that was cut off counts as its limit, and makes a median from it on a lower bound."""
    if not times:
        return Median(None)
    values = [limit if seconds is None else seconds for seconds, limit in times]
    middle = median(values)
    cut = [limit for seconds, limit in times if seconds is None]
    least = any(limit <= middle for limit in cut)
    return Median(middle, least, cut=len(cut), runs=len(times))


def _progress(cell: Cell, text: str) -> None:
    if not sys.stderr.isatty():
        return
    sys.stderr.write(f"\r\033[K{cell.kind} n={cell.providers}: {text}")
    sys.stderr.flush()
