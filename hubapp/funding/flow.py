"""Sending minutes through a small network so that they gain most: successive best paths."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Node = Hashable


@dataclass(slots=True)
class Arc:
    """A way from one node to another: how many minutes it takes, and what each gains."""

    start: Node
    end: Node
    capacity: int
    gain: int = 0
    flow: int = 0


def send(arcs: Sequence[Arc], source: Node, sink: Node, most: int) -> None:
    """Send up to `most` minutes from source to sink; each arc's `flow` says how many it takes.

    Every minute goes along the path that gains most now, which may turn back earlier ones. What
    has been sent then always gains as much as that many minutes can, and each further minute gains
    no more than the one before: so it is right to stop at the first that gains nothing.
    """
    while most > 0:
        path = _best_path(arcs, source, sink)
        if not path:
            return
        rooms = (arc.capacity - arc.flow if onward else arc.flow for arc, onward in path)
        minutes = min(most, *rooms)
        for arc, onward in path:
            arc.flow += minutes if onward else -minutes
        most -= minutes


def _best_path(arcs: Sequence[Arc], source: Node, sink: Node) -> list[tuple[Arc, bool]]:
    """The arcs of the path that gains most, and whether each is gone onward; empty if none gains.

    Bellman and Ford's way: gains are passed on until none grows.
    """
    gains: dict[Node, int] = {source: 0}
    reached_by: dict[Node, tuple[Arc, bool]] = {}
    grows = True
    while grows:
        grows = False
        for arc in arcs:
            for start, end, room, gain, onward in (
                (arc.start, arc.end, arc.capacity - arc.flow, arc.gain, True),
                (arc.end, arc.start, arc.flow, -arc.gain, False),
            ):
                if room > 0 and start in gains:
                    found = gains[start] + gain
                    if end not in gains or found > gains[end]:
                        gains[end], reached_by[end] = found, (arc, onward)
                        grows = True
    if gains.get(sink, 0) <= 0:
        return []
    path = []
    node = sink
    while node != source:
        arc, onward = reached_by[node]
        path.append((arc, onward))
        node = arc.start if onward else arc.end
    return path
