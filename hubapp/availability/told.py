"""What somebody tells of the places in a care session: read, checked, compared. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from hubapp.availability.models import Vacancy, VacancyState

MOST_PLACES = 99


class ImpossibleError(ValueError):
    """What was told can't be so; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """Places as told. `funded_places` and `paid_places`: how many of them can be had which way.

    Null is not known, and never the same as none. Raises ImpossibleError for what can't be so.
    """

    state: VacancyState
    places: int | None = None
    funded_places: int | None = None
    paid_places: int | None = None
    from_date: date | None = None

    def __post_init__(self) -> None:
        """Refuse what can't be so."""
        if self.state is not VacancyState.PLACES:
            if (self.places, self.funded_places, self.paid_places) != (None, None, None):
                raise ImpossibleError("Only say how many places there are when there are some.")
            return
        if self.places is None or not 1 <= self.places <= MOST_PLACES:
            raise ImpossibleError(f"Say how many places there are, from 1 to {MOST_PLACES}.")
        for part in (self.funded_places, self.paid_places):
            if part is not None and not 0 <= part <= self.places:
                raise ImpossibleError("There can’t be more of one sort than there are places.")

    @classmethod
    def of(cls, vacancy: Vacancy | None) -> Self:
        """What a vacancy says; not known where there is none."""
        if vacancy is None:
            return cls(VacancyState.UNKNOWN)
        return cls(
            vacancy.state,
            vacancy.places,
            vacancy.funded_places,
            vacancy.paid_places,
            vacancy.from_date,
        )

    def as_columns(self) -> dict[str, Any]:
        """The same under the names of a vacancy's columns."""
        return {
            "state": self.state,
            "places": self.places,
            "funded_places": self.funded_places,
            "paid_places": self.paid_places,
            "from_date": self.from_date,
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """How a vacancy stands: what was told, and when and by whom it was last vouched for."""

    told: Told
    confirmed_on: date | None = None
    confirmed_by_role: str | None = None
    told_by: str | None = None

    @classmethod
    def of(cls, vacancy: Vacancy | None) -> Self:
        """How a vacancy stands now."""
        if vacancy is None:
            return cls(Told.of(None))
        return cls(
            Told.of(vacancy), vacancy.confirmed_on, vacancy.confirmed_by_role, vacancy.told_by
        )

    def as_columns(self) -> dict[str, Any]:
        """The same under the names of a vacancy's columns."""
        return self.told.as_columns() | {
            "confirmed_on": self.confirmed_on,
            "confirmed_by_role": self.confirmed_by_role,
            "told_by": self.told_by,
        }

    def as_fields(self) -> dict[str, Any]:
        """JSON-able fields, read back by `from_fields`."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.as_columns().items()
            if value is not None
        }

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> Self:
        """The standing again."""
        return cls(
            Told(
                VacancyState(fields["state"]),
                fields.get("places"),
                fields.get("funded_places"),
                fields.get("paid_places"),
                _day(fields.get("from_date")),
            ),
            _day(fields.get("confirmed_on")),
            fields.get("confirmed_by_role"),
            fields.get("told_by"),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
