"""Whom a row of a hub's spreadsheet is about: by its Ofsted number, never by its name alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from hubapp.importers.row_reader import read_key

_NUMBER = re.compile(r"(?:EY|VC|CA)? ?\d{5,8}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_COMPANY = re.compile(r"\b(?:ltd|limited|plc|llp|cic|cio)\b|\(formerly.*?\)|\bformerly\b.*")
_UNLIKE = 0.4
# Words that any setting's name may have.
_ANYBODY = frozenset(
    (
        *("the", "at", "and", "of", "for", "day", "s", "little", "early", "years", "centre"),
        *("nursery", "nurseries", "pre", "preschool", "school", "playgroup", "club", "care"),
        *("childcare", "childminder", "childminding", "children", "childrens", "kids"),
    )
)


@dataclass(frozen=True, slots=True)
class Known:
    """A key of the hub's registers, and the provider it stands for (null: not listed)."""

    key: str
    provider_id: int | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Registry:
    """Everybody a row can be about."""

    by_key: Mapping[str, Known]
    by_digits: Mapping[str, tuple[str, ...]]
    names: frozenset[str]


def registry_of(known: list[Known], names: list[str]) -> Registry:
    """The hub's keys and names, ready to be asked."""
    by_digits: dict[str, tuple[str, ...]] = {}
    for one in known:
        digits = "".join(_DIGITS.findall(one.key))
        by_digits[digits] = (*by_digits.get(digits, ()), one.key)
    return Registry(
        {one.key: one for one in known}, by_digits, frozenset(plain_name(name) for name in names)
    )


def find(registry: Registry, cell: str, name: str | None) -> Known | str:
    """Whom the row is about, or the reason it is not taken."""
    key, reason = read_key(cell)
    if key is None:
        if len(_NUMBER.findall(cell)) > 1:
            return "ambiguous_urn"
        if reason == "missing_urn":
            return _without_key(registry, name)
        return reason or "bad_urn"
    known = registry.by_key.get(key)
    if known is None:
        others = registry.by_digits.get("".join(_DIGITS.findall(key)), ())
        return "ambiguous_urn" if others else "unknown_urn"
    return known if known.provider_id is not None else "unknown_provider"


def _without_key(registry: Registry, name: str | None) -> str:
    if not name:
        return "missing_urn"
    return "name_only_match" if plain_name(name) in registry.names else "unknown_provider"


def plain_name(name: str) -> str:
    """A name without case, punctuation and the marks of a company, for comparing."""
    word = name.lower().replace("t/a", " ").replace("trading as", " ").replace("&", " and ")
    word = _COMPANY.sub(" ", word)
    return " ".join(re.sub(r"[^a-z0-9 ]+", "", word.replace("-", " ")).split())


def is_another_name(said: str, known: str) -> bool:
    """Whether two names have next to nothing in common: perhaps the number is mistyped."""
    ours, theirs = plain_name(known), plain_name(said)
    if not ours or not theirs or set(ours.split()) & set(theirs.split()) - _ANYBODY:
        return False
    return SequenceMatcher(None, ours, theirs).ratio() < _UNLIKE
