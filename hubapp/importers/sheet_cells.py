"""What a cell of a hub's spreadsheet says of places, times, money, ages: or why it is not clear.

Each reader gives a value, or a `Doubt` with its reason. Nothing is guessed: a cell that names no
number gives none, and what could mean two things is put before a person.
"""

import re
from dataclasses import dataclass
from typing import Any

from hubapp.importers.cells import damage, tidy_text


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a cell is not taken."""

    reason: str


Said = dict[str, Any]

_MOST_VACANCIES = 200
_FULL = (
    "full",
    "none",
    "no",
    "nil",
    "zero",
    "no vacancies",
    "no vacancy",
    "no places",
    "no spaces",
    "fully booked",
    "currently full",
    "no current vacancies",
    "no places available",
)
_LIMITED = ("limited", "limited places", "limited availability", "limited spaces")
_STATES = {**dict.fromkeys(_FULL, "full"), **dict.fromkeys(_LIMITED, "limited")}
_WAITING = re.compile(
    r"(?:(?:currently )?full[ ,;:/–-]+)?(?:a )?(?:wait(?:ing)?[ -]?list)(?: only| available| open)?"
)
_COUNTED = re.compile(r"(\d{1,6})(?:\.0+)?(?: (?:places?|vacanc(?:y|ies)|spaces?)(?: available)?)?")
_NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")

_PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|\b(?:\+44|0)(?:[ -]?\d){9,10}\b|\b\d{11}\b|"
    r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
    re.IGNORECASE,
)


def is_personal(cell: str) -> bool:
    """Whether it holds an e-mail address, a telephone number, or an official number of a person."""
    return bool(_PERSONAL.search(cell))


def common_doubt(cell: str) -> Doubt | None:
    """What makes any cell unusable."""
    if reason := damage(cell):
        return Doubt(reason)
    return Doubt("personal_data") if is_personal(cell) else None


def read_vacancy(cell: str) -> Said | Doubt:
    """A state, with a number only where one is named."""
    if doubt := common_doubt(cell):
        return doubt
    word = tidy_text(cell).lower().rstrip(".")
    if found := _COUNTED.fullmatch(word):
        return _counted(int(found[1]))
    state = "waiting_list" if _WAITING.fullmatch(word) else _STATES.get(word)
    if state:
        return {"state": state}
    return Doubt("bad_number" if _NUMBER.fullmatch(word) else "ambiguous_vacancy")


def _counted(number: int) -> Said | Doubt:
    if number > _MOST_VACANCIES:
        return Doubt("implausible")
    return {"state": "places", "places": number} if number else {"state": "full"}


_YES = frozenset(("yes", "y", "true", "1"))
_NO = frozenset(("no", "n", "false", "0"))


def read_yes_no(cell: str) -> bool | Doubt:
    """Yes or no, plainly."""
    if doubt := common_doubt(cell):
        return doubt
    word = tidy_text(cell).lower()
    if word in _YES:
        return True
    return False if word in _NO else Doubt("ambiguous")


_UNIT_WORDS = {
    "hour": "hour|hr|h|hourly",
    "session": "session|sess",
    "half_day": "half[ -]day|half[ -]a[ -]day",
    "day": "(?:full )?day|daily",
    "week": "week|wk|weekly",
    "month": "month|mth|monthly|calendar month",
}
_UNITS = "|".join(f"(?P<{name}>{words})" for name, words in _UNIT_WORDS.items())
_FEE = re.compile(
    rf"£? ?(?P<pounds>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?:\.(?P<pence>\d{{1,2}}))?"
    rf"(?: ?(?:per|a|an|/|p/|each) ?(?:{_UNITS}))?"
)
_OTHER_MONEY = re.compile(r"[€$¥]|\b(?:eur|euros?|usd|dollars?)\b", re.IGNORECASE)
# More than these, in pence, is another unit or another mistake.
_MOST_PENCE = {
    "hour": 5_000,
    "session": 20_000,
    "half_day": 20_000,
    "day": 30_000,
    "week": 150_000,
    "month": 500_000,
}
_LEAST_PENCE = {"hour": 100}
_UNIT_CELL = re.compile(rf"(?:(?:per|a|an|each) )?(?:{_UNITS})")


def read_unit(cell: str) -> str | None:
    """What a price is for, from a cell of its own."""
    found = _UNIT_CELL.fullmatch(tidy_text(cell).lower())
    return _unit(found) if found else None


def _unit(found: re.Match[str]) -> str | None:
    return next((name for name in _UNIT_WORDS if found[name]), None)


def read_fees(cell: str, unit: str | None = None) -> list[Said] | Doubt:
    """Prices, each with what it is for. `unit` is what the column says, when it does."""
    if doubt := common_doubt(cell):
        return doubt
    if _OTHER_MONEY.search(cell):
        return Doubt("currency")
    fees = []
    for part in re.split(r"[;\n]|,(?!\d)", cell):
        if not part.strip():
            continue
        fee = _read_fee(tidy_text(part).lower(), unit)
        if isinstance(fee, Doubt):
            return fee
        fees.append(fee)
    if len({fee["unit"] for fee in fees}) < len(fees):
        return Doubt("ambiguous_fee")  # two prices for the same: for whom is which?
    return sorted(fees, key=lambda fee: str(fee["unit"]))


def _read_fee(word: str, unit: str | None) -> Said | Doubt:
    found = _FEE.fullmatch(word)
    if found is None:
        return Doubt("bad_number" if re.fullmatch(r"[-−]£? ?\d.*", word) else "ambiguous_fee")
    own = _unit(found)
    if own and unit and own != unit:
        return Doubt("contradiction")
    kind = own or unit
    pence = int(found["pounds"].replace(",", "")) * 100
    pence += int((found["pence"] or "0").ljust(2, "0"))
    if kind is None:
        return Doubt("fee_without_unit" if pence else "implausible")
    if not _LEAST_PENCE.get(kind, 1) <= pence <= _MOST_PENCE[kind]:
        return Doubt("implausible")
    return {"unit": kind, "pence": pence}


def read_weeks(cell: str) -> int | str | Doubt:
    """Weeks a year; or the words "term time only", which name no number of weeks."""
    if doubt := common_doubt(cell):
        return doubt
    word = tidy_text(cell).lower()
    if re.fullmatch(r"term[ -]time(?: only)?", word):
        return "term_only"
    found = re.fullmatch(r"(\d{1,4})(?:\.0+)?(?: weeks?)?(?: (?:a|per) year)?", word)
    if found is None:
        return Doubt("bad_number" if _NUMBER.fullmatch(word) else "ambiguous")
    weeks = int(found[1])
    return weeks if 1 <= weeks <= 52 else Doubt("implausible")


_AGE = r"(?:birth|(?P<{0}n>\d{{1,3}}) ?(?P<{0}u>months?|mths?|m|years?|yrs?|y)?)"
_AGES = re.compile(rf"{_AGE.format('a')} ?(?:-|–|to) ?{_AGE.format('b')}(?: old)?")
_OLDEST_MONTHS = 18 * 12


def read_ages(cell: str) -> list[int] | Doubt:
    """From and to, in months. Two bare numbers could be either months or years."""
    if doubt := common_doubt(cell):
        return doubt
    found = _AGES.fullmatch(tidy_text(cell).lower())
    if found is None or not found["bn"] or not found["bu"]:
        return Doubt("ambiguous")
    per = {"m": 1, "y": 12}
    to_unit = per[found["bu"][0]]
    from_unit = per[found["au"][0]] if found["au"] else to_unit
    months = [int(found["an"] or 0) * from_unit, int(found["bn"]) * to_unit]
    if months[0] >= months[1]:
        return Doubt("contradiction")
    return months if months[1] <= _OLDEST_MONTHS else Doubt("implausible")
