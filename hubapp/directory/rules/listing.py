"""How a register's facts are listed for families: what is shown, under which name, and where."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

from hubapp.directory.models import ProviderKind
from hubapp.directory.rules.facts import (
    ListedFacts,
    RegisterFacts,
    Values,
    as_values,
)
from hubapp.kernel.geo import GridPoint, coarse_point
from hubapp.kernel.slugs import slugify
from hubapp.places.rules import tidy_postcode

HOME_CHILDCARER = "home childcarer"
CHILDMINDER = "childminder"
CHILDMINDER_AGENCY = "childminder agency"
NURSERY_SCHOOL, NURSERY_CLASS, CHILDRENS_CENTRE = (
    "Nursery school",
    "Nursery class",
    "Children’s centre",
)
WITHHELD_NAME = "Childcare provider, name withheld"
_SUBTYPE_KINDS = {
    "full day care": ProviderKind.NURSERY,
    "sessional day care": ProviderKind.PRESCHOOL,
    "out-of-school day care": ProviderKind.OUT_OF_SCHOOL,
    NURSERY_SCHOOL.lower(): ProviderKind.NURSERY,
    NURSERY_CLASS.lower(): ProviderKind.NURSERY_CLASS,
}
_NO_PLACE_TO_COME_TO = frozenset((HOME_CHILDCARER, CHILDMINDER_AGENCY))
_SMALL_WORDS = frozenset(
    ("and", "by", "cum", "in", "le", "next", "of", "on", "super", "the", "under", "upon", "with")
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What placing a provider needs to know beside the release."""

    points: Mapping[str, GridPoint]
    secret: str


def is_home(facts: RegisterFacts) -> bool:
    """Whether the address is somebody's home."""
    kind = facts.provider_type.lower()
    return kind.startswith(CHILDMINDER) or kind == "childcare on domestic premises"


def is_listable(facts: RegisterFacts) -> bool:
    """Named, and a place families can come to: a home childcarer works in the family's own home."""
    return facts.name is not None and facts.provider_type.lower() not in _NO_PLACE_TO_COME_TO


def kind_of(facts: RegisterFacts) -> ProviderKind:
    """What sort of care a register's type and subtype amount to."""
    if facts.provider_type.lower().startswith(CHILDMINDER):
        return ProviderKind.CHILDMINDER
    if is_home(facts):
        return ProviderKind.NURSERY
    return _SUBTYPE_KINDS.get((facts.provider_subtype or "").lower(), ProviderKind.OTHER)


def title_case(town: str) -> str:
    """A town as people write it: "WESTON-SUPER-MARE" is "Weston-super-Mare"."""
    words = re.split(r"([ -])", town.lower())
    return "".join(
        word if index and word in _SMALL_WORDS else word[:1].upper() + word[1:]
        for index, word in enumerate(words)
    )


def listed_facts(facts: RegisterFacts) -> ListedFacts:
    """What the public sees of register facts: of a home, neither address, postcode nor phone."""
    open_to_all = not is_home(facts)
    return ListedFacts(
        kind=kind_of(facts),
        name=facts.name or WITHHELD_NAME,
        area=title_case(facts.town) if facts.town else None,
        address=facts.address if open_to_all else None,
        postcode=facts.postcode if open_to_all else None,
        phone=facts.phone if open_to_all else None,
    )


def slug_of(name: str, source_id: str, taken: Set[str]) -> str:
    """A readable address that never changes: name and key, numbered in the odd case of a clash."""
    base = f"{slugify(name)[:60].rstrip('-')}-{source_id.lower()}".lstrip("-")
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def placed(
    point: GridPoint | None, *, publish_address: bool, surroundings: Surroundings, source_id: str
) -> Values:
    """Where a provider is and where it may be shown; all null when that is not known."""
    shown = point
    if point and not publish_address:
        shown = coarse_point(point, secret=surroundings.secret, key=source_id)
    return {
        "easting": point.easting if point else None,
        "northing": point.northing if point else None,
        "shown_easting": shown.easting if shown else None,
        "shown_northing": shown.northing if shown else None,
    }


def new_provider(
    source_id: str, facts: RegisterFacts, by: Surroundings, said_point: GridPoint | None = None
) -> Values:
    """The columns of a provider listed for the first time; all else stays unknown.

    `said_point` is where the register says it is, for when its postcode is not known.
    """
    listed = listed_facts(facts)
    publish = not is_home(facts)
    point = point_of(facts.postcode, by) or said_point
    return {
        **as_values(listed),
        "publish_address": publish,
        **placed(point, publish_address=publish, surroundings=by, source_id=source_id),
    }


def point_of(postcode: str | None, by: Surroundings) -> GridPoint | None:
    """Where a postcode is, as far as known."""
    return by.points.get(tidy_postcode(postcode) or "") if postcode else None
