"""An answer as a link that holds no personal data: only what can be had, and in which terms."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from itsdangerous import BadSignature, URLSafeSerializer

from hubapp.funding.schemes import Entitlement, Scheme, Standing

_BEGIN_WITH_A_TERM = {Scheme.WORKING_PARENT, Scheme.TWO_YEAR_OLD, Scheme.UNIVERSAL}


class DamagedLinkError(ValueError):
    """A link's signature or contents are not ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedScheme:
    """A scheme the family can have: from the first day of a term up to, not including, another."""

    scheme: Scheme
    standing: Standing
    first_use: date | None
    not_from: date | None

    def as_fields(self) -> list[Any]:
        """Short, JSON-able fields, read back by `from_fields`."""
        return [self.scheme.value, self.standing.value, _said(self.first_use), _said(self.not_from)]

    @classmethod
    def from_fields(cls, fields: list[Any]) -> Self:
        """The scheme again. Raises TypeError or ValueError when fields are not ours."""
        scheme, standing, first_use, not_from = fields
        return cls(
            scheme=Scheme(scheme),
            standing=Standing(standing),
            first_use=_read(first_use),
            not_from=_read(not_from),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAnswer:
    """What is shared of an answer, and the day it was given."""

    told_on: date
    schemes: tuple[SharedScheme, ...]


def shared(answer: Entitlement, told_on: date) -> SharedAnswer:
    """What may be shared: schemes the family can have. Why not the others would tell of the family.

    Days that follow from the day of birth stay out: terms alone are told.
    """
    return SharedAnswer(
        told_on=told_on,
        schemes=tuple(
            SharedScheme(
                scheme=one.scheme,
                standing=one.standing,
                first_use=one.first_use if one.scheme in _BEGIN_WITH_A_TERM else None,
                not_from=one.not_from,
            )
            for one in answer.schemes.values()
            if one.standing in (Standing.NOW, Standing.LATER)
        ),
    )


def sign_answer(answer: SharedAnswer, secret: str) -> str:
    """The answer as text for a link, which only this site can make."""
    fields = [_said(answer.told_on), [one.as_fields() for one in answer.schemes]]
    return str(_signer(secret).dumps(fields))


def read_answer(token: str, secret: str) -> SharedAnswer:
    """The answer in a link. Raises DamagedLinkError when it was cut short or changed."""
    try:
        told_on, schemes = _signer(secret).loads(token)
        return SharedAnswer(
            told_on=date.fromisoformat(told_on),
            schemes=tuple(SharedScheme.from_fields(fields) for fields in schemes),
        )
    except (BadSignature, TypeError, ValueError) as error:
        raise DamagedLinkError(token) from error


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="what-you-can-get-1")


def _said(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
