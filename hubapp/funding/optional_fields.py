"""Keys of a JSON object that may be left out."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from hubapp.kernel.fields import BIGGEST, Field, shown

Choice = TypeVar("Choice", bound=StrEnum)


def is_told(field: Field, key: str) -> bool:
    """Whether an object has something under a key; null counts as nothing."""
    return field.get(key).value is not None


def integer_or(field: Field, key: str, otherwise: int, *, low: int = 0, high: int = BIGGEST) -> int:
    """A whole number, if it is told."""
    told = field.get(key).integer_or_none(low, high)
    return otherwise if told is None else told


def boolean_or(field: Field, key: str, otherwise: bool) -> bool:
    """True or false, if it is told."""
    return field.get(key).boolean() if is_told(field, key) else otherwise


def choice_or(field: Field, key: str, otherwise: Choice) -> Choice:
    """One of a fixed list of words, if it is told."""
    return field.get(key).choice(type(otherwise)) if is_told(field, key) else otherwise


def items_of(field: Field, key: str) -> list[Field]:
    """The items of a list, if it is told."""
    return list(field.get(key).items()) if is_told(field, key) else []


def ids_of(items: Sequence[Field]) -> list[str]:
    """Each item's id, or its place in the list, from 1; refuses one that is used twice."""
    found: dict[str, None] = {}
    for number, item in enumerate(items, 1):
        name = item.get("id").text() if is_told(item, "id") else str(number)
        if name in found:
            raise item.get("id").refuse(f"{shown(name)} is used twice.")
        found[name] = None
    return list(found)
