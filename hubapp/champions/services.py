"""What a champion does to the grid: one day of a provider, a whole row, or all of it."""

from collections.abc import Iterable
from datetime import date

from hubapp.availability.models import VacancyState
from hubapp.availability.queries import list_sessions_of
from hubapp.availability.telling import (
    NewTold,
    Saved,
    Voucher,
    cells_of,
    confirm,
    fingerprint,
    tell,
)
from hubapp.availability.told import ImpossibleError, Told
from hubapp.directory.models import Provider
from hubapp.kernel.week import Weekday

_KEEPS_QUIET = (VacancyState.FULL, VacancyState.WAITING_LIST, VacancyState.UNKNOWN)
"""States that promise nothing, and so may be said of a whole day at once."""


def tell_day(provider: Provider, day: Weekday, told: Told, *, seen: str, voucher: Voucher) -> Saved:
    """Say the same of every session of a day, as it was looked at (`seen`).

    Raises ImpossibleError where that would promise places that nobody told.
    """
    sessions = [session for session in list_sessions_of(provider.id) if session.day is day]
    cells = list(cells_of(sessions))
    if not cells:
        raise ImpossibleError(f"{provider.name} is not open on {day.label}.")
    if told.state not in _KEEPS_QUIET and len(cells) > 1:
        raise ImpossibleError(
            f"{provider.name} has more than one session or age on {day.label}: open its week."
        )
    if fingerprint(sessions) != seen:
        return Saved(overtaken=cells)
    versions = {
        (session.id, row.age_band): row.version for session in sessions for row in session.vacancies
    }
    return tell(
        provider.id, {cell: NewTold(told, versions.get(cell, 0)) for cell in cells}, voucher
    )


def confirm_all(providers: Iterable[Provider], voucher: Voucher) -> int:
    """Vouch for everything told of some providers; of how many there was anything to vouch for."""
    return sum(confirm(provider.id, voucher).count > 0 for provider in providers)


def put_off_until(days: int, today: date) -> date:
    """The day a provider comes back into the queue. Raises ImpossibleError."""
    if not 1 <= days <= 60:
        raise ImpossibleError("Choose from 1 to 60 days.")
    return date.fromordinal(today.toordinal() + days)
