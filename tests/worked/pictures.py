"""The worked family drawn: its map, its best week, and the search for it, in the site's colours."""

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from math import comb

from config import ROOT
from hubapp.matching import ProviderKind
from hubapp.matching.offers import gather_offers
from hubapp.matching.timetable import NAMES
from tests.worked import problem, result, seen
from tests.worked.tables import clock, named

KINDS = {
    ProviderKind.NURSERY: "nursery",
    ProviderKind.PRESCHOOL: "preschool",
    ProviderKind.SCHOOL: "nursery-class",
    ProviderKind.CHILDMINDER: "childminder",
}
SAID = {
    ProviderKind.NURSERY: "nursery",
    ProviderKind.PRESCHOOL: "preschool",
    ProviderKind.SCHOOL: "nursery class",
    ProviderKind.CHILDMINDER: "childminder",
}
FONT = "'Atkinson Hyperlegible',system-ui,'Segoe UI',arial,sans-serif"


def picture(width: int, height: int, title: str, parts: Iterable[str]) -> str:
    """A whole SVG file that is readable by day and by night."""
    body = "\n".join(parts)
    day, night = _tokens()
    used = sorted(set(re.findall(r"var\((--[a-z-]+)\)", body)) | {"--paper", "--ink"})
    by_day = ";".join(f"{name}:{day[name]}" for name in used)
    by_night = ";".join(f"{name}:{night[name]}" for name in used)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" aria-labelledby="title">\n'
        f'<title id="title">{escape(title)}</title>\n'
        f"<style>:root{{{by_day}}}\n@media (prefers-color-scheme:dark){{:root{{{by_night}}}}}\n"
        f"text{{font-family:{FONT};font-size:14px;fill:var(--ink)}}\n"
        ".bold{font-weight:700} .small{font-size:12px} .middle{text-anchor:middle}"
        " .end{text-anchor:end}</style>\n"
        f'<rect width="{width}" height="{height}" rx="10" style="fill:var(--paper)"/>\n'
        f"{body}\n</svg>\n"
    )


def _tokens() -> tuple[dict[str, str], dict[str, str]]:
    """The site's colours by day and by night."""
    css = (ROOT / "static" / "site.css").read_text(encoding="utf-8")
    day, night = css.split("@media (prefers-color-scheme: dark)")[:2]
    by_day, by_night = (
        dict(re.findall(r"(--[a-z-]+): (#\w+);", part)) for part in (day, night.split("\n}")[0])
    )
    return by_day, {**by_day, **by_night}


def text(x: float, y: float, words: str, names: str = "", colour: str = "") -> str:
    fill = f' style="fill:var(--{colour})"' if colour else ""
    return f'<text x="{x:g}" y="{y:g}" class="{names}"{fill}>{escape(words)}</text>'


def box(x: float, y: float, width: float, height: float, style: str) -> str:
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="7" style="{style}"/>'
    )


def line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    return f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" style="fill:none;{style}"/>'


# --- the map ----------------------------------------------------------------------------------

MAP_WIDTH, MAP_HEIGHT = 970, 380
PIXELS = 0.17
"""A metre on the map."""
NOTES = {
    "ann": "Mon 8:00–17:30, Tue from 12:00",
    "bluebell": "8:00–17:00, full on Tuesday",
    "copse": "8:00–12:00",
    "dora": "Mon, Tue 8:00–16:00, Wed 12:00–17:00",
    "elms": "9:00–15:00, only funded",
    "fairway": "too far away",
    "grove": "for two-year-olds",
}
LEFT = {"elms", "fairway"}
"""Providers whose words stand to the left of them."""


def town() -> str:
    parts = list(_reach())
    places = {x.id: _at(x.location) for x in problem().providers}
    usable = {x.id for x in gather_offers(problem()).providers}
    for x in problem().providers:
        for link in x.links:
            parts.append(
                line(
                    *places[x.id],
                    *places[link.other],
                    "stroke:var(--kind-childminder);stroke-width:2.5;stroke-dasharray:2 6",
                )
            )
    for x in problem().providers:
        parts += _provider(x.id, x.kind, *places[x.id], fades=x.id not in usable)
    parts += [*_end("home", *_at(problem().need.home)), *_end("work", *_at(problem().need.work))]
    dots = "stroke:var(--kind-childminder);stroke-width:2.5;stroke-dasharray:2 6"
    parts += [
        line(20, 26, 56, 26, dots),
        text(66, 30, "collects and drops", "small", "muted"),
        line(20, 48, 56, 48, "stroke:var(--hairline);stroke-width:2"),
        text(66, 52, "in reach of home, of work", "small", "muted"),
    ]
    title = (
        "Map of the worked family: home and work, five providers in reach, of whom Ann and Dora, "
        "the childminders, collect from others; Fairway is too far away, Grove is for younger "
        "children."
    )
    return picture(MAP_WIDTH, MAP_HEIGHT, title, parts)


def _at(place: tuple[int, int] | None) -> tuple[float, float]:
    x, y = place or (0, 0)
    return 270 + x * PIXELS, 270 - y * PIXELS


def _reach() -> Iterator[str]:
    need = problem().need
    radius = need.max_distance_metres / 1.3 * PIXELS
    frame = f'<rect width="{MAP_WIDTH}" height="{MAP_HEIGHT}" rx="10"/>'
    yield f'<clipPath id="frame">{frame}</clipPath>'
    yield '<g clip-path="url(#frame)">'
    for end in (need.home, need.work):
        x, y = _at(end)
        yield (
            f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}"'
            ' style="fill:none;stroke:var(--hairline);stroke-width:1.5"/>'
        )
    yield "</g>"


def _provider(name: str, kind: ProviderKind, x: float, y: float, *, fades: bool) -> Iterator[str]:
    colour = "muted" if fades else f"kind-{KINDS[kind]}"
    style = f"fill:var(--{colour}-tint);stroke:var(--{colour})"
    if fades:
        style = "fill:none;stroke:var(--muted);stroke-dasharray:3 3"
    yield f'<circle cx="{x:g}" cy="{y:g}" r="10" style="{style};stroke-width:2"/>'
    side, end = (-17, " halo end") if name in LEFT else (17, " halo")
    yield text(x + side, y - 7, name, "bold" + end, colour)
    yield text(x + side, y + 8, SAID[kind], "small" + end, "muted")
    yield text(x + side, y + 23, NOTES[name], "small" + end, "muted")


def _end(name: str, x: float, y: float) -> Iterator[str]:
    yield box(x - 9, y - 9, 18, 18, "fill:var(--plum);stroke:none")
    yield text(x + 16, y + 5, name, "bold", "plum")


# --- the week ---------------------------------------------------------------------------------

COLUMN, ROW, TOP = 200, 21, 44


def week() -> str:
    """The best week: days across, time down, the funded part of each stay plain."""
    kinds = {x.id: KINDS[x.kind] for x in problem().providers}
    first = min(start for spans in problem().need.intervals.values() for start, _ in spans)
    last = max(end for spans in problem().need.intervals.values() for _, end in spans)
    parts = []
    for slot in range(first, last + 1, problem().slots_per_hour):
        y = TOP + (slot - first) * ROW
        parts.append(line(64, y, 64 + 3 * COLUMN, y, "stroke:var(--hairline)"))
        parts.append(text(56, y + 4, clock(slot), "small end", "muted"))
    funded = {(x.provider, x.day): x.slots for x in result().plan.funded}
    for number, day in enumerate(result().plan.days):
        x = 64 + number * COLUMN
        parts.append(text(x + COLUMN / 2, 26, NAMES[day.day], "bold middle"))
        for leg in day.legs:
            free = funded.get((leg.provider, day.day), 0)
            parts += _stay(x + 5, leg, first, kinds[leg.provider], free)
        for before in day.legs[:-1]:
            y = TOP + (before.end - first) * ROW
            parts.append(_handover(x + COLUMN - 26, y))
    height = TOP + (last - first) * ROW + 44
    parts.append(_hatch(64, height - 28, 22, 14, "other"))
    parts.append(text(94, height - 16, "paid by the family; plain: funded", "small", "muted"))
    parts.append(_handover(360, height - 21))
    parts.append(text(380, height - 16, "the next provider collects", "small", "muted"))
    title = (
        "The best week: Monday and Wednesday 8:00 to 17:00 at Bluebell, Tuesday at Copse until "
        "12:00 and then with Ann, who collects."
    )
    patterns = "".join(_pattern(kind) for kind in (*KINDS.values(), "other"))
    return picture(64 + 3 * COLUMN + 16, height, title, [f"<defs>{patterns}</defs>", *parts])


def _stay(x: float, leg, first: int, kind: str, free: int) -> Iterator[str]:
    y, height = TOP + (leg.start - first) * ROW, (leg.end - leg.start) * ROW
    tint = f"fill:var(--kind-{kind}-tint);stroke:var(--kind-{kind});stroke-width:1.5"
    yield box(x, y + 1.5, COLUMN - 10, height - 3, tint)
    if free < leg.end - leg.start:
        down = free * ROW
        yield _hatch(x + 2, y + down + 3, COLUMN - 14, height - down - 6, kind)
    words = [leg.provider, f"{clock(leg.start)}–{clock(leg.end)}"]
    slots = leg.end - leg.start
    part = "all" if free == slots else f"{free} of {slots} slots" if free else "none"
    words.append(f"{part} funded")
    halo = (
        f"fill:var(--kind-{kind});stroke:var(--kind-{kind}-tint);stroke-width:5;paint-order:stroke"
    )
    for i, word in enumerate(words):
        names = "bold" if i == 0 else "small"
        at = f'x="{x + 10:g}" y="{y + 22 + 17 * i:g}"'
        yield f'<text {at} class="{names}" style="{halo}">{word}</text>'


def _handover(x: float, y: float) -> str:
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="11"'
        ' style="fill:var(--card);stroke:var(--ink);stroke-width:1.5"/>'
        f'<path d="M{x:g} {y - 6:g}v11m-4 -4l4 4l4 -4"'
        ' style="fill:none;stroke:var(--ink);stroke-width:1.8"/>'
    )


def _hatch(x: float, y: float, width: float, height: float, kind: str) -> str:
    return box(x, y, width, height, f"fill:url(#hatch-{kind})")


def _pattern(kind: str) -> str:
    return (
        f'<pattern id="hatch-{kind}" width="8" height="8" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate(45)"><path d="M0 0v8"'
        f' style="stroke:var(--kind-{kind});stroke-opacity:.4;stroke-width:2.5"/></pattern>'
    )


# --- the search -------------------------------------------------------------------------------

CHIP, GAP, BEFORE = 86, 8, 96
LISTED = "fill:var(--good-tint);stroke:var(--good);stroke-width:2"
OPENED = "fill:var(--kind-nursery-tint);stroke:var(--kind-nursery);stroke-width:1.5"
NO_WEEK = "fill:none;stroke:var(--kind-nursery);stroke-width:1.5;stroke-dasharray:5 4"
LEFT_OUT = "fill:none;stroke:var(--hairline);stroke-width:1.5"
BEST = "fill:var(--plum);stroke:none"
LIMIT = "stroke:var(--roof);stroke-width:2"


def search() -> str:
    """From providers to sets to the best: numbers on top, every set below."""
    sizes = ["nobody", "one", "two", "three"]
    parts = list(_funnel())
    for size, name in enumerate(sizes):
        y = 108 + 72 * size
        parts.append(text(16, y + 29, name, "bold"))
        row = [x for x in seen() if len(x.providers) == size]
        for i, x in enumerate(row):
            at = BEFORE + i * (CHIP + GAP)
            if not x.opened and row[i - 1].opened:
                parts.append(line(at - GAP / 2, y - 14, at - GAP / 2, y + 52, LIMIT))
                parts.append(text(at + 3, y - 6, f"limit {x.limit:,}", "small", "roof"))
            parts += _chip(at, y, x)
    keys = (
        (BEST, "the best"),
        (LISTED, "in the list"),
        (OPENED, "opened, not in the list"),
        (NO_WEEK, "opened, has no week"),
        (LEFT_OUT, "left out by its bound"),
    )
    x = BEFORE
    for style, words in keys:
        parts.append(box(x, 400, 22, 16, style))
        parts.append(text(x + 29, 413, words, "small", "muted"))
        x += 56 + 6.6 * len(words)
    counts = _counts()
    title = f"The search as a funnel: {', then '.join(f'{n} {what}' for n, what in counts)}."
    return picture(BEFORE + 10 * (CHIP + GAP) + 8, 432, title, parts)


def _counts() -> list[tuple[int, str]]:
    usable, most = len(gather_offers(problem()).providers), problem().need.max_providers
    return [
        (len(problem().providers), "providers listed"),
        (usable, "can be used"),
        (sum(comb(usable, size) for size in range(most + 1)), "sets of up to three"),
        (sum(x.opened for x in seen()), "opened"),
        (len(result().sets or ()), "in the list"),
        (1, "best week"),
    ]


def _funnel() -> Iterator[str]:
    width, x = 148, 16.0
    for i, (count, words) in enumerate(_counts()):
        yield box(x, 16, width, 62, BEST if i == 5 else "fill:var(--surface);stroke:none")
        colour = "on-plum" if i == 5 else "ink"
        yield (
            f'<text x="{x + width / 2:g}" y="46" class="bold middle"'
            f' style="fill:var(--{colour});font-size:24px">{count}</text>'
        )
        yield text(x + width / 2, 66, words, "middle small", colour)
        if i:
            arrow = f'd="M{x - 15:g} 40l9 7l-9 7"'
            yield f'<path {arrow} style="fill:none;stroke:var(--muted);stroke-width:2"/>'
        x += width + 20


def _chip(x: float, y: float, item) -> Iterator[str]:
    best = item.providers == result().plan.providers
    listed = item.providers in {ranked.plan.providers for ranked in result().sets or ()}
    style = BEST if best else LISTED if listed else OPENED if item.z is not None else NO_WEEK
    style = style if item.opened else LEFT_OUT
    colour = "on-plum" if best else "muted" if not item.opened else "ink"
    letters = " ".join(name[0].upper() for name in item.providers) or "–"
    yield f"<g><title>{named(item.providers)}</title>"
    yield box(x, y, CHIP, 46, style)
    yield text(x + CHIP / 2, y + 20, letters, "bold middle", colour)
    bound = f"{item.bound:,}" if item.providers else f"{item.z:,}"
    yield text(x + CHIP / 2, y + 37, bound, "small middle", colour)
    yield "</g>"


PICTURES: dict[str, Callable[[], str]] = {
    "worked-map.svg": town,
    "worked-week.svg": week,
    "worked-search.svg": search,
}
