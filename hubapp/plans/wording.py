"""What a family asked for, in short lines it can check."""

from hubapp.funding.hours import FundedHours
from hubapp.kernel.week import TimeBand, Weekday, say_band, say_days, say_duration
from hubapp.plans.assemble import Locality
from hubapp.plans.need import Asking, CareNeed, HeldPlace


def say_need(need: CareNeed, funded_minutes: int, locality: Locality) -> tuple[str, ...]:
    """Everything asked for, one line each."""
    lines = (
        f"Born {need.birth}, starting {need.starts_on.day} {need.starts_on:%B %Y}",
        _say_days(need),
        _say_funding(need, funded_minutes),
        f"From {need.home}" + (f", on the way to {need.work}" if need.work else ""),
    )
    provider = locality.find(need.held.provider) if need.held else None
    return (*lines, _say_held(need.held, provider.name)) if need.held and provider else lines


def say_days_and_times(need: CareNeed) -> str:
    """Its days, those with the same times together: "Monday to Friday, 8am to 5pm"."""
    bands: dict[TimeBand, list[Weekday]] = {}
    for day, band in need.days:
        bands.setdefault(band, []).append(day)
    return "; ".join(
        f"{say_days(days)}, {say_band(band.start_minutes, band.end_minutes)}"
        for band, days in bands.items()
    )


def _say_days(need: CareNeed) -> str:
    times = say_days_and_times(need)
    if need.asking is Asking.SOME_DAYS:
        return f"Any {need.days_wanted} days of {times}"
    if need.asking is Asking.SOME_HOURS:
        return f"Any {say_duration(need.minutes_wanted or 0)} within {times}"
    return times


def _say_funding(need: CareNeed, funded_minutes: int) -> str:
    season = "all year" if need.year_round else "in term time"
    if need.funded is FundedHours.NONE:
        return f"No funded hours, {season}"
    return f"{say_duration(funded_minutes)} funded a week, {season}"


def _say_held(held: HeldPlace, name: str) -> str:
    days = say_days(day for day, _ in held.sessions)
    times = f", {held.band}" if held.band else ""
    return f"Built around a place at {name}" + (f": {days}{times}" if days else "")
