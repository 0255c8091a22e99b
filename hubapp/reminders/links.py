"""Links by which one provider answers without a password: signed, and good for two weeks."""

from dataclasses import dataclass
from datetime import UTC, datetime

from itsdangerous import BadSignature, URLSafeSerializer

from hubapp.reminders.rules import LINK_LASTS


class BadLinkError(ValueError):
    """A link that is not ours, or was cut short or changed."""


class OldLinkError(ValueError):
    """A link that was ours and has run out."""


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """Whom a link lets answer what."""

    provider_id: int
    reminder_id: int


def sign_answer(link: AnswerLink, secret: str, *, now: datetime) -> str:
    """The link as text, which only this site can make."""
    until = int((now + LINK_LASTS).timestamp())
    return str(_answers(secret).dumps([link.provider_id, link.reminder_id, until]))


def read_answer(token: str, secret: str, *, now: datetime) -> AnswerLink:
    """Whom a link lets answer what. Raises BadLinkError, or OldLinkError."""
    try:
        provider_id, reminder_id, until = _answers(secret).loads(token)
        good_until = datetime.fromtimestamp(until, UTC)
    except (BadSignature, TypeError, ValueError) as error:
        raise BadLinkError(token) from error
    if now >= good_until:
        raise OldLinkError(token)
    return AnswerLink(provider_id, reminder_id)


def sign_stop(provider_id: int, secret: str) -> str:
    """A link by which a provider stops the mail; it does nothing else and never runs out."""
    return str(_stops(secret).dumps(provider_id))


def read_stop(token: str, secret: str) -> int:
    """The provider whose mail a link stops. Raises BadLinkError."""
    try:
        return int(_stops(secret).loads(token))
    except (BadSignature, TypeError, ValueError) as error:
        raise BadLinkError(token) from error


def _answers(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="places-answer-1")


def _stops(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="places-stop-1")
