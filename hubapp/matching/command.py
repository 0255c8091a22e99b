"""What `hub match` does with one file: text in, an answer or an error out; no file, no clock."""

import json
from collections.abc import Callable

from hubapp.matching.fields import FormatError
from hubapp.matching.format import read_problem
from hubapp.matching.problem import Problem
from hubapp.matching.solve import solve
from hubapp.matching.stop import Stop, never
from hubapp.matching.timetable import describe
from hubapp.matching.writing import write_result


def answer_file(  # noqa: PLR0913 - the options of the command, by name
    text: str,
    *,
    name: str,
    clock: Callable[[], float],
    sets: bool = False,
    plans: bool = False,
    frontier: bool = False,
    stop: Stop = never,
) -> tuple[dict[str, object], str | None]:
    """The JSON-able answer to one file, and the line for stderr if it does not fit the format.

    `name` is the file's; `clock` counts seconds and is only read, for `solve_ms`; `stop` may end
    the search early.
    """
    try:
        problem = read_text(text)
    except FormatError as error:
        return _refusal(text, name, error)
    began = clock()
    result = solve(problem, sets=sets, plans=plans, frontier=frontier, stop=stop)
    return {**write_result(result), "solve_ms": round((clock() - began) * 1000, 3)}, None


def describe_file(
    text: str,
    *,
    name: str,
    sets: bool = False,
    plans: bool = False,
    frontier: bool = False,
    stop: Stop = never,
) -> tuple[str, str | None]:
    """The same as a readable timetable; for a file that does not fit, nothing and its line."""
    try:
        problem = read_text(text)
    except FormatError as error:
        return "", _refusal(text, name, error)[1]
    result = solve(problem, sets=sets, plans=plans, frontier=frontier, stop=stop)
    return describe(problem, result), None


def read_text(text: str) -> Problem:
    """A problem from JSON text; raises FormatError, also where the text is not JSON."""
    return read_problem(_parsed(text))


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise FormatError("document", f"is not JSON: {error.msg} at {where}.") from None
    except (ValueError, RecursionError):
        raise FormatError("document", "is not JSON this program can read.") from None


def _refusal(text: str, name: str, error: FormatError) -> tuple[dict[str, object], str]:
    """The object that stands in an answer's place (by the problem's own name if it has one)."""
    return {"name": _own_name(text) or name, "error": str(error)}, f"{name}: {error}"


def _own_name(text: str) -> str | None:
    try:
        document = _parsed(text)
    except FormatError:
        return None
    if isinstance(document, dict):
        document = document.get("problem", document)
    name = document.get("name") if isinstance(document, dict) else None
    return name if isinstance(name, str) and name else None
