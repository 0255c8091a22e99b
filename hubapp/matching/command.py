"""What `hub match` does with one file: text in, an answer or an error out; no file, no clock."""

from collections.abc import Callable

from hubapp.kernel.fields import FormatError, parse_json
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
    return read_question(parse_json(text))


def _refusal(text: str, name: str, error: ValueError) -> tuple[dict[str, object], str]:
    """The object that stands in an answer's place (by the problem's own name if it has one)."""
    return {"name": _own_name(text) or name, "error": str(error)}, f"{name}: {error}"


def _own_name(text: str) -> str | None:
    try:
        document = parse_json(text)
    except FormatError:
        return None
    if isinstance(document, dict):
        document = document.get("problem", document)
    name = document.get("name") if isinstance(document, dict) else None
    return name if isinstance(name, str) and name else None
