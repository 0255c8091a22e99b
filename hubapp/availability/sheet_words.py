"""What a hub's spreadsheet told of a provider, in plain words, with the days it names."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hubapp.availability.sheet_models import SheetFacts
from hubapp.extensions import db
from hubapp.kernel.ages import AgeBand
from hubapp.kernel.money import say_pence
from hubapp.kernel.week import Weekday, say_band, say_days

_STATES = {"full": "full", "limited": "a few places", "waiting_list": "waiting list"}
_UNITS = {
    "hour": "an hour",
    "session": "a session",
    "half_day": "a half day",
    "day": "a day",
    "week": "a week",
    "month": "a month",
}


@dataclass(frozen=True, slots=True)
class SheetPlaces:
    """What was told of places for one age, and when it was confirmed (null: it is not said)."""

    words: str
    from_date: date | None
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Everything a spreadsheet told, by what it is about; an empty list: nothing."""

    told_by: str
    places: list[SheetPlaces]
    fees: list[str]
    hours: list[str]
    collects_from: list[str]
    weeks_open: int | None


def told_in_sheet(provider_id: int) -> SheetWords | None:
    """What the hub's spreadsheet says of a provider, or None when it says nothing."""
    row = db.session.get(SheetFacts, provider_id)
    if row is None or not row.facts:
        return None
    told = row.facts
    return SheetWords(
        told_by=row.told_by,
        places=[_places(band, said) for band, said in told.get("vacancies", {}).items()],
        fees=[f"{say_pence(fee['pence'])} {_UNITS[fee['unit']]}" for fee in told.get("fees", ())],
        hours=[_hours(each) for each in told.get("hours", ())],
        collects_from=told.get("collects_from", []),
        weeks_open=told.get("weeks_open"),
    )


def _places(band: str, said: dict[str, Any]) -> SheetPlaces:
    number = said.get("places")
    state = _STATES.get(said["state"]) or f"{number} place" + ("" if number == 1 else "s")
    ages = "" if band == "any" else f", {AgeBand(band).label}"
    return SheetPlaces(f"{state}{ages}", _day(said.get("from")), _day(said.get("confirmed")))


def _hours(said: dict[str, Any]) -> str:
    days = say_days(Weekday(day) for day in said["days"])
    return f"{days}, {say_band(said['from'], said['to'])}"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
