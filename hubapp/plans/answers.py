"""Answers on offer, and a need turned back into the answers that made it."""

from datetime import date, timedelta
from typing import Any

from hubapp.directory.distance import METRES_A_MILE
from hubapp.plans.need import CareNeed


def start_choices(today: date) -> list[tuple[str, str]]:
    """The next Monday, then the first of each month for a year."""
    soon = today + timedelta(days=7 - today.weekday())
    months = [(today.year + (today.month + n) // 12, (today.month + n) % 12 + 1) for n in range(12)]
    firsts = [date(year, month, 1) for year, month in months]
    return [
        (soon.isoformat(), f"As soon as we can: Monday {soon.day} {soon:%B}"),
        *((first.isoformat(), f"{first:%B %Y}") for first in firsts if first > soon),
    ]


def fields_of(need: CareNeed) -> dict[str, Any]:
    """A need as the form's data, to change answers given before."""
    bands = [band for _, band in need.days]
    usual = max(bands, key=bands.count)
    own = {
        day.name.lower(): {"start": _clock(band.start_minutes), "end": _clock(band.end_minutes)}
        for day, band in need.days
        if band != usual
    }
    handover, held = need.handover, need.held
    return own | {
        "home": need.home,
        "birth_month": str(need.birth.month),
        "birth_year": str(need.birth.year),
        "starts": need.starts_on.isoformat(),
        "asking": need.asking.value,
        "days": [str(int(day)) for day, _ in need.days],
        "days_wanted": str(need.days_wanted or min(3, len(need.days))),
        "hours_wanted": str((need.minutes_wanted or 30 * 60) // 60),
        "from_time": _clock(usual.start_minutes),
        "to_time": _clock(usual.end_minutes),
        "funded": need.funded.value,
        "season": "year" if need.year_round else "term",
        "reach": f"{need.reach_metres / METRES_A_MILE:.1f}".removesuffix(".0"),
        "work": need.work or "",
        "max_providers": str(need.max_providers),
        "handover": "yes" if handover else "no",
        "handover_from": _clock(handover.start_minutes) if handover else "11:30",
        "handover_to": _clock(handover.end_minutes) if handover else "13:30",
        "held": held.provider if held else "",
        "held_days": [str(int(day)) for day, _ in held.sessions] if held else [],
        "held_from": _clock(held.band.start_minutes) if held and held.band else "",
        "held_to": _clock(held.band.end_minutes) if held and held.band else "",
    }


def _clock(minutes: int) -> str:
    """As a time field of a browser wants it: "08:30"."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
