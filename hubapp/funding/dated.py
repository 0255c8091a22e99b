"""Numbers that change by law, each with the days it holds for, its source and when it was checked.

A file of `funding/data` is a list of `[[period]]` blocks: `from` and `until` (both included),
`source`, `checked`, and the figures, named as the fields of the class that reads them.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, TypeVar

DATA = Path(__file__).parent / "data"


def say_day(day: date) -> str:
    """A day as people write it: "1 September 2026"."""
    return f"{day.day} {day:%B %Y}"


class MissingYearError(LookupError):
    """No figures are written down for a day; the sentence names the file to add them to."""

    def __init__(self, file: str, day: date) -> None:
        """`file` like "earnings.toml"."""
        super().__init__(f"There are no figures for {say_day(day)} in hubapp/funding/data/{file}.")
        self.file = file
        self.day = day


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Figures that hold from one day to another, both included; a file's class extends it."""

    FILE: ClassVar[str]

    starts_on: date
    ends_on: date
    source: str
    checked: date


Figures = TypeVar("Figures", bound=Dated)


def figures_on(kind: type[Figures], day: date) -> Figures:
    """The figures in force on a day, never another year's. Raises MissingYearError."""
    for figures in every_period(kind):
        if figures.starts_on <= day <= figures.ends_on:
            return figures
    raise MissingYearError(kind.FILE, day)


def every_period(kind: type[Figures]) -> list[Figures]:
    """All periods of a file, as it lists them."""
    return [
        kind(
            starts_on=block["from"],
            ends_on=block["until"],
            **{name: figure for name, figure in block.items() if name not in {"from", "until"}},
        )
        for block in _blocks(kind.FILE)
    ]


@cache
def _blocks(file: str) -> list[dict[str, Any]]:
    text = (DATA / file).read_text(encoding="utf-8")
    blocks: list[dict[str, Any]] = tomllib.loads(text)["period"]
    return blocks
