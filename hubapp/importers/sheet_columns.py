"""The columns of a hub's own spreadsheet, by every name that councils' systems give them."""

import re
from collections.abc import Sequence

from hubapp.importers.table import Columns, fold

_UNITS = {
    "hour": ("hour", "hourly", "hr"),
    "session": ("session", "sessional"),
    "half_day": ("half day", "half-day"),
    "day": ("day", "daily", "full day"),
    "week": ("week", "weekly"),
    "month": ("month", "monthly"),
}


def _fee_names(words: Sequence[str]) -> tuple[str, ...]:
    names = []
    for word in words:
        for what in ("fee", "fees", "cost", "price", "rate", "charge"):
            names += [
                f"{what} per {word}",
                f"{word} {what}",
                f"{what} ({word})",
                f"{what} a {word}",
            ]
            names += [f"{what} (per {word})", f"{what} {word}"]
    return tuple(dict.fromkeys(names))


def _places_names(*words: str) -> tuple[str, ...]:
    names = []
    for word in words:
        for what in ("vacancies", "vacancy", "spaces", "places available", "available places"):
            names += [f"{what} {word}", f"{word} {what}", f"{what} ({word})", f"{what} for {word}"]
            names += [f"{what} - {word}", f"{what}: {word}"]
    return tuple(dict.fromkeys(names))


ALIASES: dict[str, tuple[str, ...]] = {
    "urn": (
        "ofsted urn",
        "urn",
        "ofsted reference number",
        "ofsted reference",
        "ofsted ref",
        "ofsted number",
        "ofsted no",
        "ofsted unique reference number",
        "unique reference number",
        "ofsted urn/reference",
        "ofsted registration number",
        "registration number",
        "provider urn",
        "registered setting identifier",
    ),
    "external_id": ("externalid", "external id"),
    "name": (
        "provider name",
        "setting name",
        "name of setting",
        "name of provider",
        "name",
        "setting",
        "provider",
        "title",
    ),
    "vacancies": (
        "vacancies",
        "vacancy",
        "current vacancies",
        "number of vacancies",
        "places available",
        "available places",
        "spaces",
        "spaces available",
        "ecd vacancies immediate",
    ),
    "vacancies_u2": _places_names(
        "under 2", "under 2s", "under two", "under twos", "under 2 years", "0-2", "0 to 2", "babies"
    ),
    "vacancies_2": _places_names(
        "2",
        "2s",
        "2 year old",
        "2 year olds",
        "2-year-olds",
        "two year olds",
        "age 2",
        "2-3",
        "2yo",
    ),
    "vacancies_3p": _places_names(
        "3 and 4 year olds",
        "3 and 4 year old",
        "3 & 4 year olds",
        "3-4 year olds",
        "3-4",
        "3 to 4",
        "3 and 4",
        "3-5",
        "3+",
        "3 and over",
        "3 plus",
        "over 3",
        "over 3s",
    ),
    "vacancies_max": ("ecd vacancies max",),
    "vacancies_range": ("ecd vacancy range", "ecd vacancies range"),
    "contact_provider": ("ecd vacancies contactprovider",),
    "available_from": (
        "available from",
        "vacancies from",
        "vacancies available from",
        "places from",
        "places available from",
        "from date",
        "start date",
    ),
    "confirmed_on": (
        "confirmed on",
        "confirmed",
        "date confirmed",
        "last confirmed",
        "vacancies confirmed",
        "vacancies updated",
        "vacancies last updated",
        "vacancies as at",
        "vacancy date",
        "ecd vacancies modified",
    ),
    "hours": (
        "opening times",
        "opening hours",
        "opening times/hours",
        "hours",
        "hours of operation",
        "session times",
        "sessions",
        "ecd timetable openinghours list",
    ),
    "days": ("days", "days open", "open days", "day"),
    "opens": ("opens", "opens at", "opening time", "open from", "start time", "start"),
    "closes": ("closes", "closes at", "closing time", "open to", "open until", "end time", "end"),
    "fees": (
        "fees",
        "fee",
        "cost",
        "costs",
        "charge",
        "charges",
        "price",
        "prices",
        "fees/cost/charges",
        "cost table",
        "cost description",
    ),
    "fee_unit": ("fee unit", "unit", "per", "price unit", "cost type", "charged per"),
    **{f"fee_{unit}": _fee_names(words) for unit, words in _UNITS.items()},
    "funds_two_year_olds": (
        "2 year old funding",
        "2 year old funded",
        "two year old funding",
        "funded 2 year olds",
        "ecd funded registered 2yo",
    ),
    "funds_three_and_four": (
        "3 and 4 year old funding",
        "3 & 4 year old funding",
        "15 hours",
        "15 hours universal",
        "ecd funded registered",
    ),
    "funds_working_parents": (
        "30 hours",
        "30 hours funding",
        "30 hours funded",
        "30 hours free childcare",
        "30 hours offered",
        "ecd 30 hours",
    ),
    "term_only": ("term time only", "term-time only", "term time", "open term time only"),
    "weeks_open": (
        "weeks open",
        "weeks open per year",
        "weeks open (per year)",
        "weeks per year",
        "weeks a year",
    ),
    "age_range": ("age range", "ages", "agerange"),
    "age_from_years": ("ecd age from years",),
    "age_from_months": ("ecd age from months",),
    "age_to_years": ("ecd age to years",),
    "age_to_months": ("ecd age to months",),
    "collects_from": (
        "schools collected from",
        "pick up from school",
        "collects from",
        "school pick ups",
        "ecd pickup schools list",
    ),
    "visibility": ("ecd opt out website",),
    "dormant": ("dormant",),
    # Known, and left where they are: facts of the register, text for people, or private.
    "register_places": ("number of places", "places", "registered places", "ecd places max"),
    "care_type": ("type of childcare", "type of provision", "type", "ecd type list"),
    "funded_places": ("free entitlement", "funded places", "free entitlement/funded places"),
    "details": ("ecd vacancies details", "vacancy details", "notes", "comments", "details"),
}
_PRIVATE = re.compile(
    r"(?:private|public|contact|venue|sharingportal|lo|record|cqc|date|ecd sp|ecd funded places|"
    r"ecd vacancies|ecd timetable|ecd pickup|ecd other) .*"
)
_FACTS = frozenset(ALIASES) - {
    "urn",
    "external_id",
    "name",
    "fee_unit",
    "visibility",
    "dormant",
    "register_places",
    "care_type",
    "funded_places",
    "details",
    "age_range",
    "days",
    "confirmed_on",
}

COLUMNS = Columns(aliases=ALIASES, key="urn", required=("urn",))


def has_facts(names: frozenset[str]) -> bool:
    """Whether any column is about places, times or money."""
    return bool(names & _FACTS)


def is_left_alone(column: str) -> bool:
    """Whether a column of a council's system is known, and none of ours."""
    return bool(_PRIVATE.fullmatch(fold(column)))


def layout_of(header: frozenset[str]) -> str:
    """Whose spreadsheet it is."""
    return "open_objects" if any(name.startswith("ecd ") for name in header) else "hub_sheet"
