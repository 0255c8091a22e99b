"""Sessions as plain facts, for tests."""

from typing import Any

from hubapp.availability.models import Booking, PriceUnit
from hubapp.directory.models import Answer
from hubapp.listing.week import SessionFacts


def facts(day: int = 0, start: int = 9, end: int = 12, **more: Any) -> SessionFacts:
    """A morning for two to five year olds at £6 an hour, funded; times in hours."""
    return SessionFacts(
        **{
            "id": None,
            "label": "Morning",
            "weekday": day,
            "start_minutes": start * 60,
            "end_minutes": end * 60,
            "booking": Booking.SESSION,
            "min_minutes": 0,
            "term_only": False,
            "age_from_months": 24,
            "age_to_months": 60,
            "price_pence": 600,
            "price_unit": PriceUnit.HOUR,
            "funded": Answer.YES,
            **more,
        }
    )
