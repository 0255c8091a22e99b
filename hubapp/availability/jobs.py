"""The job that notes once a day how fresh each hub is."""

from hubapp.availability.freshness import note_freshness
from hubapp.web import clock

NOTE_FRESHNESS = "note_freshness"


def note() -> None:
    """Note it, unless that was done today."""
    note_freshness(today=clock.today())
