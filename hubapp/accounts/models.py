"""Tables of people, what they are in which hub, and their ways in."""

import enum
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hubapp.extensions import Base


class Role(enum.StrEnum):
    """What somebody is in a hub. Who looks after a provider is a `ProviderMember` instead."""

    CHAMPION = "champion"
    AUTHORITY = "authority"


class Person(Base):
    """Somebody who can sign in. Made-up people belong to the demonstration and get no mail."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str | None]
    made_up: Mapped[bool] = mapped_column(default=False)
    created_on: Mapped[date]

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="person", cascade="all, delete-orphan", order_by="Membership.hub_id"
    )

    looked_after: Mapped[list["ProviderMember"]] = relationship(
        back_populates="person", cascade="all, delete-orphan", order_by="ProviderMember.provider_id"
    )

    def roles_in(self, hub_id: int) -> frozenset[Role]:
        """What this person is in a hub: nothing, unless somebody said so."""
        return frozenset(held.role for held in self.memberships if held.hub_id == hub_id)

    def looks_after(self, provider_id: int) -> bool:
        """Whether this person may change a provider's page as one of its own people."""
        return any(held.provider_id == provider_id for held in self.looked_after)


class Membership(Base):
    """A person's role in one hub. Taking the row away ends the rights at once."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("person_id", "hub_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    hub_id: Mapped[int] = mapped_column(ForeignKey("hub.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role]
    since: Mapped[date]

    person: Mapped[Person] = relationship(back_populates="memberships")


class ProviderMember(Base):
    """A person who looks after a provider's page. Taking the row away ends the rights at once."""

    __tablename__ = "provider_member"
    __table_args__ = (UniqueConstraint("person_id", "provider_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    provider_id: Mapped[int] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), index=True
    )
    since: Mapped[date]

    person: Mapped[Person] = relationship(back_populates="looked_after")


class Invite(Base):
    """An address that was asked to look after a provider's page, until it is taken up or too old.

    Taking the row away takes the invitation back. One row for an address and a provider: asked
    again, it lasts longer and an older link works no more.
    """

    __tablename__ = "invite"
    __table_args__ = (UniqueConstraint("provider_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id", ondelete="CASCADE"))
    email: Mapped[str]
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]


class SignInCode(Base):
    """A code that was asked for, as a keyed hash. Without a person, the address was not known.

    Both kinds are kept and counted alike, so that no answer tells whether an address is known.
    """

    __tablename__ = "sign_in_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    address_hash: Mapped[str] = mapped_column(index=True)
    code_hash: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]


class SignIn(Base):
    """Somebody signed in on one browser, which holds `key`. Signing out ends it for every copy.

    The `is_…` are what Flask-Login asks of whoever is signed in.
    """

    __tablename__ = "sign_in"
    is_authenticated: ClassVar = True
    is_active: ClassVar = True
    is_anonymous: ClassVar = False

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]

    person: Mapped[Person] = relationship()

    def get_id(self) -> str:
        """What the browser's signed cookie holds."""
        return self.key
