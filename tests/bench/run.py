"""`python -m tests.bench.run`: the matcher beside CP-SAT and HiGHS, on the same invented families.

The default leaves out what would take hours: fewer instances go to the solvers and to the frontier
as towns grow, and HiGHS is cut off once CP-SAT is sure to be the faster. `--full` leaves out
nothing. Exit status 1 if any two answers differ.
"""

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace

from tests.bench.cells import Cell, Effort, measure
from tests.bench.localities import KINDS
from tests.bench.ours import Matcher
from tests.bench.peers import CLOCKS, PEERS, Peer
from tests.bench.report import near_misses, summary, table

SIZES = (20, 60, 200, 500)
SHORT = {
    20: Effort(20, 20, 20, 20, 5, 2, race=True),
    60: Effort(20, 5, 20, 20, 5, 2, race=True),
    200: Effort(20, 3, 6, 20, 5, 2, race=True),
    500: Effort(20, 1, 3, 20, 2, 2, race=True),
}
FULL = Effort(20, 20, 20, 60, 60, 20, race=False)


def main() -> int:
    """Measure, print, and say whether all agreed."""
    args = arguments()
    began = time.monotonic()
    with ExitStack() as processes:
        matcher = Matcher()
        peers = [Peer(name, args.clock) for name in args.peers]
        for process in (matcher.process, *(peer.process for peer in peers)):
            processes.enter_context(process)
        cells = [
            _shown(measure(kind, size, args.slot, effort(args, size), (matcher, peers)))
            for size in args.sizes
            for kind in args.kinds
        ]
    tables = (summary(cells), table(cells), near_misses(cells), left_out(cells))
    sys.stdout.write("\n\n".join(tables) + "\n")
    sys.stdout.write(f"{time.monotonic() - began:.0f} seconds in all.\n")
    wrong = [text for cell in cells for text in cell.disagreements]
    sys.stdout.writelines(f"DISAGREEMENT {text}\n" for text in wrong)
    return 1 if wrong else 0


def _shown(cell: Cell) -> Cell:
    """A finished cell as progress, and loudly what is wrong with it."""
    clear = "\r\033[K" if sys.stderr.isatty() else ""
    sys.stderr.write(f"{clear}{table([cell]).splitlines()[-1]}\n")
    for text in cell.disagreements:
        sys.stderr.write(f"\n!!! DISAGREEMENT {text}\n\n")
    return cell


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.run", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help="20,60,200,500")
    parser.add_argument("--kinds", type=_words(KINDS), default=KINDS, help=",".join(KINDS))
    parser.add_argument("--peers", type=_words(PEERS), default=PEERS, help="cp-sat,highs or none")
    parser.add_argument("--slot", type=int, choices=[15, 30], default=30, help="minutes")
    parser.add_argument("--clock", choices=list(CLOCKS), default="wall", help="cpu: busy machine")
    parser.add_argument("--full", action="store_true", help="leave out nothing (hours)")
    parser.add_argument("--instances", type=int, help="for the matcher")
    parser.add_argument("--peer-instances", type=int, help="for the solvers")
    parser.add_argument("--frontiers", type=int, help="how many frontiers")
    parser.add_argument("--limit", type=float, help="seconds for a solver's ten sets")
    parser.add_argument("--own-limit", type=float, help="seconds for the matcher's ten sets")
    parser.add_argument("--frontier-seconds", type=float, help="for one frontier")
    parser.add_argument("--no-race", action="store_true", help="let the slower solver finish")
    return parser.parse_args()


def effort(args: argparse.Namespace, size: int) -> Effort:
    """The usual effort for this size, but for what the command line says."""
    usual = FULL if args.full else SHORT[min(SHORT, key=lambda known: abs(known - size))]
    given = {
        "ours": args.instances,
        "peers": args.peer_instances,
        "frontiers": args.frontiers,
        "limit": args.limit,
        "own_limit": args.own_limit,
        "frontier_seconds": args.frontier_seconds,
    }
    chosen = replace(usual, **{name: value for name, value in given.items() if value is not None})
    least = min(chosen.peers, chosen.ours), min(chosen.frontiers, chosen.ours)
    return replace(chosen, peers=least[0], frontiers=least[1], race=usual.race and not args.no_race)


def left_out(cells: list[Cell]) -> str:
    """What these figures rest on, by size."""
    lines = []
    for size, had in {cell.providers: cell.effort for cell in cells}.items():
        race = "; a solver sure to be the slower was cut off" if had.race else ""
        lines.append(
            f"n = {size}: {had.ours} instances of each kind, {had.peers} of them asked of the "
            f"solvers ({had.limit:g} s at most{race}), {had.frontiers} frontiers "
            f"({had.frontier_seconds:g} s at most), the matcher's lists "
            f"{had.own_limit:g} s at most."
        )
    return "\n\n".join(lines) + "\n"


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def _words(known: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        words = () if text == "none" else tuple(text.split(","))
        if unknown := [word for word in words if word not in known]:
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}")
        return words

    return read


if __name__ == "__main__":
    sys.exit(main())
