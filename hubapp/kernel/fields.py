"""Typed reading of one JSON document: every refusal names the field and says what is wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

Choice = TypeVar("Choice", bound=StrEnum)

BIGGEST = 1_000_000_000
"""No number in a document may be larger: sums of them then stay exact in 64 bits."""


class FormatError(ValueError):
    """A document does not fit the format; `field` says where, the message what is wrong."""

    def __init__(self, field: str, sentence: str) -> None:
        """`field` like "providers[3].sessions[0].end"."""
        super().__init__(f"{field}: {sentence}" if field else sentence)
        self.field = field
        self.sentence = sentence


def shown(value: object) -> str:
    """A value as a short quotation; what holds others is only named, as it may be deep or long."""
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return "an object"
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "…"


class Field:
    """One value of a document, together with the way to it."""

    __slots__ = ("name", "value")

    def __init__(self, value: object, name: str = "") -> None:
        """`name` is empty for the whole document."""
        self.value = value
        self.name = name

    def refuse(self, sentence: str) -> FormatError:
        """The error that refuses this value."""
        return FormatError(self.name or "document", sentence)

    def get(self, key: str) -> Field:
        """A member of an object; missing counts as null."""
        return Field(self.object().get(key), f"{self.name}.{key}" if self.name else key)

    def object(self) -> Mapping[str, object]:
        """A JSON object."""
        if not isinstance(self.value, dict):
            raise self.refuse(f"must be an object, not {self._said()}.")
        return self.value

    def only(self, *known: str) -> None:
        """Refuse a key that is not known: a misspelt one would quietly change the answer."""
        for key in self.object():
            if key not in known:
                raise self.get(key).refuse("is not a key that is known here.")

    def items(self) -> Iterator[Field]:
        """The items of a JSON array."""
        if not isinstance(self.value, list):
            raise self.refuse(f"must be a list, not {self._said()}.")
        for i, item in enumerate(self.value):
            yield Field(item, f"{self.name}[{i}]")

    def integer(self, low: int = 0, high: int = BIGGEST) -> int:
        """A whole number between two bounds, both included."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.refuse(f"must be a whole number, not {self._said()}.")
        if value < low:
            raise self.refuse(f"must be at least {low}, not {shown(value)}.")
        if value > high:
            raise self.refuse(f"must be at most {high}, not {shown(value)}.")
        return value

    def integer_or_none(self, low: int = 0, high: int = BIGGEST) -> int | None:
        """A whole number between two bounds, or null."""
        return None if self.value is None else self.integer(low, high)

    def boolean(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.refuse(f"must be true or false, not {self._said()}.")
        return self.value

    def text(self) -> str:
        """A non-empty string."""
        if not isinstance(self.value, str) or not self.value:
            raise self.refuse(f"must be a non-empty text, not {self._said()}.")
        if any("\ud800" <= sign <= "\udfff" for sign in self.value):
            raise self.refuse(f"holds half a character: {shown(self.value)}.")
        return self.value

    def choice(self, kind: type[Choice]) -> Choice:
        """One of a fixed list of words."""
        try:
            return kind(self.text())
        except ValueError:
            words = ", ".join(member.value for member in kind)
            raise self.refuse(f"must be one of {words}, not {shown(self.value)}.") from None

    def date(self) -> date:
        """A calendar date written yyyy-mm-dd."""
        text = self.text()
        wrong = self.refuse(f"must be a date like 2026-09-07, not {shown(text)}.")
        try:
            found = date.fromisoformat(text)
        except ValueError:
            raise wrong from None
        if found.isoformat() != text:  # the other forms of ISO 8601 are too easily mistyped
            raise wrong
        return found

    def pair(self, low: int, high: int) -> tuple[int, int]:
        """Two whole numbers."""
        parts = list(self.items())
        if len(parts) != 2:
            raise self.refuse(f"must be two whole numbers, not {shown(self.value)}.")
        return parts[0].integer(low, high), parts[1].integer(low, high)

    def weekdays(self, days: int) -> Iterator[tuple[int, Field]]:
        """The members of an object keyed "0" (Monday) upwards."""
        for key, value in self.object().items():
            if key not in {str(day) for day in range(days)}:
                raise self.refuse(f"has {shown(key)} where a weekday from 0 to {days - 1} belongs.")
            yield int(key), Field(value, f"{self.name}.{key}")

    def _said(self) -> str:
        return "missing" if self.value is None else shown(self.value)


def parse_json(text: str) -> object:
    """What a JSON text says; raises FormatError for what is not JSON or says a thing twice."""
    if text.startswith("\ufeff"):
        raise FormatError("document", "starts with a byte order mark: save it as UTF-8 without.")
    try:
        return json.loads(text, object_pairs_hook=_members, parse_constant=_no_number)
    except FormatError:
        raise
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise FormatError("document", f"is not JSON: {error.msg} at {where}.") from None
    except (ValueError, RecursionError):
        too_much = "is nested too deeply to be read, or holds too long a number."
        raise FormatError("document", too_much) from None


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object; one that names a thing twice says two things, and neither can be believed."""
    members = dict(pairs)
    if len(members) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise FormatError("document", f"is ambiguous: an object has {shown(twice)} twice.")
    return members


def _no_number(word: str) -> object:
    raise FormatError("document", f"is not JSON: {word} is no number.")
