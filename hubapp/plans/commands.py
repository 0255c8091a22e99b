"""`hub match`: problem files in, proved weeks out, without any hub or database."""

import json
import sys
import time
from pathlib import Path

import click

from hubapp import matching


@click.command("match")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, one line a file.")
@click.option("--sets", is_flag=True, help="Also the best sets of providers.")
@click.option("--plans", is_flag=True, help="Also the best plans, by their score.")
@click.option("--frontier", is_flag=True, help="Also every trade-off worth having.")
@click.option("--seconds", type=click.FloatRange(min=0), help="Stop each file after so long.")
def match_command(
    files: tuple[str, ...],
    *,
    as_json: bool,
    sets: bool,
    plans: bool,
    frontier: bool,
    seconds: float | None,
) -> None:
    """Find the best blended weeks for the problem in each FILE.

    Exits with 2 when a file does not fit the format, or no week keeps its anchors; the others are
    still answered.
    """
    failed = False
    for file in files:
        stop = matching.never if seconds is None else matching.AfterSeconds(seconds, time.monotonic)
        said, problem = _answer(
            file, as_json=as_json, sets=sets, plans=plans, frontier=frontier, stop=stop
        )
        if problem:
            failed = True
            click.echo(problem, err=True)
        if said:
            click.echo(said)
    sys.exit(2 if failed else 0)


def _answer(
    file: str, *, as_json: bool, stop: matching.Stop, **asked: bool
) -> tuple[str, str | None]:
    """What to print for one file, and the line for stderr when it can't be answered."""
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        system = getattr(error, "strerror", None)
        why = f"This can't be read: {system}." if system else "This file is not UTF-8 text."
        return json.dumps({"name": file, "error": why}) if as_json else "", f"{file}: {why}"
    if not as_json:
        return matching.describe_file(text, name=file, stop=stop, **asked)
    answer, problem = matching.answer_file(
        text, name=file, clock=time.perf_counter, stop=stop, **asked
    )
    return json.dumps(answer), problem
