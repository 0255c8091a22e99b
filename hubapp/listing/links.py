"""Links by which somebody takes up an invitation: signed, for one address, good for two weeks."""

from datetime import datetime

from itsdangerous import BadSignature, URLSafeSerializer

from hubapp.accounts.models import Invite
from hubapp.accounts.queries import find_invite_by_id
from hubapp.accounts.rules import INVITE_LASTS


class BadInviteError(ValueError):
    """A link that is not ours, or was cut short or changed."""


class OldInviteError(ValueError):
    """A link that was ours: run out, taken up, taken back, or followed by a newer one."""


def sign_invite(invite: Invite, secret: str) -> str:
    """The link as text, which only this site can make."""
    return str(_signer(secret).dumps([invite.id, int(invite.made_at.timestamp())]))


def read_invite(token: str, secret: str, *, now: datetime) -> Invite:
    """The invitation a link belongs to. Raises BadInviteError, or OldInviteError."""
    try:
        invite_id, made_at = _signer(secret).loads(token)
        invite = find_invite_by_id(int(invite_id))
    except (BadSignature, TypeError, ValueError) as error:
        raise BadInviteError(token) from error
    if invite is None or int(invite.made_at.timestamp()) != made_at or not holds(invite, now):
        raise OldInviteError(token)
    return invite


def holds(invite: Invite, now: datetime) -> bool:
    """Whether an invitation can still be taken up."""
    return now < invite.made_at + INVITE_LASTS


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="provider-invite-1")
