"""Taking providers out again that came from a register alone: only while nobody added to them."""

from collections.abc import Collection

from sqlalchemy import delete

from hubapp.directory.models import Provider
from hubapp.directory.services import queries
from hubapp.extensions import db

_IDS_A_STATEMENT = 500


def delete_untouched(provider_ids: Collection[int]) -> frozenset[int]:
    """Delete providers that hold nothing but register facts; which ones that were."""
    untouched = queries.list_untouched(provider_ids)
    ids = sorted(untouched)
    for start in range(0, len(ids), _IDS_A_STATEMENT):
        some = ids[start : start + _IDS_A_STATEMENT]
        db.session.execute(delete(Provider).where(Provider.id.in_(some)))
    db.session.expire_all()
    return untouched
