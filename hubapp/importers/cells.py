"""What one cell of a file says: empty, withheld, damaged, a number, a day."""

import enum
import re
from datetime import date

_EMPTY = frozenset(("", "-", "null", "n/a", "not recorded"))
_WITHHELD = frozenset(("redacted", "withheld"))
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"

_DAY_FIRST = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?")
_RANGE = re.compile(r"\s+(?:-|–|to)\s+")
_WHOLE = re.compile(r"(\d{1,9})(?:\.0+)?")
# "9-10, The Green" saved by a spreadsheet as a day: "09-Oct, The Green"; or as a huge number.
_EXCEL = re.compile(
    rf"\d{{1,2}}-(?:{_MONTHS})\b.*|(?:{_MONTHS})-\d{{2}}|\d(?:\.\d+)?e\+\d+|#+|#[a-z/0]+[!?a]",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"=.*|[+\-@](?:[A-Za-z].*[(|!]|.*\|).*", re.DOTALL)
# UTF-8 read as something else ("CafÃ©", "â€“"), a letter given up on, or a control character.
_ENCODING = re.compile(r"\ufffd|[ÃÂ][\u0080-\u00bf ]|â€|[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BETWEEN_NUMBERS = re.compile(r"[^\d\s()+.\-]+")
_NUMBER_DIGITS = 11


class State(enum.Enum):
    """Whether a cell says something. Withheld is not empty: somebody chose not to be named."""

    GIVEN = "given"
    EMPTY = "empty"
    WITHHELD = "withheld"


def state_of(cell: str) -> State:
    """Given, empty or withheld."""
    word = cell.lower()
    if word in _EMPTY:
        return State.EMPTY
    return State.WITHHELD if word in _WITHHELD else State.GIVEN


def tidy_text(cell: str) -> str:
    """A cell on one line, its spaces single."""
    return " ".join(cell.split())


def damage(cell: str) -> str | None:
    """The reason not to believe a cell of words, or None."""
    if _ENCODING.search(cell):
        return "encoding_damage"
    if _EXCEL.fullmatch(cell):
        return "excel_damage"
    return "formula_like" if _FORMULA.fullmatch(cell) else None


def read_number(cell: str) -> int | None:
    """A whole number, or None when it is not one."""
    found = _WHOLE.fullmatch(cell)
    return int(found[1]) if found else None


def read_date(cell: str) -> date | None:
    """A day, first day of a range; None when it is not one. Two-figure years are never guessed."""
    first = _RANGE.split(cell)[0]
    if found := _DAY_FIRST.fullmatch(first):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(first):
        year, month, day = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def has_mobile_number(phone: str) -> bool:
    """Whether one of its numbers is a mobile's: likely to be one person's own."""
    return any(_is_mobile(part) for part in _BETWEEN_NUMBERS.split(phone))


def _is_mobile(part: str) -> bool:
    """Numbers run together are told apart by their length."""
    digits = re.sub(r"\D", "", part)
    if digits.startswith("44"):
        digits = "0" + digits.removeprefix("44").lstrip("0")
    numbers = (
        digits[start : start + _NUMBER_DIGITS] for start in range(0, len(digits), _NUMBER_DIGITS)
    )
    return any(number.startswith(("07", "7")) for number in numbers)
