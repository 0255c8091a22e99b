"""`hub entitlement` and `hub cost`: a case from JSON, answered by the code the pages use."""

import json
import sys
from collections.abc import Callable, Iterator
from typing import TextIO

import click

from hubapp.funding.cost_format import answer_cost
from hubapp.funding.dated import MissingYearError
from hubapp.funding.entitlement_format import answer_entitlement
from hubapp.kernel.fields import FormatError

Answer = Callable[[str], str]

_FILE = click.argument(
    "file", type=click.File(encoding="utf-8", errors="replace"), default="-", metavar="[FILE]"
)
_LINES = click.option("--lines", is_flag=True, help="One case a line in, one answer a line out.")


@click.command("entitlement")
@_FILE
@_LINES
def entitlement_command(file: TextIO, *, lines: bool) -> None:
    """Which funded hours and help a child can have, from when and until when.

    Reads a case in JSON from FILE or standard input. Exits with 2 when a case can't be read.
    """
    _answer_all(file, lines, answer_entitlement)


@click.command("cost")
@_FILE
@_LINES
def cost_command(file: TextIO, *, lines: bool) -> None:
    """What a family pays for a year of childcare.

    Reads a case in JSON from FILE or standard input. Exits with 2 when a case can't be read.
    """
    _answer_all(file, lines, answer_cost)


def _answer_all(file: TextIO, lines: bool, answer: Answer) -> None:
    failed = False
    for place, text in _cases(file, lines):
        try:
            said = answer(text)
        except (FormatError, MissingYearError) as problem:
            failed = True
            click.echo(f"{place}{problem}", err=True)
            if not lines:
                continue
            said = json.dumps({"error": str(problem)})
        click.echo(said)
    sys.exit(2 if failed else 0)


def _cases(file: TextIO, lines: bool) -> Iterator[tuple[str, str]]:
    """Each case with the words that say where it stands."""
    if not lines:
        yield "", file.read()
        return
    for number, line in enumerate(file, start=1):
        if line.strip():
            yield f"line {number}: ", line
