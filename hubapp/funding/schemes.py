"""The five schemes, and what the answer says of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Scheme(StrEnum):
    """What a family can have, in the order pages list it."""

    WORKING_PARENT = "working_parent"
    TWO_YEAR_OLD = "two_year_old"
    UNIVERSAL = "universal"
    TFC = "tfc"
    UC = "uc"

    @property
    def label(self) -> str:
        """The name the Department for Education uses with parents."""
        return {
            Scheme.WORKING_PARENT: "Free Childcare for Working Parents",
            Scheme.TWO_YEAR_OLD: "Early learning for 2-year-olds",
            Scheme.UNIVERSAL: "15 hours free childcare for 3 and 4-year-olds",
            Scheme.TFC: "Tax-Free Childcare",
            Scheme.UC: "Universal Credit and childcare",
        }[self]


class Standing(StrEnum):
    """How a family stands with a scheme on the day asked about."""

    NOW = "now"
    LATER = "later"
    ENDED = "ended"
    NO = "no"
    ASK = "ask"

    @property
    def usable(self) -> bool | None:
        """Whether it can be used on that day; None: too close to call, HMRC has to say."""
        return None if self is Standing.ASK else self is Standing.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeAnswer:
    """One scheme for one child. Days that do not apply, or are not known, are None.

    `first_use`: first day of the first term, by age alone. `first_use_with_code`: the same with
    the code's days. `not_from`: the first day it can no longer be used. `apply_from` and
    `apply_by`: when to ask for it, so as to begin in the next term it can begin in.
    """

    scheme: Scheme
    standing: Standing | None
    why: str
    to_do: str | None = None
    first_use: date | None = None
    first_use_with_code: date | None = None
    not_from: date | None = None
    apply_from: date | None = None
    apply_by: date | None = None

    @property
    def usable(self) -> bool | None:
        """Whether it can be used on the day asked about; None: not asked, or too close to call."""
        return self.standing.usable if self.standing else None


class MinimumEarnings(StrEnum):
    """How a parent's pay stands with the least they must expect to earn."""

    MET = "met"
    NOT_MET = "not_met"
    WAIVED = "waived"
    BORDERLINE = "borderline"


@dataclass(frozen=True, slots=True)
class ParentAnswer:
    """One parent's pay: None where too little was said. `least_weekly_pence` is for their age."""

    min_earnings: MinimumEarnings | None
    least_weekly_pence: int | None


@dataclass(frozen=True, slots=True)
class FundedTime:
    """Funded minutes of all schemes together: a week in term time, and a year."""

    minutes_per_week: int
    minutes_per_year: int


class Reconfirm(StrEnum):
    """Whether a code has to be confirmed again."""

    NOT_DUE = "not_due"
    DUE = "due"
    OVERDUE = "overdue"
    NOT_APPLICABLE = "not_applicable"
    CHILD_TOO_OLD = "child_too_old"


class CodeStatus(StrEnum):
    """A code on the day asked about."""

    VALID = "valid"
    GRACE = "grace"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAnswer:
    """What an eligibility code allows, as far as its facts were given.

    `discretionary_start` is the day it counts from: `valid_from`, or the day before the term
    where the council's discretion brings it forward (`discretionary`).
    """

    format_ok: bool | None = None
    kind: str | None = None
    usable_from: date | None = None
    discretionary: bool | None = None
    discretionary_start: date | None = None
    reconfirm_opens: date | None = None
    reconfirm: Reconfirm | None = None
    grace_ends: date | None = None
    status: CodeStatus | None = None
    existing_place_ok: bool | None = None
    new_place_ok: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """The whole answer.

    `schemes` is empty without a day or month of birth. `funded` is what the schemes usable on the
    day give together; `kept` what would be left of it if a parent stopped working (R28).
    `notes`: what was taken for granted, and what nobody can say from these facts.
    """

    schemes: Mapping[Scheme, SchemeAnswer]
    parents: tuple[ParentAnswer, ...]
    funded: FundedTime | None
    kept: FundedTime | None
    compulsory_school_age_from: date | None
    code: CodeAnswer | None
    notes: tuple[str, ...]
