"""The council's own rules on funded hours, as a hub keeps them: limits, weeks, terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hubapp.extensions import db
from hubapp.funding.dated import figures_on
from hubapp.funding.delivery import Delivery
from hubapp.hubs.models import Hub, SchoolTerm
from hubapp.hubs.services import HubRefused

MOST_PROVIDERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerm:
    """A term as the council lays it out, and its weeks with funded hours."""

    name: str
    starts_on: date
    ends_on: date
    weeks_funded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingRules:
    """What is None stays as it is; a `max_providers` of 0 is no limit."""

    max_providers: int | None = None
    weeks_funded: int | None = None
    small_may_withhold_extras: bool | None = None
    terms: Sequence[NewTerm] = ()


def settle_funding(hub: Hub, rules: FundingRules, *, told_by: str, today: date) -> None:
    """Take in what the council says; terms replace those of the same first day.

    Raises HubRefused with one sentence, and then changes nothing.
    """
    _check(rules, today)
    if rules.max_providers is not None:
        hub.max_providers = rules.max_providers or None
    if rules.weeks_funded is not None:
        hub.weeks_funded = rules.weeks_funded
    if rules.small_may_withhold_extras is not None:
        hub.small_may_withhold_extras = rules.small_may_withhold_extras
    for term in rules.terms:
        row = next((old for old in hub.terms if old.starts_on == term.starts_on), None)
        if row is None:
            row = SchoolTerm(starts_on=term.starts_on)
            hub.terms.append(row)
        row.name, row.ends_on, row.weeks_funded = term.name, term.ends_on, term.weeks_funded
        row.told_by, row.as_at = told_by, today
    db.session.commit()


def read_term(text: str) -> NewTerm:
    """A term written "Autumn 2026-09-03 2026-12-18 14". Raises HubRefused."""
    parts = text.split()
    try:
        starts_on, ends_on, weeks = (
            date.fromisoformat(parts[-3]),
            date.fromisoformat(parts[-2]),
            int(parts[-1]),
        )
    except (IndexError, ValueError) as error:
        raise HubRefused(
            f"“{text}” is not a term. Write its name, first day, last day and weeks with funded"
            " hours, like: Autumn 2026-09-03 2026-12-18 14"
        ) from error
    name = " ".join(parts[:-3]) or f"From {starts_on.day} {starts_on:%B}"
    return NewTerm(name=name, starts_on=starts_on, ends_on=ends_on, weeks_funded=weeks)


def _check(rules: FundingRules, today: date) -> None:
    limits = figures_on(Delivery, today)
    if rules.max_providers is not None and not 0 <= rules.max_providers <= MOST_PROVIDERS:
        raise HubRefused(f"Places a child may go to: 0 for no limit, or up to {MOST_PROVIDERS}.")
    shortest, longest = limits.term_weeks, limits.longest_weeks
    if rules.weeks_funded is not None and not shortest <= rules.weeks_funded <= longest:
        raise HubRefused(f"Stretched hours are spread over {shortest} to {longest} weeks (R18).")
    for term in rules.terms:
        days = (term.ends_on - term.starts_on).days + 1
        if days < 1:
            raise HubRefused(f"{term.name}: the last day must be after the first.")
        if not 1 <= term.weeks_funded <= -(-days // 7):
            raise HubRefused(
                f"{term.name}: {term.weeks_funded} weeks with funded hours do not fit between its"
                " days."
            )
