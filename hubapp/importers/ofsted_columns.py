"""The columns of the inspectorate's register files: our name for each, and the names it had."""

from collections.abc import Set

from hubapp.importers.table import Columns


def _judgement(name: str) -> tuple[str, ...]:
    """Some releases put a prefix before a judgement's column, some do not."""
    return (name, f"most recent full: {name}")


ALIASES: dict[str, tuple[str, ...]] = {
    "urn": ("provider urn",),
    "registered_on": ("registration date",),
    "provider_type": ("provider type",),
    "provider_subtype": ("provider subtype",),
    "status": ("provider status",),
    "registers": ("individual register combinations",),
    "name": ("provider name",),
    "address_1": ("provider address line 1",),
    "address_2": ("provider address line 2",),
    "address_3": ("provider address line 3",),
    "town": ("provider town", "providerttown"),
    "postcode": ("postcode", "provider postcode"),
    "phone": ("telephone number",),
    "local_authority": ("local authority",),
    "places": ("places", "registered places"),
    "graded_number": ("most recent full: inspection number",),
    "graded_date": ("most recent full: inspection date",),
    "graded_outcome": ("most recent full: overall effectiveness",),
    "safeguarding": _judgement("safeguarding is effective?"),
    "no_children_number": ("ncor: inspection number",),
    "no_children_date": ("ncor: inspection date",),
    "no_children_outcome": ("ncor: overall effectiveness",),
    "childcare_register_number": ("cr: inspection number",),
    "childcare_register_date": ("cr: inspection date",),
    "childcare_register_outcome": ("cr: overall effectiveness",),
    # Known, and left where they are: nothing here needs them. A registered person's name is
    # often a private person's, so it is never taken.
    "web_link": ("web link",),
    "early_years_flag": ("provider early years register flag",),
    "compulsory_flag": ("provider compulsory childcare register flag",),
    "voluntary_flag": ("provider voluntary childcare register flag",),
    "registered_person_urn": ("registered person urn",),
    "registered_person_name": ("registered person name",),
    "constituency": ("parliamentary constituency",),
    "region": ("region",),
    "ofsted_region": ("ofsted region",),
    "deprivation_band": ("deprivation band",),
    "places_estimated": (
        "places including estimates",
        "registered places including estimates",
    ),
    "quality_of_education": _judgement("quality of education"),
    "behaviour": _judgement("behaviour and attitudes"),
    "personal_development": _judgement("personal development"),
    "leadership": _judgement("effectiveness of leadership and management"),
    "compulsory_suitability": ("ccr requirements suitability",),
    "voluntary_suitability": ("vcr requirements suitability",),
    "second_outcome": ("second most recent full: overall effectiveness",),
    "second_number": ("second most recent full: inspection number",),
    "second_date": ("second most recent full: inspection date",),
    "third_outcome": ("third most recent full: overall effectiveness",),
    "third_number": ("third most recent full: inspection number",),
    "third_date": ("third most recent full: inspection date",),
}

COLUMNS = Columns(
    aliases=ALIASES,
    key="urn",
    required=("urn", "provider_type", "name", "local_authority"),
)

# What tells a layout from the others, by our names; the first that fits is said in the report.
_LAYOUTS = {"ofsted_2021": frozenset(ALIASES)}


def recognise(names: Set[str]) -> str | None:
    """The layout that has these columns, or None for one we read without knowing it."""
    return next((layout for layout, told in _LAYOUTS.items() if told <= names), None)
