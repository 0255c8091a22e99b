"""Problems out of JSON (problem format 1); each refusal is one sentence that names the field."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hubapp.kernel.fields import Field, FormatError, shown
from hubapp.matching.anchored import read_anchors
from hubapp.matching.problem import (
    WEEKDAYS,
    Booking,
    CareSession,
    Funded,
    Interval,
    Link,
    Mode,
    Need,
    Problem,
    Provider,
    ProviderKind,
    Weights,
)
from hubapp.matching.table import tabulated

__all__ = ["FormatError", "read_problem"]

FURTHEST_METRES = 10_000_000
DEAREST_PENCE = 1_000_000
MOST_PROVIDERS = 5_000
LONGEST_LIST = 10_000


def read_problem(document: object) -> Problem:
    """A problem from a parsed document, bare or under "problem".

    Raises FormatError at the first field that does not fit docs/matching.md, The problem file.
    The providers' table (`table`) is made here, so that it waits for the first question.
    """
    root = Field(document)
    if "problem" in root.object():
        root = Field(root.object()["problem"], "problem")
        root.object()
        root.name = ""
    root.get("schema").integer(1, 1)
    minutes = root.get("slot_minutes").integer()
    if minutes not in {15, 30}:
        raise root.get("slot_minutes").refuse(f"must be 15 or 30, not {minutes}.")
    slots = 24 * 60 // minutes
    name = root.get("name").text()
    need = _read_need(root.get("request"), slots)
    providers = _read_providers(root.get("providers"), slots)
    tabulated(providers)
    anchors = read_anchors(root.get("request"), need, providers)
    return Problem(
        name=name,
        slot_minutes=minutes,
        need=replace(need, anchors=anchors),
        providers=providers,
    )


# --- the need ---------------------------------------------------------------------------------


def _read_need(request: Field, slots: int) -> Need:
    child = request.get("child")
    mode = request.get("mode").choice(Mode)
    need = Need(
        born=child.get("dob").date(),
        starts_on=child.get("start").date(),
        home=_read_place(request.get("home")),
        work=None if request.get("work").value is None else _read_place(request.get("work")),
        mode=mode,
        intervals=_read_intervals(request.get("need"), slots),
        days_wanted=request.get("k_days").integer_or_none(0, WEEKDAYS),
        slots_wanted=request.get("hours_slots").integer_or_none(0, WEEKDAYS * slots),
        max_days=request.get("max_days").integer(),
        handover_window=_read_windows(request.get("handover_window"), slots),
        funded_slots=request.get("funded_slots").integer(0, 7 * slots),
        year_round=request.get("year_round").boolean(),
        max_providers=request.get("max_providers").integer(),
        max_distance_metres=request.get("max_dist_m").integer(),
        slack_slots=request.get("u_slack_slots").integer(0, WEEKDAYS * slots),
        weights=_read_weights(request.get("weights")),
        list_length=request.get("K").integer(1, LONGEST_LIST),
    )
    _check_need(need, request)
    return need


def _check_need(need: Need, request: Field) -> None:
    if need.starts_on < need.born:
        raise request.get("child").get("start").refuse("is before the child is born.")
    if need.mode is Mode.ANY_HOURS and need.slots_wanted is None:
        raise request.get("hours_slots").refuse("is needed when mode is any_hours.")
    if need.mode is not Mode.ANY_DAYS:
        return
    if need.days_wanted is None:
        raise request.get("k_days").refuse("is needed when mode is any_days.")
    if need.days_wanted > len(need.days):
        raise request.get("k_days").refuse(
            f"asks for {need.days_wanted} days but only {len(need.days)} have a need."
        )


def _read_place(field: Field) -> tuple[int, int]:
    return field.pair(-FURTHEST_METRES, FURTHEST_METRES)


def _read_intervals(field: Field, slots: int) -> dict[int, tuple[Interval, ...]]:
    return {day: _read_day(spans, slots) for day, spans in field.weekdays(WEEKDAYS)}


def _read_day(field: Field, slots: int) -> tuple[Interval, ...]:
    spans = tuple(_read_interval(item, slots) for item in field.items())
    for before, after in pairwise(sorted(spans)):
        if after[0] < before[1]:
            raise field.refuse(f"must not overlap, as {list(before)} and {list(after)} do.")
    return spans


def _read_interval(field: Field, slots: int) -> Interval:
    start, end = field.pair(0, slots)
    if end <= start:
        raise field.refuse(f"must end after it starts, not run from {start} to {end}.")
    return start, end


def _read_windows(field: Field, slots: int) -> dict[int, Interval]:
    if field.value is None:
        return {}
    return {day: _read_interval(span, slots) for day, span in field.weekdays(WEEKDAYS)}


def _read_weights(field: Field) -> Weights:
    return Weights(
        travel_pence_per_km=field.get("travel_p_per_km").integer(0, DEAREST_PENCE),
        provider_pence=field.get("provider_p").integer(0, DEAREST_PENCE),
        handover_pence=field.get("handover_p").integer(0, DEAREST_PENCE),
    )


# --- the providers ----------------------------------------------------------------------------


def _read_providers(field: Field, slots: int) -> tuple[Provider, ...]:
    items = list(field.items())
    if len(items) > MOST_PROVIDERS:
        raise field.refuse(f"may hold at most {MOST_PROVIDERS} providers, not {len(items)}.")
    providers = tuple(_read_provider(item, slots) for item in items)
    _refuse_twice([provider.id for provider in providers], items)
    known = {provider.id for provider in providers}
    for item, provider in zip(items, providers, strict=True):
        for i, link in enumerate(provider.links):
            if link.other not in known:
                at = Field(link.other, f"{item.name}.links[{i}]")
                raise at.refuse(f"links to {shown(link.other)}, which is not in the list.")
    return providers


def _refuse_twice(ids: Sequence[str | int], items: list[Field]) -> None:
    seen: set[str | int] = set()
    for name, item in zip(ids, items, strict=True):
        if name in seen:
            raise item.get("id").refuse(f"{shown(name)} is used twice.")
        seen.add(name)


def _read_provider(field: Field, slots: int) -> Provider:
    ages = field.get("age_months")
    age_from, age_to = ages.pair(0, 12 * 100)
    if age_to < age_from:
        raise ages.refuse(f"must not run backwards from {age_from} to {age_to}.")
    items = list(field.get("sessions").items())
    sessions = tuple(_read_session(item, slots) for item in items)
    _refuse_twice([session.id for session in sessions], items)
    return Provider(
        id=field.get("id").text(),
        kind=field.get("type").choice(ProviderKind),
        location=_read_place(field.get("loc")),
        age_from_months=age_from,
        age_to_months=age_to,
        term_only=field.get("term_only").boolean(),
        min_days=field.get("min_sessions").integer(),
        funded_cap_day_slots=field.get("funded_cap_day").integer_or_none(),
        funded_cap_week_slots=field.get("funded_cap_week").integer_or_none(),
        links=_read_links(field.get("links"), slots),
        sessions=sessions,
    )


def _read_links(field: Field, slots: int) -> tuple[Link, ...]:
    return () if field.value is None else tuple(_read_link(f, slots) for f in field.items())


def _read_link(field: Field, slots: int) -> Link:
    if isinstance(field.value, str):
        return Link(other=field.text())
    windows = field.get("windows")
    if windows.value is None:
        return Link(other=field.get("id").text())
    spans = {day: _read_slots(span, slots) for day, span in windows.weekdays(WEEKDAYS)}
    return Link(other=field.get("id").text(), windows=spans)


def _read_slots(field: Field, slots: int) -> Interval:
    low, high = field.pair(0, slots)
    if high < low:
        raise field.refuse(f"must not run backwards from {low} to {high}.")
    return low, high


def _read_session(field: Field, slots: int) -> CareSession:
    start = field.get("start").integer(0, slots - 1)
    end = field.get("end").integer(1)
    if end > slots:
        raise field.get("end").refuse(f"must not be beyond midnight (slot {slots}), not {end}.")
    if end <= start:
        raise field.get("end").refuse(f"must be after the start ({start}), not {end}.")
    free = field.get("free")
    return CareSession(
        id=field.get("id").integer(),
        day=field.get("day").integer(0, WEEKDAYS - 1),
        start=start,
        end=end,
        booking=field.get("kind").choice(Booking),
        free_u2=free.get("u2").integer(),
        free_2=free.get("2").integer(),
        free_3p=free.get("3p").integer(),
        price_pence=field.get("price_p").integer(0, DEAREST_PENCE),
        funded=field.get("funded").choice(Funded),
        extra_pence=field.get("extra_p").integer(0, DEAREST_PENCE),
        min_slots=field.get("min_slots").integer(0, slots),
    )
