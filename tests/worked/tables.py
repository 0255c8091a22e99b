"""The worked family's numbers as Markdown, one function for each marked place of the page."""

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from hubapp.matching import (
    ChangeKind,
    NearMiss,
    describe,
    explain,
    find_near_misses,
)
from hubapp.matching import pricing as d
from hubapp.matching.bounds import board_of, set_values
from hubapp.matching.dayplans import Catalogue, build_catalogue
from hubapp.matching.field import field_of
from hubapp.matching.timetable import NAMES
from hubapp.matching.ways import ways_of
from tests.worked import problem, result, seen

TUESDAY = 1
KINDS = {d.SINGLE: "single", d.LINKED: "linked", d.PARENT: "by parent", d.SANDWICH: "sandwich"}


def pounds(pence: int) -> str:
    return f"{'−' if pence < 0 else ''}£{abs(pence) / 100:,.2f}"


def clock(slot: int) -> str:
    return f"{slot * problem().slot_minutes // 60:02d}:{slot * problem().slot_minutes % 60:02d}"


def hours(slots: int) -> str:
    return f"{slots / problem().slots_per_hour:g} h"


def km(hectometres: int) -> str:
    return f"{'−' if hectometres < 0 else ''}{abs(hectometres) / 10:g} km"


def named(providers: Iterable[str]) -> str:
    return ", ".join(providers) or "nobody"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Columns of numbers stand to the right."""
    cells = [list(map(str, row)) for row in rows]
    right = [all(re.match(r"[*–−£\d]|$|none", row[i]) for row in cells) for i in range(len(head))]
    rule = ["--:" if x and i else "---" for i, x in enumerate(right)]
    return "".join("| " + " | ".join(line) + " |\n" for line in [list(head), rule, *cells])


def fenced(text: str) -> str:
    return f"```text\n{text}\n```\n"


def command() -> str:
    asked = "$ hub match docs/worked-family.json --sets --plans --frontier\n"
    return fenced(asked + describe(problem(), result()))


def day_plans() -> str:
    """Every day plan of Tuesday."""
    catalogue = build_catalogue(problem())
    rows = catalogue.rows[catalogue.rows[:, d.DAY] == TUESDAY].tolist()
    return table(
        ("day plan of Tuesday", "kind", "covers", "full price", "travel", "may be funded"),
        (
            (
                _stays(catalogue, row),
                KINDS[row[d.KIND]],
                hours(row[d.COVER]),
                pounds(row[d.FULL]),
                km(row[d.TRAVEL]),
                hours(row[d.MOST_P] + row[d.MOST_Q]),
            )
            for row in rows
        ),
    )


def _stays(catalogue: Catalogue, row: list[int]) -> str:
    names = [x.id for x in catalogue.offers.providers]
    stays = [(row[d.P], row[d.S1], row[d.E1])]
    if row[d.KIND] != d.SINGLE:
        stays.append((row[d.Q], row[d.S2], row[d.E2]))
    if row[d.KIND] == d.SANDWICH:
        stays.append((row[d.P], row[d.E2], row[d.E3]))
    return ", ".join(f"{clock(start)}–{clock(end)} {names[p]}" for p, start, end in stays)


def charges() -> str:
    """What the best set comes to at least under each charge for a funded slot."""
    catalogue = build_catalogue(problem())
    field = field_of(catalogue)
    ways = ways_of(field)
    names = [x.id for x in catalogue.offers.providers]
    best = result().plan.providers
    board = board_of(field, np.array([names.index(x) for x in best]))
    members = np.arange(len(best))
    values = np.zeros(len(ways.first), dtype=np.int64)
    set_values(field, ways, board, members, values)
    groups = [*board.single.T.tolist(), *board.shared.tolist()]
    further = field.further * (len(best) - 1)
    rows = []
    for way in np.flatnonzero(ways.open).tolist():
        least = [
            min(int(ways.least[group[day], way]) for group in groups if group[day] >= 0)
            for day in range(catalogue.days)
        ]
        duty = int(values[way]) - int(ways.first[way]) - sum(least)
        rows.append(
            (
                pounds(int(ways.charge[way])),
                *map(pounds, least),
                pounds(int(ways.first[way])),
                pounds(duty),
                pounds(further),
                f"**{pounds(int(values[way]) + further)}**",
            )
        )
    head = ("charge a slot", *NAMES[: catalogue.days], "given back", "minimum days", "further")
    return table((*head, "bound"), rows)


def sets() -> str:
    """Every set in the order the search came to it."""
    listed = {item.plan.providers for item in result().sets or ()}
    return table(
        ("set of providers", "bound", "limit then", "its best week", "what became of it"),
        (
            (
                named(x.providers),
                f"{x.bound:,}" if x.providers else "–",
                f"{x.limit:,}" if x.limit < 1 << 40 else "none",
                f"{x.z:,}" if x.z is not None else "–",
                _fate(x.opened, x.z, x.providers in listed),
            )
            for x in seen()
        ),
    )


def _fate(opened: bool, z: int | None, listed: bool) -> str:
    if not opened:
        return "left out"
    if z is None:
        return "opened, no week"
    return "opened, in the list" if listed else "opened"


def shares() -> str:
    units = {
        "uncovered": lambda n: f"{n} slots",
        "cost": pounds,
        "travel": km,
        "providers": str,
        "handovers": str,
    }
    terms = explain(problem(), result().plan, result()).shares
    return table(
        ("term", "amount", "in G"),
        [
            *((f"`{x.term}`", units[x.term](x.amount), pounds(x.pence)) for x in terms),
            ("**G**", "", f"**{pounds(sum(x.pence for x in terms))}**"),
        ],
    )


def runners_up() -> str:
    stays = explain(problem(), result().plan, result()).stays
    return table(
        ("without", "on", "served then by", "more uncovered", "more in G"),
        (
            (
                stay.provider,
                NAMES[stay.day],
                named(stay.runner_up.providers),
                hours(stay.runner_up.worse.slots),
                pounds(stay.runner_up.total),
            )
            for stay in stays
            if stay.runner_up
        ),
    )


def frontier() -> str:
    return table(
        ("uncovered", "family pays", "travel", "providers", "handovers"),
        ((hours(u), pounds(c), km(t), p, h) for u, c, t, p, h in result().frontier or ()),
    )


def near_misses() -> str:
    misses = find_near_misses(problem(), result())
    return table(
        ("change", "effort", "the best week then", "cost", "travel", "G"),
        (
            (
                _change(x),
                x.change.effort,
                named(x.plan.providers),
                pounds(-x.gain.pence),
                km(-x.gain.metres // 100),
                pounds(x.plan.vector.total - result().plan.vector.total),
            )
            for x in misses
        ),
    )


def _change(miss: NearMiss) -> str:
    key = miss.change.key
    if miss.kind is ChangeKind.PLACE:
        return f"`place`: {key[0]}, session {key[1]}"
    if miss.kind is ChangeKind.LINK:
        return f"`link`: {key[0]} and {key[1]}"
    day, slots = (int(x) for x in key)
    return f"`{miss.kind}`: {NAMES[day]}, by {hours(slots)}"


BLOCKS: dict[str, Callable[[], str]] = {
    "command": command,
    "day-plans": day_plans,
    "charges": charges,
    "sets": sets,
    "shares": shares,
    "runners-up": runners_up,
    "frontier": frontier,
    "near-misses": near_misses,
}
