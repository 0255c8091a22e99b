"""What is settled already, out of JSON: `request.anchors` (docs/matching.md, Anchored weeks)."""

from collections.abc import Mapping, Sequence

from hubapp.kernel.fields import Field, shown
from hubapp.matching.problem import WEEKDAYS, Anchor, CareSession, Interval, Need, Provider


def read_anchors(request: Field, need: Need, providers: Sequence[Provider]) -> tuple[Anchor, ...]:
    """Every anchor; raises FormatError at the first that no provider or need could fit."""
    field = request.get("anchors")
    if field.value is None:
        return ()
    by_id = {provider.id: provider for provider in providers}
    items = list(field.items())
    anchors = tuple(_read_anchor(item, need, by_id) for item in items)
    seen: set[tuple[str, int | None]] = set()
    for anchor, item in zip(anchors, items, strict=True):
        if (anchor.provider, anchor.day) in seen:
            raise item.refuse(f"anchors {shown(anchor.provider)} twice for the same day.")
        seen.add((anchor.provider, anchor.day))
    used = len({anchor.provider for anchor in anchors})
    if used > need.max_providers:
        raise field.refuse(f"must name at most max_providers ({need.max_providers}), not {used}.")
    return anchors


def _read_anchor(field: Field, need: Need, by_id: Mapping[str, Provider]) -> Anchor:
    at = field.get("provider")
    provider = by_id.get(at.text())
    if provider is None:
        raise at.refuse(f"names {shown(at.value)}, which is not in the list.")
    day = field.get("day").integer_or_none(0, WEEKDAYS - 1)
    if day is None:
        for key in ("session", "hours"):
            if field.get(key).value is not None:
                raise field.get("day").refuse(f"is needed where there is {key}.")
        return Anchor(provider=provider.id)
    if day not in need.days:
        raise field.get("day").refuse(f"must be a day with need, not {day}.")
    session = _read_session(field.get("session"), provider, day)
    hours = _read_hours(field.get("hours"), session)
    return Anchor(provider=provider.id, day=day, session=session.id, hours=hours)


def _read_session(field: Field, provider: Provider, day: int) -> CareSession:
    number = field.integer()
    for session in provider.sessions:
        if (session.id, session.day) == (number, day):
            return session
    raise field.refuse(f"must be a session of {shown(provider.id)} on day {day}, not {number}.")


def _read_hours(field: Field, session: CareSession) -> Interval | None:
    if field.value is None:
        return None
    start, end = field.pair(session.start, session.end)
    if end <= start:
        raise field.refuse(f"must end after it starts, not run from {start} to {end}.")
    return start, end
