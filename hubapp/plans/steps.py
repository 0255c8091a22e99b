"""A day of a week as steps in words: who takes the child where, and when."""

from collections.abc import Sequence
from dataclasses import dataclass

from hubapp.kernel.week import Weekday, say_band, say_days, say_time
from hubapp.plans.week import Day, Handover


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens. `kind` picks its small picture: home, walk, gap."""

    at_minutes: int
    when: str
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class DayStory:
    """Days that go the same way, told once: "Monday to Wednesday"."""

    days: str
    steps: tuple[Step, ...]


def tell(days: Sequence[Day]) -> tuple[DayStory, ...]:
    """Every day in words, days that are alike together."""
    alike: dict[tuple[Step, ...], list[Weekday]] = {}
    for day in days:
        alike.setdefault(_steps(day), []).append(day.weekday)
    return tuple(DayStory(say_days(weekdays), steps) for steps, weekdays in alike.items())


def _steps(day: Day) -> tuple[Step, ...]:
    steps = [
        Step(gap.start_minutes, say_band(gap.start_minutes, gap.end_minutes), "Nobody yet.", "gap")
        for gap in day.gaps
    ]
    if day.legs:
        steps.append(_arrival(day))
        steps += [_handover_step(handover) for handover in day.handovers]
        steps.append(_departure(day))
    return tuple(sorted(steps, key=lambda step: (step.at_minutes, step.kind != "home")))


def _arrival(day: Day) -> Step:
    """A whole session may begin before the child is due: the family comes when it needs to."""
    first = day.legs[0]
    opens, needed = first.band.start_minutes, day.needed[0].start_minutes
    words = f"You take your child to {first.provider.name}."
    if opens < needed < first.band.end_minutes:
        return Step(
            needed, say_time(needed), f"{words} You may come from {say_time(opens)}.", "home"
        )
    return Step(opens, say_time(opens), words, "home")


def _departure(day: Day) -> Step:
    last = day.legs[-1]
    closes, needed = last.band.end_minutes, day.needed[-1].end_minutes
    words = f"You collect your child from {last.provider.name}."
    if last.band.start_minutes < needed < closes:
        return Step(
            needed, say_time(needed), f"{words} They may stay to {say_time(closes)}.", "home"
        )
    return Step(closes, say_time(closes), words, "home")


def _handover_step(handover: Handover) -> Step:
    leaves, arrives = handover.leaves.name, handover.arrives.name
    at = handover.leaves_minutes
    link = handover.link
    if link is None:
        when = (
            say_time(at)
            if handover.arrives_minutes == at
            else say_band(at, handover.arrives_minutes)
        )
        return Step(at, when, f"You take your child from {leaves} to {arrives}.", "walk")
    how = f" {link.travel}" if link.travel else ""
    if link.collector_id == handover.arrives.id:
        words = f"{arrives} collects your child from {leaves}{how}."
    else:
        words = f"{leaves} takes your child to {arrives}{how}."
    return Step(at, say_time(at), words, "walk")
