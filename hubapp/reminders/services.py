"""Asking whoever is due, and taking answers, schedules and stops."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from hubapp.availability.models import CareSession
from hubapp.availability.queries import list_care_sessions
from hubapp.availability.rules import Freshness, freshness, patience_of, vouched_by
from hubapp.availability.telling import PROVIDER, Saved, Voucher, confirm, fill_up
from hubapp.directory.models import Provider
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.hubs.queries import list_hubs
from hubapp.kernel.moments import local_date
from hubapp.kernel.week import Weekday
from hubapp.mail.carriers import reaches_people
from hubapp.mail.services import queue_message
from hubapp.reminders import queries
from hubapp.reminders.letter import write_letter
from hubapp.reminders.models import Answered, Reminder, ReminderPlan, Stage
from hubapp.reminders.rules import Asked, Standing, Step, Timing, next_step

_MAILED = (Stage.FIRST, Stage.SECOND)


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many steps of asking were taken."""

    steps: int


def remind(*, now: datetime) -> Reminded:
    """Take every step that is due. Run twice, it does nothing more; missed, it catches up.

    Made-up providers are never written to, nor real ones about a rehearsal's invented weeks.
    """
    taken = 0
    for hub in list_hubs():
        if not hub.is_demonstration and hub.rehearsal_seed is None:
            taken += _remind_hub(hub, now)
    return Reminded(taken)


def ask_now(hub: Hub, provider: Provider, *, now: datetime) -> Reminder | None:
    """Ask a provider by mail today, whatever their day is; once a day.

    None: they were asked today, they have no address, they stopped the mail, or they are made up
    and the mail would leave the house.
    """
    if hub.is_demonstration and reaches_people():
        return None
    if not _by_mail(provider, queries.find_plan(provider.id)):
        return None
    return _take(hub, provider, Step(local_date(now), Stage.FIRST), now)


def answer(reminder: Reminder, what: Answered, *, now: datetime, today: date) -> Saved | None:
    """Take "still right" or "full" from a provider; None when this link was answered already."""
    if not _mark_answered(reminder, what, now):
        db.session.rollback()
        return None
    voucher = voucher_of_provider(now, today)
    act = confirm if what is Answered.RIGHT else fill_up
    return act(reminder.provider_id, voucher)


def note_changed(reminder: Reminder, *, now: datetime) -> None:
    """Remember that the provider changed their week by this link, which they may do again."""
    _mark_answered(reminder, Answered.CHANGED, now)
    db.session.commit()


def voucher_of_provider(now: datetime, today: date) -> Voucher:
    """Who vouches when a provider answers by their own link."""
    return Voucher(role=PROVIDER, at=now, today=today)


def timing_of(plan: ReminderPlan | None) -> Timing:
    """When a provider wants to be asked: as they said, or as is usual."""
    return Timing() if plan is None else Timing(Weekday(plan.weekday), plan.hour)


def choose_timing(provider_id: int, timing: Timing) -> None:
    """Ask a provider at this day and hour from now on, even if they had stopped it."""
    plan = _ensure_plan(provider_id)
    plan.weekday, plan.hour, plan.stopped_at = int(timing.weekday), timing.hour, None
    db.session.commit()


def stop(provider_id: int, *, now: datetime) -> None:
    """Send a provider no more such mail."""
    plan = _ensure_plan(provider_id)
    plan.stopped_at = plan.stopped_at or now
    db.session.commit()


def put_off(provider_id: int, until: date) -> None:
    """Keep a provider out of the champion's queue until a day."""
    _ensure_plan(provider_id).put_off_until = until
    db.session.commit()


def _remind_hub(hub: Hub, now: datetime) -> int:
    providers = queries.list_providers_to_ask(hub.id)
    ids = [provider.id for provider in providers]
    plans, asked = queries.list_plans(ids), queries.list_reminders(ids)
    sessions = list_care_sessions(ids)
    taken = 0
    for provider in providers:
        plan = plans.get(provider.id)
        standing = _standing(
            hub, provider, plan, sessions[provider.id], asked.get(provider.id, ()), local_date(now)
        )
        step = next_step(standing, now)
        if step is not None and _take(hub, provider, step, now):
            taken += 1
    return taken


def _standing(
    hub: Hub,
    provider: Provider,
    plan: ReminderPlan | None,
    sessions: Sequence[CareSession],
    asked: Sequence[Reminder],
    today: date,
) -> Standing:
    confirmed_on = vouched_by(sessions)
    days = [confirmed_on, *(local_date(row.answered_at) for row in asked if row.answered_at)]
    return Standing(
        timing=timing_of(plan),
        by_mail=_by_mail(provider, plan),
        heard_on=max((day for day in days if day), default=None),
        is_fresh=freshness(confirmed_on, today, patience_of(hub)) is Freshness.FRESH,
        asked=[Asked(row.period, row.stage, row.made_at) for row in asked],
    )


def _by_mail(provider: Provider, plan: ReminderPlan | None) -> bool:
    return provider.email is not None and (plan is None or plan.stopped_at is None)


def _take(hub: Hub, provider: Provider, step: Step, now: datetime) -> Reminder | None:
    """Note a step and queue its mail, both or neither; None when it was taken already."""
    reminder = Reminder(provider_id=provider.id, period=step.period, stage=step.stage, made_at=now)
    try:
        with db.session.begin_nested():
            db.session.add(reminder)
    except IntegrityError:
        return None
    if step.stage in _MAILED:
        queue_message(write_letter(hub, provider, reminder), now=now)
    db.session.commit()
    return reminder


def _mark_answered(reminder: Reminder, what: Answered, now: datetime) -> bool:
    """Whether this is the first answer: of two at once only one counts."""
    marked = db.session.execute(
        update(Reminder)
        .where(Reminder.id == reminder.id, Reminder.answered_at.is_(None))
        .values(answered_at=now, answer=what)
        .returning(Reminder.id)
    ).first()
    return marked is not None


def _ensure_plan(provider_id: int) -> ReminderPlan:
    plan = queries.find_plan(provider_id)
    if plan is None:
        usual = Timing()
        plan = ReminderPlan(provider_id=provider_id, weekday=int(usual.weekday), hour=usual.hour)
        db.session.add(plan)
    return plan
