"""Decides what a consent to publish an address changes, and what taking it back erases (R54)."""

from dataclasses import dataclass, replace

from hubapp.directory.models import ProviderKind
from hubapp.directory.rules.facts import KnownEntry, KnownProvider, RegisterFacts, Values, as_values
from hubapp.directory.rules.listing import (
    WITHHELD_NAME,
    Surroundings,
    kind_of,
    placed,
    point_of,
    title_case,
)

CONSENTED = "consented"
_ADDRESS = ("address", "postcode")


@dataclass(frozen=True, slots=True)
class ConsentChange:
    """What to write for one key: its entry's facts, and its provider's columns (null: none)."""

    key: str
    facts: RegisterFacts
    register: KnownEntry
    known: KnownEntry | None
    provider: Values | None
    fields: tuple[str, ...] = ()

    @property
    def adds_provider(self) -> bool:
        """Whether it lists somebody who was withheld until now."""
        return self.provider is not None and self.register.provider is None


def decide_consent(
    facts: RegisterFacts, register: KnownEntry, known: KnownEntry | None, by: Surroundings
) -> ConsentChange:
    """What one row of the list changes: the register's line decides whom it is about."""
    key = register.source_id
    if known is not None and known.facts == facts:
        return ConsentChange(key, facts, register, known, None)
    if known is None:
        provider = register.provider
        values = _published(key, facts, provider, by) if provider else _listed(key, facts, by)
        return ConsentChange(key, facts, register, None, values)
    before = as_values(known.facts)
    changed = tuple(name for name, value in as_values(facts).items() if value != before[name])
    follows = _followed(key, known, facts, register.provider, by)
    return ConsentChange(key, facts, register, known, follows, changed)


def withdrawn(known: KnownEntry, register: KnownEntry | None, by: Surroundings) -> Values:
    """The columns of a provider whose consent is gone: no address, no exact point, no publishing.

    What the register itself says of where it is may be kept inside; a coarse point stays shown.
    """
    provider = known.provider
    if provider is None:
        return {}
    values: Values = {"publish_address": False}
    for name in _ADDRESS:
        if getattr(provider.listed, name) == getattr(known.facts, name):
            values[name] = None
    coarse = placed(
        provider.point, publish_address=False, surroundings=by, source_id=known.source_id
    )
    said = register.facts.postcode if register else None
    if said is None or point_of(said, by) != provider.point:
        coarse |= {"easting": None, "northing": None}
    if register and register.facts.redacted and provider.listed.name == known.facts.name:
        values["name"] = WITHHELD_NAME
    return values | coarse


def _listed(key: str, facts: RegisterFacts, by: Surroundings) -> Values:
    """The columns of somebody the register withheld, listed by their own consent."""
    kind = kind_of(facts)
    return {
        "kind": ProviderKind.NURSERY if kind is ProviderKind.OTHER else kind,
        "name": facts.name or WITHHELD_NAME,
        "area": title_case(facts.town) if facts.town else None,
        "address": facts.address,
        "postcode": facts.postcode,
        "phone": None,
        "publish_address": True,
        **_exact(key, facts, by),
    }


def _published(key: str, facts: RegisterFacts, provider: KnownProvider, by: Surroundings) -> Values:
    """What a listed provider gains: where it is, unless somebody here said otherwise."""
    values: Values = {"publish_address": True}
    if provider.listed.name == WITHHELD_NAME and facts.name:
        values["name"] = facts.name
    if provider.listed.area is None and facts.town:
        values["area"] = title_case(facts.town)
    if provider.listed.address is None and provider.listed.postcode in (None, facts.postcode):
        values |= {"address": facts.address, "postcode": facts.postcode}
    if provider.point is None or values.get("postcode"):
        return values | _exact(key, facts, by, provider)
    return values | placed(provider.point, publish_address=True, surroundings=by, source_id=key)


def _followed(
    key: str,
    known: KnownEntry,
    facts: RegisterFacts,
    provider: KnownProvider | None,
    by: Surroundings,
) -> Values | None:
    """A changed consent is followed where the provider still stands as the old one had it."""
    if provider is None:
        return None
    ours = replace(provider.listed)
    values: Values = {
        name: getattr(facts, name)
        for name in ("name", *_ADDRESS)
        if getattr(facts, name) != getattr(known.facts, name)
        and getattr(ours, name) == getattr(known.facts, name)
        and getattr(facts, name) is not None
    }
    if "postcode" in values:
        values |= _exact(key, facts, by)
    return values or None


def _exact(
    key: str, facts: RegisterFacts, by: Surroundings, provider: KnownProvider | None = None
) -> Values:
    point = point_of(facts.postcode, by) or (provider.point if provider else None)
    return placed(point, publish_address=True, surroundings=by, source_id=key)
