"""What a list of providers, and one provider's page, show: facts in words, with their age."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hubapp.availability.models import CareSession, VacancyState
from hubapp.availability.presenters import STATE_WORDS, vacancies_for
from hubapp.availability.rules import (
    USUAL,
    Freshness,
    Patience,
    believed_state,
    best_state,
    freshness,
    pence_an_hour,
)
from hubapp.directory.models import Answer, FactTopic, Provider, ProviderKind, RegisterEntry
from hubapp.funding.charges import Charging, must_publish_extras
from hubapp.funding.dated import figures_on
from hubapp.hubs.models import Hub
from hubapp.kernel.ages import AgeBand, say_age_range
from hubapp.kernel.money import say_pence
from hubapp.kernel.week import WORKING_WEEK, Weekday


@dataclass(frozen=True, slots=True)
class PlacesSummary:
    """The most hopeful thing that can be said of places, and when it was last confirmed."""

    state: VacancyState
    words: str
    confirmed_on: date | None
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class DayMark:
    """One weekday in the little strip: the best state of its care sessions; None, no session."""

    day: Weekday
    state: VacancyState | None


def fitting(
    sessions: Iterable[CareSession], age_months: int | None, days: Sequence[Weekday]
) -> list[CareSession]:
    """Care sessions for a child of an age (any age when not given) on some days (or any)."""
    return [
        session
        for session in sessions
        if (age_months is None or session.age_from_months <= age_months < session.age_to_months)
        and (not days or session.day in days)
    ]


def sum_up_places(
    sessions: Sequence[CareSession],
    band: AgeBand | None,
    today: date,
    patience: Patience = USUAL,
) -> PlacesSummary:
    """The best believed state over some care sessions, with its freshest confirmation."""
    told = [
        (row, believed_state(row, today, patience))
        for session in sessions
        for row in vacancies_for(session, band)
    ]
    state = best_state(state for _, state in told) or VacancyState.UNKNOWN
    dates = [row.confirmed_on for row, found in told if row and found is state and row.confirmed_on]
    confirmed_on = max(dates, default=None)
    how_fresh = freshness(confirmed_on, today, patience)
    return PlacesSummary(state, STATE_WORDS[state], confirmed_on, how_fresh)


def day_marks(
    sessions: Sequence[CareSession],
    band: AgeBand | None,
    today: date,
    patience: Patience = USUAL,
) -> tuple[DayMark, ...]:
    """Monday to Friday at a glance; where no care session is known, every day is not known."""
    if not sessions:
        return tuple(DayMark(day, VacancyState.UNKNOWN) for day in WORKING_WEEK)
    return tuple(
        DayMark(
            day,
            best_state(
                believed_state(row, today, patience)
                for session in sessions
                if session.day is day
                for row in vacancies_for(session, band)
            ),
        )
        for day in WORKING_WEEK
    )


def say_price(sessions: Iterable[CareSession]) -> str | None:
    """Prices an hour, from the lowest to the highest; None when none is known."""
    hourly = sorted(
        {round(pence_an_hour(session)) for session in sessions if session.price_pence is not None}
    )
    if not hourly:
        return None
    if len(hourly) == 1:
        return f"{say_pence(hourly[0])} an hour"
    return f"{say_pence(hourly[0])} to {say_pence(hourly[-1])} an hour"


def say_ages(provider: Provider) -> str | None:
    """The ages a provider takes; None when not known."""
    return say_age_range(provider.age_from_months, provider.age_to_months)


def say_funding(provider: Provider) -> str:
    """Which funded hours it takes, in one line, never taking "not known" for no."""
    answers = {
        "30 hours for working parents": provider.funds_working_parents,
        "15 hours at 3 and 4": provider.funds_three_and_four,
        "15 hours at 2": provider.funds_two_year_olds,
    }
    yes = [words for words, answer in answers.items() if answer in (Answer.YES, Answer.ONLY)]
    if yes:
        return ", ".join(yes)
    if all(answer is Answer.NO for answer in answers.values()):
        return "does not take funded hours"
    return "not known: ask them"


def say_no_extras(provider: Provider, hub: Hub, today: date) -> str:
    """Where no price of an extra is known: whether one must be published, as far as we can tell.

    Who was asked for extras and named none has none.
    """
    if any(source.topic is FactTopic.EXTRAS for source in provider.sources):
        return "They ask for nothing beside the hours."
    told = (
        provider.funds_two_year_olds,
        provider.funds_three_and_four,
        provider.funds_working_parents,
    )
    takes_funding = any(answer in (Answer.YES, Answer.ONLY) for answer in told)
    places = next((row.places for row in provider.register_entries if row.places), None)
    must = places is not None and must_publish_extras(
        places,
        figures_on(Charging, today),
        is_childminder=provider.kind is ProviderKind.CHILDMINDER,
        # Not known whether the council exempts anybody: then nobody is said to have to.
        council_exempts=hub.small_may_withhold_extras is not False,
    )
    if takes_funding and must:
        return "Nobody has told us what extras cost here. It must publish its prices: ask them."
    return "Nobody has told us what extras cost here. Ask them, and what you can do instead."


_REGISTERS = {
    "gias": "schools",
    "gias_centres": "children’s centres",
}


def say_register(entry: RegisterEntry) -> str:
    """Which register a line is of: "Ofsted register", "register of schools"."""
    of = _REGISTERS.get(entry.source)
    return f"register of {of}" if of else f"{entry.source.capitalize()} register"


def say_no_inspection(entry: RegisterEntry | None) -> str:
    """Why there is no outcome to show: never a grade, and never "not yet" where none is due."""
    if entry is None:
        return "Not known. Ask them for their Ofsted number."
    if entry.source in _REGISTERS:
        return "Part of a school or a centre: look for the report on all of it."
    if (entry.registers or "").upper() == "VCR ONLY":
        return "On the voluntary register only, which is not inspected as a rule."
    return "The register we hold shows no inspection outcome yet."
