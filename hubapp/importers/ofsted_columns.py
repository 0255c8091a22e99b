"""The columns of the inspectorate's register files: our name for each, and the names it had."""

from collections.abc import Set

from hubapp.importers.table import Columns


def _judgement(name: str, since_2025: str = "eyr oeif") -> tuple[str, ...]:
    """A judgement's column: some releases put a prefix before it, some do not."""
    return (name, f"most recent full: {name}", f"{since_2025}: most recent: {name}")


def _card(name: str) -> tuple[str, ...]:
    return (f"eyr reif: most recent: {name}",)


def _visit(short: str, since_2025: str, name: str) -> tuple[str, ...]:
    return (f"{short}: {name}", f"{since_2025}: most recent: {name}")


def _graded(name: str, *later: str) -> tuple[str, ...]:
    return (f"most recent full: {name}", *(f"eyr {each}" for each in later))


CARD_AREAS = {
    "card_inclusion": "Inclusion",
    "card_curriculum": "Curriculum and teaching",
    "card_achievement": "Achievement",
    "card_behaviour": "Behaviour, attitudes and establishing routines",
    "card_welfare": "Children’s welfare and wellbeing",
    "card_leadership": "Leadership and governance",
}
GRADED_AREAS = {
    "quality_of_education": "Quality of education",
    "behaviour": "Behaviour and attitudes",
    "personal_development": "Personal development",
    "leadership": "Effectiveness of leadership and management",
}

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
    "link": ("web link",),
    "graded_number": _graded("inspection number", "oeif: most recent: full inspection number"),
    "graded_date": _graded("inspection date", "oeif: most recent: full inspection date"),
    "graded_outcome": _graded(
        "overall effectiveness", "oeif/cif: most recent: overall effectiveness"
    ),
    "safeguarding": _judgement("safeguarding is effective?"),
    "quality_of_education": _judgement("quality of education"),
    "behaviour": _judgement("behaviour and attitudes"),
    "personal_development": _judgement("personal development"),
    "leadership": _judgement("effectiveness of leadership and management", "eyr oeif/cif"),
    "no_children_number": _visit("ncor", "eyr oeif ncor", "inspection number"),
    "no_children_date": _visit("ncor", "eyr oeif ncor", "inspection date"),
    "no_children_outcome": _visit("ncor", "eyr oeif ncor", "overall effectiveness"),
    "out_of_school_number": _visit("oosc", "eyr oeif oosc", "inspection number"),
    "out_of_school_date": _visit("oosc", "eyr oeif oosc", "inspection date"),
    "out_of_school_outcome": _visit("oosc", "eyr oeif oosc", "overall effectiveness"),
    "out_of_school_safeguarding": _visit("oosc", "eyr oeif oosc", "safeguarding is effective?"),
    "childcare_register_number": _visit("cr", "cr", "inspection number"),
    "childcare_register_date": _visit("cr", "cr", "inspection date"),
    "childcare_register_outcome": ("cr: overall effectiveness", "cr: compliance"),
    "report_card_number": _card("inspection number"),
    "report_card_date": _card("inspection date"),
    "report_card_visit": _card("inspection visit type"),
    "report_card_safeguarding": _card("safeguarding standards met?"),
    "card_inclusion": _card("inclusion"),
    "card_curriculum": _card("curriculum and teaching"),
    "card_achievement": _card("achievement"),
    "card_behaviour": _card("behaviour, attitudes and establishing routines"),
    "card_welfare": (
        *_card("children's welfare and wellbeing"),
        *_card("children's welfare and well-being"),
    ),
    "card_leadership": _card("leadership and governance"),
    # Known, and left where they are: nothing here needs them. A registered person's name is
    # often a private person's, so it is never taken.
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

# A list of consented addresses has the names and addresses of a register, and nothing else of it.
_ONLY_IN_REGISTERS = frozenset(
    ("registered_on", "provider_subtype", "status", "places", "graded_outcome", "card_inclusion")
)
_ONLY_IN_LISTS = frozenset(("constituency", "region", "ofsted_region", "early_years_flag"))


def is_consented_list(names: Set[str]) -> bool:
    """Whether columns, by our names, are those of the list of consented addresses."""
    return not names & _ONLY_IN_REGISTERS and bool(names & _ONLY_IN_LISTS)


def is_register(names: Set[str]) -> bool:
    """Whether columns, by our names, are those of the register itself."""
    return bool(names & (_ONLY_IN_REGISTERS - {"registered_on", "status"}))


def recognise(names: Set[str], header: Set[str]) -> str | None:
    """The layout that has these columns, or None for one we read without knowing it.

    `names` are our names, `header` the file's own, folded.
    """
    if any(cell.startswith("eyr ") for cell in header):
        return "ofsted_2026"
    if "registered places" in header:
        return "ofsted_2018"
    inspected = "graded_outcome" in names
    if inspected and "provider postcode" in header:
        return "ofsted_mi_2022_2025"
    if inspected and "postcode" in header:
        return "ofsted_2021"
    if "registered person name" in header and "registered_on" in names and not inspected:
        return "ofsted_2025_03"
    return None
