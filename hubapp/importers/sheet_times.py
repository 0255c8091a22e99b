"""Opening hours as people write them: days and times, or why they are not clear."""

import re

from hubapp.importers.cells import tidy_text
from hubapp.importers.sheet_cells import Doubt, Said, common_doubt
from hubapp.kernel.week import Weekday

_NAMES = [day.name.lower() for day in Weekday]
_DAY = r"(?:mon(?:day)?s?|tue(?:s|sday|sdays)?|wed(?:nesday|nesdays)?|"
_DAY += r"thu(?:r|rs|rsday|rsdays)?|fri(?:day|days)?|sat(?:urday|urdays)?|sun(?:day|days)?)"
_SPAN = re.compile(rf"({_DAY})\.? ?(?:-|–|to) ?({_DAY})\.?")
_LIST = re.compile(rf"{_DAY}\.?(?:(?: ?, ?| ?& ?| and | ?/ ?){_DAY}\.?)*")
_EVERY = {"weekdays": range(5), "every weekday": range(5), "daily": range(7), "every day": range(7)}
_TIME = r"\d{1,2}(?:[:.]\d{2}(?::\d{2})?)? ?(?:am|pm|a\.m\.|p\.m\.)?|noon|midday"
_SPAN_OF_TIME = rf"(?P<start>{_TIME}) ?(?:-|–|to|until) ?(?P<end>{_TIME})"
_HOURS = re.compile(rf"(?:(?P<days>.*?)[ :,–-]+)?{_SPAN_OF_TIME}")
_DAYS_LAST = re.compile(rf"{_SPAN_OF_TIME}[ ,:]+(?P<days>.+)")
_IMPOSSIBLE = re.compile(r"\b(?:2[5-9]|[3-9]\d)[:.]\d{2}|\b\d{1,2}[:.][6-9]\d\b")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2})(?::\d{2})?)? ?(am|pm|a\.m\.|p\.m\.)?")
_LIKE_A_TIME = re.compile(r"\d{1,2}(?:[:.]\d{1,2})?")
_NOON = 12


def read_days(text: str) -> list[int] | None:
    """Weekdays from 0 (Monday), or None when the words are not days."""
    word = tidy_text(text).lower().rstrip(":, ")
    if word in _EVERY:
        return list(_EVERY[word])
    if found := _SPAN.fullmatch(word):
        first, last = _number(found[1]), _number(found[2])
        return list(range(first, last + 1)) if first <= last else None
    if _LIST.fullmatch(word):
        return sorted({_number(day) for day in re.findall(_DAY, word)})
    return None


def _number(day: str) -> int:
    return next(index for index, name in enumerate(_NAMES) if name.startswith(day[:3]))


def read_time(cell: str) -> int | Doubt:
    """Minutes after midnight. "8" or "6.00" alone may be morning or evening, so it is a doubt."""
    word = tidy_text(cell).lower()
    if word in ("noon", "midday", "12 noon"):
        return _NOON * 60
    found = _CLOCK.fullmatch(word)
    if found is None:
        return Doubt("bad_time" if _LIKE_A_TIME.search(word) else "ambiguous_time")
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").replace(".", "")
    if minute > 59 or hour > (_NOON if half else 24) or (half and not hour):
        return Doubt("bad_time")
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    elif not _is_certain(found):
        return Doubt("ambiguous_time")
    return hour * 60 + minute if hour * 60 + minute <= 24 * 60 else Doubt("bad_time")


def _is_certain(found: re.Match[str]) -> bool:
    """Four figures ("08:00") or past noon are the 24-hour clock."""
    return int(found[1]) > _NOON or (len(found[1]) == 2 and found[2] is not None)


def read_span(start: str, end: str) -> tuple[int, int] | Doubt:
    """From and to on one day."""
    first, last = read_time(start), read_time(end)
    for each in (first, last):
        if isinstance(each, Doubt) and each.reason == "bad_time":
            return each
    if isinstance(first, Doubt) and isinstance(last, int):
        first = _only_half(start, first, range(last))
    elif isinstance(last, Doubt) and isinstance(first, int):
        last = _only_half(end, last, range(first + 1, 24 * 60 + 1))
    if isinstance(first, Doubt):
        return first
    if isinstance(last, Doubt):
        return last
    return (first, last) if first < last else Doubt("ends_before_start")


def _only_half(cell: str, doubt: Doubt, possible: range) -> int | Doubt:
    """The one half of the day that fits the other end: in "8 - 18:00" the 8 can't be evening."""
    times = [read_time(f"{cell}{half}") for half in ("am", "pm")]
    fitting = [time for time in times if isinstance(time, int) and time in possible]
    return fitting[0] if len(fitting) == 1 else doubt


def read_hours(cell: str) -> list[Said] | Doubt:
    """Opening hours, one line each: days, from, to."""
    if doubt := common_doubt(cell):
        return doubt
    hours = []
    for part in re.split(r"[;\n]", cell):
        if not part.strip():
            continue
        word = tidy_text(part).lower()
        found = _HOURS.fullmatch(word) or _DAYS_LAST.fullmatch(word)
        if found is None:
            return Doubt("bad_time" if _IMPOSSIBLE.search(word) else "ambiguous_time")
        span = read_span(found["start"], found["end"])
        if isinstance(span, Doubt):
            return span
        days = read_days(found["days"] or "")
        if days is None:
            return Doubt("ambiguous_time")
        hours.append({"days": days, "from": span[0], "to": span[1]})
    return hours
