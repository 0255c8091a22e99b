"""The measurements as Markdown: ratios first, then times."""

from collections.abc import Iterable, Iterator

from tests.bench.cells import Cell, Median
from tests.bench.peers import PEERS

WANTED = {
    60: ("≥ 100", "≤ 10 ms", "≤ 100 ms", "≤ 20 MB"),
    200: ("≥ 250", "≤ 25 ms", "≤ 500 ms", "≤ 40 MB"),
    500: ("≥ 500", "≤ 60 ms", "bounded", "≤ 100 MB"),
}
NAMES = {"cp-sat": "CP-SAT", "highs": "HiGHS"}


def summary(cells: list[Cell]) -> str:
    """The worst kind at each size, beside what is wanted."""
    sizes = sorted({cell.providers for cell in cells})
    rows = [
        "| n | ten sets, × the faster solver | ten sets | frontier | memory |",
        "|---|---|---|---|---|",
    ]
    for size in sizes:
        here = [cell for cell in cells if cell.providers == size]
        wanted = WANTED.get(size, ("–",) * 4)
        texts = [
            _worst(here, [cell.ratio("all") for cell in here], least=True),
            _worst(here, [cell.own("all") for cell in here], least=False),
            _worst(here, [cell.own("frontier") for cell in here], least=False),
            f"{max((cell.memory or 0 for cell in here), default=0):.0f} MB",
        ]
        shown = (f"{text} ({aim})" for text, aim in zip(texts, wanted, strict=True))
        rows.append(f"| {size} | " + " | ".join(shown) + " |")
    return "\n".join(rows)


def near_misses(cells: Iterable[Cell]) -> str:
    """All near misses of a problem beside one search for the best week, and for ten sets."""
    rows = [
        "| n | kind | best week | ten sets | near misses | × best week | × ten sets |",
        "|---|---|---|---|---|---|---|",
    ]
    for cell in cells:
        texts = [duration(cell.own(question)) for question in ("best", "all", "near")]
        texts += [times(cell.beside(question)) for question in ("best", "all")]
        rows.append(f"| {cell.providers} | {cell.kind} | " + " | ".join(texts) + " |")
    return "\n".join(rows)


def table(cells: Iterable[Cell]) -> str:
    """Every kind at every size."""
    heads = [
        "n",
        "kind",
        "× best",
        "× ten sets",
        "best",
        "ten sets",
        "frontier (points)",
        "MB",
        *(f"{NAMES[name]} {question}" for name in PEERS for question in ("best", "ten sets")),
    ]
    rows = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    rows += ["| " + " | ".join(_row(cell)) + " |" for cell in cells]
    return "\n".join(rows)


def _row(cell: Cell) -> Iterator[str]:
    yield str(cell.providers)
    yield cell.kind
    yield times(cell.ratio("best"))
    yield times(cell.ratio("all"))
    yield duration(cell.own("best"))
    yield duration(cell.own("all"))
    points = sorted(ours.points for ours in cell.ours[: cell.effort.frontiers])
    yield f"{duration(cell.own('frontier'))} ({points[len(points) // 2]})" if points else "–"
    yield "–" if cell.memory is None else f"{cell.memory:.0f}"
    for name in PEERS:
        yield duration(cell.peer(name, "best"))
        yield duration(cell.peer(name, "all"))


def _worst(cells: list[Cell], medians: list[Median], *, least: bool) -> str:
    """The least ratio or the greatest time, with its kind."""
    pairs = [(m.seconds, m, c.kind) for m, c in zip(medians, cells, strict=True) if m.runs]
    if not pairs:
        return "–"
    _, worst, kind = (min if least else max)(pairs, key=lambda pair: pair[0] or 0)
    return f"{times(worst) if least else duration(worst)} {kind}"


def times(value: Median) -> str:
    """A ratio."""
    if value.seconds is None:
        return "–"
    digits = 0 if value.seconds >= 10 else 1
    sign = "≤ " if value.most else "≥ " if value.least else ""
    return f"{sign}{value.seconds:.{digits}f}"


def duration(value: Median) -> str:
    """Milliseconds, or seconds where there are many; how many runs were cut off."""
    if value.seconds is None:
        return "–"
    ms = value.seconds * 1000
    text = f"{ms:.1f} ms" if ms < 100 else f"{ms:.0f} ms" if ms < 1000 else f"{ms / 1000:.1f} s"
    cut = f" [{value.cut}/{value.runs} cut]" if value.cut else ""
    return f"{'≥ ' if value.least else ''}{text}{cut}"
