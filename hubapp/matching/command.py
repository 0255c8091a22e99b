"""What `hub match` does with one file: text in, an answer or an error out; no file, no clock."""

import json
from collections import Counter
from collections.abc import Callable

from hubapp.matching.fields import FormatError, shown
from hubapp.matching.jointly import solve_together
from hubapp.matching.problem import NoWeekKeepsAnchors, NumbersTooLarge, Problem
from hubapp.matching.solve import solve
from hubapp.matching.stop import Stop, never
from hubapp.matching.timetable import describe, describe_together
from hubapp.matching.together import Together
from hubapp.matching.together_format import read_question
from hubapp.matching.writing import write_result, write_together


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
    """The JSON-able answer to one file, and the line for stderr if it has none.

    It has none if it does not fit the format, or if no week keeps its anchors.

    `name` is the file's; `clock` counts seconds and is only read, for `solve_ms`; `stop` may end
    the search early. The lists are those of one week: for weeks together there are none.
    """
    try:
        question = read_text(text)
        began = clock()
        if isinstance(question, Together):
            answer = write_together(solve_together(question, stop=stop))
        else:
            result = solve(question, sets=sets, plans=plans, frontier=frontier, stop=stop)
            answer = write_result(result)
    except (FormatError, NoWeekKeepsAnchors, NumbersTooLarge) as error:
        return _refusal(text, name, error)
    return {**answer, "solve_ms": round((clock() - began) * 1000, 3)}, None


def describe_file(
    text: str,
    *,
    name: str,
    sets: bool = False,
    plans: bool = False,
    frontier: bool = False,
    stop: Stop = never,
) -> tuple[str, str | None]:
    """The same as a readable timetable; for a file without an answer, nothing and its line."""
    try:
        question = read_text(text)
        if isinstance(question, Together):
            return describe_together(question, solve_together(question, stop=stop)), None
        result = solve(question, sets=sets, plans=plans, frontier=frontier, stop=stop)
    except (FormatError, NoWeekKeepsAnchors, NumbersTooLarge) as error:
        return "", _refusal(text, name, error)[1]
    return describe(question, result), None


def read_text(text: str) -> Problem | Together:
    """A question from JSON text; raises FormatError, also where the text is not JSON."""
    return read_question(_parsed(text))


def _parsed(text: str) -> object:
    if text.startswith("\ufeff"):
        raise FormatError("document", "starts with a byte order mark: save it as UTF-8 without.")
    try:
        return json.loads(text, object_pairs_hook=_members, parse_constant=_no_number)
    except FormatError:
        raise
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise FormatError("document", f"is not JSON: {error.msg} at {where}.") from None
    except (ValueError, RecursionError):
        too_much = "is nested too deeply to be read, or holds too long a number."
        raise FormatError("document", too_much) from None


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object; one that names a thing twice says two things, and neither can be believed."""
    members = dict(pairs)
    if len(members) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise FormatError("document", f"is ambiguous: an object has {shown(twice)} twice.")
    return members


def _no_number(word: str) -> object:
    raise FormatError("document", f"is not JSON: {word} is no number.")


def _refusal(text: str, name: str, error: ValueError) -> tuple[dict[str, object], str]:
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
