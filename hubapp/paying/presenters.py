"""What the answer pages show: each scheme with how the family stands, and what to do by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hubapp.funding.dated import figures_on, say_day
from hubapp.funding.earnings import EarningsFigures
from hubapp.funding.schemes import Entitlement, FundedTime, Scheme, SchemeAnswer, Standing
from hubapp.funding.two_year_old import TwoYearOldLimits
from hubapp.kernel.money import say_pence
from hubapp.kernel.week import say_duration
from hubapp.paying.sharing import SharedAnswer, SharedScheme

_ORDER = (Standing.NOW, Standing.LATER, Standing.ASK, Standing.NO, Standing.ENDED)
_STANDING_WORDS = {
    Standing.NOW: "Yes, today",
    Standing.ASK: "Too close to say",
    Standing.NO: "Not for you as things are",
    Standing.ENDED: "Over",
}
_AGES = (21, 18, 17)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeCard:
    """One scheme: how the family stands with it, why, and what to do."""

    scheme: Scheme
    title: str
    standing: Standing
    says: str
    why: str
    to_do: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """The whole answer in words. `hours` is what all schemes give together today."""

    cards: tuple[SchemeCard, ...]
    hours: str | None
    kept: str | None
    notes: tuple[str, ...]

    @property
    def best(self) -> tuple[SchemeCard, ...]:
        """What the family has, or will have."""
        return tuple(card for card in self.cards if card.standing in (Standing.NOW, Standing.LATER))

    @property
    def others(self) -> tuple[SchemeCard, ...]:
        """What it does not have, or nobody can say."""
        return tuple(card for card in self.cards if card not in self.best)


def present_answer(answer: Entitlement, doubts: Iterable[str]) -> AnswerPage:
    """An answer in words, the useful first."""
    told = [card for one in answer.schemes.values() if (card := _card(one))]
    minutes = answer.funded.minutes_per_week if answer.funded else 0
    left = answer.kept.minutes_per_week if answer.kept else 0
    return AnswerPage(
        cards=tuple(sorted(told, key=lambda card: _ORDER.index(card.standing))),
        hours=_say_hours(answer.funded) if answer.funded and minutes else None,
        kept=_say_kept(left) if left < minutes else None,
        notes=(*doubts, *answer.notes),
    )


def present_shared(answer: SharedAnswer) -> AnswerPage:
    """An answer from a link: what can be had, as it was on the day it was told."""
    return AnswerPage(
        cards=tuple(_shared_card(one) for one in answer.schemes), hours=None, kept=None, notes=()
    )


def lines_of(page: str | None, today: date) -> tuple[str, ...]:
    """The lines that a page of questions asks about, from the figures of the day."""
    if page in ("first", "second"):
        figures = figures_on(EarningsFigures, today)
        least, young, youngest = (say_pence(figures.least_weekly_pence(age)) for age in _AGES)
        apprentice = say_pence(figures.least_weekly_pence(None, apprentice_first_year=True))
        return (
            least,
            f"At 18 to 20 it is {young}, under 18 {youngest}, for apprentices {apprentice}.",
            say_pence(figures.most_adjusted_net_income_pence),
        )
    if page == "help":
        return (say_pence(figures_on(TwoYearOldLimits, today).uc_net_pence_in_one_month),)
    return ()


def _card(one: SchemeAnswer) -> SchemeCard | None:
    if one.standing is None:
        return None
    return SchemeCard(
        scheme=one.scheme,
        title=one.scheme.label,
        standing=one.standing,
        says=_says(one),
        why=one.why,
        to_do=one.to_do,
    )


def _shared_card(one: SharedScheme) -> SchemeCard:
    until = f", until {say_day(one.not_from - timedelta(days=1))}" if one.not_from else ""
    since = f"From {say_day(one.first_use)}" if one.first_use else "Now"
    return SchemeCard(
        scheme=one.scheme,
        title=one.scheme.label,
        standing=one.standing,
        says=_says(one),
        why=f"{since}{until}.",
        to_do=None,
    )


def _says(one: SchemeAnswer | SharedScheme) -> str:
    if one.standing is Standing.LATER:
        return f"From {say_day(one.first_use)}" if one.first_use else "Later"
    return _STANDING_WORDS[one.standing] if one.standing else ""


def _say_hours(funded: FundedTime) -> str:
    week, year = say_duration(funded.minutes_per_week), say_duration(funded.minutes_per_year)
    return f"{week} a week in term time, or {year} spread over the year"


def _say_kept(minutes: int) -> str:
    ends = "after a while: tell HMRC and your provider"
    if not minutes:
        return f"If a parent stops working, these hours end {ends}."
    return f"If a parent stops working, {say_duration(minutes)} a week stay. The rest end {ends}."
