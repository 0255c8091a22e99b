"""Who vouches for what is told on a page: the person signed in, now."""

from hubapp.availability.telling import Voucher
from hubapp.hubs.entry import require_person
from hubapp.web import clock


def voucher_as(role: str, *, told_by: str | None = None) -> Voucher:
    """The person signed in, in a role they have here. `told_by`: where a champion has it from."""
    return Voucher(
        role=role,
        at=clock.now(),
        today=clock.today(),
        person_id=require_person().id,
        told_by=told_by,
    )
