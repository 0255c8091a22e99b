"""Reads of what was asked for."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, select

from hubapp.extensions import db
from hubapp.insights.models import ProviderShown


def count_shown_since(provider_ids: Iterable[int], day: date) -> Mapping[int, int]:
    """How often each provider was shown from a day on; who never was, is not in it."""
    rows = db.session.execute(
        select(ProviderShown.provider_id, func.sum(ProviderShown.times))
        .where(ProviderShown.provider_id.in_(list(provider_ids)), ProviderShown.day >= day)
        .group_by(ProviderShown.provider_id)
    )
    return {row[0]: int(row[1]) for row in rows}
