"""Small problems spelled out: every builder fills in what a test does not care about."""

from dataclasses import replace
from datetime import date

from hubapp.matching import (
    Booking,
    CareSession,
    Funded,
    Mode,
    Need,
    Problem,
    Provider,
    ProviderKind,
    Weights,
)


def session(number: int, day: int, start: int, end: int, **changes: object) -> CareSession:
    """A whole session at £1 a slot, with a place for every age, not funded."""
    made = CareSession(
        id=number,
        day=day,
        start=start,
        end=end,
        booking=Booking.SESSION,
        free_u2=1,
        free_2=1,
        free_3p=1,
        price_pence=100,
        funded=Funded.NO,
        extra_pence=0,
        min_slots=0,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def hourly(number: int, day: int, start: int, end: int, **changes: object) -> CareSession:
    """The same, booked by the slot."""
    return session(number, day, start, end, booking=Booking.HOURLY, **changes)


def provider(name: str, *sessions: CareSession, **changes: object) -> Provider:
    """A provider at home's door that takes every child for a single day."""
    made = Provider(
        id=name,
        kind=ProviderKind.NURSERY,
        location=(0, 0),
        age_from_months=0,
        age_to_months=60,
        term_only=False,
        min_days=1,
        funded_cap_day_slots=None,
        funded_cap_week_slots=None,
        links=(),
        sessions=sessions,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def need(**changes: object) -> Need:
    """Monday 09:00 to 12:00 in half-hour slots (18 to 24) for a child of 27 months."""
    made = Need(
        born=date(2024, 6, 1),
        starts_on=date(2026, 9, 7),
        home=(0, 0),
        work=None,
        mode=Mode.FIXED,
        intervals={0: ((18, 24),)},
        days_wanted=None,
        slots_wanted=None,
        max_days=5,
        handover_window={},
        funded_slots=0,
        year_round=False,
        max_providers=3,
        max_distance_metres=5000,
        slack_slots=0,
        weights=Weights(travel_pence_per_km=0, provider_pence=0, handover_pence=0),
        list_length=10,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def problem(*providers: Provider, **changes: object) -> Problem:
    """A problem in half-hour slots."""
    return Problem(name="case", slot_minutes=30, need=need(**changes), providers=providers)


def document() -> dict[str, object]:
    """A small sound problem as JSON values."""
    return {
        "schema": 1,
        "slot_minutes": 30,
        "name": "sound",
        "request": {
            "child": {"dob": "2024-06-01", "start": "2026-09-07"},
            "home": [0, 0],
            "work": None,
            "mode": "fixed",
            "need": {"0": [[18, 24]], "2": [[18, 24], [26, 30]]},
            "k_days": None,
            "hours_slots": None,
            "max_days": 5,
            "handover_window": {"0": [20, 24]},
            "funded_slots": 30,
            "year_round": False,
            "max_providers": 3,
            "max_dist_m": 3000,
            "u_slack_slots": 4,
            "weights": {"travel_p_per_km": 60, "provider_p": 800, "handover_p": 150},
            "K": 10,
        },
        "providers": [_provider("p1", ["p2"]), _provider("p2", [])],
    }


def _provider(name: str, links: list[object]) -> dict[str, object]:
    return {
        "id": name,
        "type": "nursery",
        "loc": [100, 200],
        "age_months": [0, 60],
        "term_only": False,
        "min_sessions": 1,
        "funded_cap_day": 24,
        "funded_cap_week": None,
        "links": links,
        "sessions": [
            {
                "id": 0,
                "day": 0,
                "start": 16,
                "end": 26,
                "kind": "session",
                "free": {"u2": 0, "2": 1, "3p": 0},
                "price_p": 170,
                "funded": "yes",
                "extra_p": 450,
                "min_slots": 0,
            }
        ],
    }
