"""Tables of the directory: local facts and register facts stand beside each other, never mixed."""

import enum
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hubapp.directory.judged import Judged, JudgedText
from hubapp.extensions import Base
from hubapp.hubs.models import Hub
from hubapp.kernel.geo import GridPoint
from hubapp.kernel.week import Weekday, weekdays_of

NOT_TOLD = {"info": {"told": False}}
"""Marks a table whose rows nobody here told: a register's own facts, or counts. A provider named
in no other table has nothing to lose."""


class ProviderKind(enum.StrEnum):
    """What sort of care it is."""

    NURSERY = "nursery"
    PRESCHOOL = "preschool"
    NURSERY_CLASS = "nursery_class"
    CHILDMINDER = "childminder"
    OUT_OF_SCHOOL = "out_of_school"
    OTHER = "other"


class Answer(enum.StrEnum):
    """Whether something is so. Not knowing is an answer of its own, never a no."""

    YES = "yes"
    NO = "no"
    ONLY = "only"
    UNKNOWN = "unknown"


class Origin(enum.StrEnum):
    """How a row came to be here; rehearsal rows can all be taken out again."""

    REGISTER = "register"
    TOLD = "told"
    DEMONSTRATION = "demonstration"
    REHEARSAL = "rehearsal"


class Provider(Base):
    """Who is listed: a setting or a childminder, with the facts local people gave.

    `easting`, `northing` are where it really is and stay inside unless `publish_address`: pages,
    distances and plans use `shown_point`. A null fact is not known here; the register may know it.
    `is_public`: families may see it, which a new one is only once a champion has looked at it.
    `register_number` is what they say it is; a register entry is what a register says.
    """

    __tablename__ = "provider"
    __table_args__ = (
        UniqueConstraint("hub_id", "slug"),
        Index("ix_provider_hub_id_shown_easting", "hub_id", "shown_easting"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hub_id: Mapped[int] = mapped_column(ForeignKey("hub.id", ondelete="CASCADE"))
    slug: Mapped[str]
    kind: Mapped[ProviderKind]
    name: Mapped[str]
    origin: Mapped[Origin]
    description: Mapped[str | None]
    area: Mapped[str | None]
    address: Mapped[str | None]
    postcode: Mapped[str | None]
    publish_address: Mapped[bool] = mapped_column(default=False)
    is_public: Mapped[bool] = mapped_column(default=True, server_default=true())
    register_number: Mapped[str | None]
    easting: Mapped[int | None]
    northing: Mapped[int | None]
    shown_easting: Mapped[int | None]
    shown_northing: Mapped[int | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    website: Mapped[str | None]
    age_from_months: Mapped[int | None]
    age_to_months: Mapped[int | None]
    term_only: Mapped[bool | None]
    min_days_a_week: Mapped[int | None]
    funds_two_year_olds: Mapped[Answer] = mapped_column(default=Answer.UNKNOWN)
    funds_three_and_four: Mapped[Answer] = mapped_column(default=Answer.UNKNOWN)
    funds_working_parents: Mapped[Answer] = mapped_column(default=Answer.UNKNOWN)
    funded_minutes_a_day: Mapped[int | None]
    funded_minutes_a_week: Mapped[int | None]

    hub: Mapped[Hub] = relationship()
    register_entries: Mapped[list["RegisterEntry"]] = relationship(
        back_populates="provider", order_by="RegisterEntry.source"
    )
    extras: Mapped[list["Extra"]] = relationship(
        cascade="all, delete-orphan", order_by="Extra.name"
    )
    sources: Mapped[list["FactSource"]] = relationship(cascade="all, delete-orphan")

    @property
    def shown_point(self) -> GridPoint | None:
        """Where the public may think it is: the place itself, or a coarse point for a home."""
        if self.shown_easting is None or self.shown_northing is None:
            return None
        return GridPoint(self.shown_easting, self.shown_northing)

    @property
    def register_entry(self) -> "RegisterEntry | None":
        """The line to show: of the register itself, still on it, rather than one that is gone."""
        return min(
            (row for row in self.register_entries if row.source != "consented"),
            key=lambda row: (row.gone_since is not None, row.source, -row.id),
            default=None,
        )

    @property
    def is_at_home(self) -> bool:
        """Whether its address is somebody's home."""
        return self.kind is ProviderKind.CHILDMINDER


class FactTopic(enum.StrEnum):
    """A group of facts that is told together and dated together."""

    IDENTITY = "identity"
    CONTACT = "contact"
    AGES = "ages"
    FUNDING = "funding"
    PRICES = "prices"
    EXTRAS = "extras"
    DESCRIPTION = "description"


class FactSource(Base):
    """Who told a group of facts about a provider, and when."""

    __tablename__ = "fact_source"
    __table_args__ = (UniqueConstraint("provider_id", "topic"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id", ondelete="CASCADE"))
    topic: Mapped[FactTopic]
    told_by: Mapped[str]
    as_at: Mapped[date]


class RegisterEntry(Base):
    """What a public register says of a provider. Kept apart: an import never touches local facts.

    A redacted entry has no provider: who and where are withheld, so it is counted, not listed.
    """

    __tablename__ = "register_entry"
    __table_args__ = (UniqueConstraint("hub_id", "source", "source_id"), NOT_TOLD)

    id: Mapped[int] = mapped_column(primary_key=True)
    hub_id: Mapped[int] = mapped_column(ForeignKey("hub.id", ondelete="CASCADE"))
    provider_id: Mapped[int | None] = mapped_column(
        ForeignKey("provider.id", ondelete="SET NULL"), index=True
    )
    source: Mapped[str]
    source_id: Mapped[str]
    as_at: Mapped[date | None]
    redacted: Mapped[bool]
    name: Mapped[str | None]
    provider_type: Mapped[str]
    provider_subtype: Mapped[str | None]
    status: Mapped[str | None]
    registers: Mapped[str | None]
    address: Mapped[str | None]
    town: Mapped[str | None]
    postcode: Mapped[str | None]
    phone: Mapped[str | None]
    local_authority: Mapped[str | None]
    places: Mapped[int | None]
    registered_on: Mapped[date | None]
    link: Mapped[str | None]
    gone_since: Mapped[date | None]

    provider: Mapped[Provider | None] = relationship(back_populates="register_entries")
    inspections: Mapped[list["Inspection"]] = relationship(
        cascade="all, delete-orphan", order_by="Inspection.inspected_on.desc()"
    )


class InspectionFramework(enum.StrEnum):
    """Under which rules it was inspected: outcomes never compare across them (R51)."""

    GRADED = "graded"
    NO_CHILDREN = "no_children"
    OUT_OF_SCHOOL = "out_of_school"
    CHILDCARE_REGISTER = "childcare_register"
    REPORT_CARD = "report_card"
    AGENCY = "agency"


class Inspection(Base):
    """One visit and its outcome in the inspectors' own words.

    A report card has no outcome, for it has no overall grade: it has `judged`, six areas at most,
    and safeguarding met or not (R52).
    """

    __tablename__ = "inspection"
    __table_args__ = (UniqueConstraint("register_entry_id", "framework"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    register_entry_id: Mapped[int] = mapped_column(
        ForeignKey("register_entry.id", ondelete="CASCADE")
    )
    framework: Mapped[InspectionFramework]
    inspected_on: Mapped[date | None]
    outcome: Mapped[str | None]
    safeguarding: Mapped[str | None]
    number: Mapped[str | None]
    judged: Mapped[Judged | None] = mapped_column(JudgedText)
    visit_type: Mapped[str | None]

    @property
    def is_unsafe(self) -> bool:
        """Whether safeguarding was found wanting: said before anything else (R52)."""
        return (self.safeguarding or "").lower() in ("no", "not met")


class ExtraKind(enum.StrEnum):
    """The groups in which bills must name what is not care (R35)."""

    FOOD = "food"
    CONSUMABLES = "consumables"
    ACTIVITIES = "activities"


class ExtraPer(enum.StrEnum):
    """What an extra's price is for once."""

    DAY = "day"
    SESSION = "session"
    WEEK = "week"
    TIME = "time"


class Extra(Base):
    """Something to pay for beside the hours, always optional, with what to do instead (R31).

    A null kind is not known. An extra `per` time comes now and then: nobody knows how often.
    """

    __tablename__ = "extra"
    __table_args__ = (CheckConstraint("price_pence >= 0", name="price"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    kind: Mapped[ExtraKind | None]
    price_pence: Mapped[int]
    per: Mapped[ExtraPer]
    instead: Mapped[str | None]


class LinkEnd(enum.StrEnum):
    """One of the two providers of a collection link."""

    COLLECTOR = "collector"
    PARTNER = "partner"


class CollectionLink(Base):
    """`collector` fetches children from `partner`, or takes them there, on some days.

    Handovers happen between `from_minutes` and `to_minutes`. Seats null: not known how many.
    `waits_for` is the end that has still to say that it is so: until then it is no fact.
    """

    __tablename__ = "collection_link"
    __table_args__ = (
        UniqueConstraint("collector_id", "partner_id", "from_minutes"),
        CheckConstraint("collector_id <> partner_id", name="two_providers"),
        CheckConstraint("from_minutes <= to_minutes", name="times"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    collector_id: Mapped[int] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), index=True
    )
    partner_id: Mapped[int] = mapped_column(
        ForeignKey("provider.id", ondelete="CASCADE"), index=True
    )
    weekday_mask: Mapped[int]
    from_minutes: Mapped[int]
    to_minutes: Mapped[int]
    seats: Mapped[int | None]
    travel: Mapped[str | None]
    origin: Mapped[Origin]
    told_by: Mapped[str | None]
    as_at: Mapped[date | None]
    waits_for: Mapped[LinkEnd | None]

    collector: Mapped[Provider] = relationship(foreign_keys=[collector_id])
    partner: Mapped[Provider] = relationship(foreign_keys=[partner_id])

    @property
    def weekdays(self) -> tuple[Weekday, ...]:
        """The days it runs."""
        return weekdays_of(self.weekday_mask)
