"""Family files and year files: several requests before one list of providers.

A file with `requests` holds siblings, one with `term` and `holiday` a year; each request becomes a
problem of format 1 and is read as such, so that every rule of that format holds here too.
"""

from hubapp.kernel.fields import Field, FormatError
from hubapp.matching.format import DEAREST_PENCE, read_problem
from hubapp.matching.problem import Problem
from hubapp.matching.together import (
    MOST_SIBLINGS,
    Member,
    SharedWeights,
    Together,
    siblings,
    year,
)

WEEKS_A_YEAR = 52


def read_question(document: object) -> Problem | Together:
    """A problem, a family or a year from a parsed document, bare or under "problem".

    Raises FormatError at the first field that does not fit docs/matching.md.
    """
    bare = document.get("problem", document) if isinstance(document, dict) else document
    if not isinstance(bare, dict) or "request" in bare:
        return read_problem(document)
    root = Field(bare)
    if "requests" in bare:
        return _read_siblings(root)
    if "term" in bare or "holiday" in bare:
        return _read_year(root)
    return read_problem(document)


def _read_siblings(root: Field) -> Together:
    requests = root.get("requests")
    items = list(requests.items())
    if not 1 <= len(items) <= MOST_SIBLINGS:
        raise requests.refuse(f"must hold one to {MOST_SIBLINGS} children, not {len(items)}.")
    problems = [_read_one(root, item) for item in items]
    return siblings(problems[0].name, problems, _read_weights(root.get("together")))


def _read_year(root: Field) -> Together:
    term, holiday = (_read_member(root, root.get(key)) for key in ("term", "holiday"))
    return year(term.problem.name, term, holiday, _read_weights(root.get("together")))


def _read_member(root: Field, field: Field) -> Member:
    weeks = field.get("weeks").integer(1, WEEKS_A_YEAR)
    return Member(problem=_read_one(root, field.get("request")), weeks=weeks)


def _read_one(root: Field, request: Field) -> Problem:
    """The problem of one request; a refusal names the field where it stands in this file."""
    try:
        return read_problem({"problem": {**root.object(), "request": request.value}})
    except FormatError as error:
        if error.field.split(".")[0] != "request":
            raise
        name = request.name + error.field.removeprefix("request")
        raise FormatError(name, error.sentence) from None


def _read_weights(field: Field) -> SharedWeights:
    return SharedWeights(
        provider_pence=field.get("provider_p").integer(0, DEAREST_PENCE),
        handover_pence=field.get("handover_p").integer(0, DEAREST_PENCE),
    )
