"""A provider's week and its changes in words: what was, what is asked for, where it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hubapp.availability.presenters import say_price
from hubapp.directory.models import Answer, ExtraPer
from hubapp.directory.words import ANSWER_WORDS, EXTRA_PER_WORDS
from hubapp.kernel.ages import say_age, say_age_range
from hubapp.kernel.money import say_pence
from hubapp.kernel.week import say_band, say_days, say_duration
from hubapp.listing.models import Change, ChangeState, Topic
from hubapp.listing.week import SessionFacts, Week, blocks_of

TOPIC_WORDS = {
    Topic.WEEK: "Sessions and prices",
    Topic.EXTRAS: "Extras",
    Topic.OFFER: "Ages, funding, how to reach you",
    Topic.DETAILS: "Name, address, words",
    Topic.PUBLICATION: "First publication",
}
STATE_WORDS = {
    ChangeState.LIVE: "families see it",
    ChangeState.UNDONE: "undone",
    ChangeState.WAITING: "waiting for the champion",
    ChangeState.APPROVED: "approved, families see it",
    ChangeState.DECLINED: "not taken over",
    ChangeState.WITHDRAWN: "taken back",
}
_LABELS = {
    "name": "Name",
    "area": "Part of town",
    "address": "Address",
    "postcode": "Postcode",
    "publish_address": "Address shown to everybody",
    "register_number": "Ofsted number",
    "description": "In their own words",
    "is_public": "Shown to families",
    "age_from_months": "Youngest age",
    "age_to_months": "Up to the age of",
    "term_only": "Term time only",
    "min_days_a_week": "Fewest days a week",
    "funds_working_parents": "30 hours, for working parents",
    "funds_three_and_four": "15 hours, for 3 and 4 year olds",
    "funds_two_year_olds": "15 hours, for some 2 year olds",
    "phone": "Phone",
    "email": "Email",
    "website": "Website",
}
_NOT_SAID = "not said"
_FUNDED_WORDS = {
    Answer.YES: "funded hours: yes",
    Answer.NO: "not for funded hours",
    Answer.ONLY: "funded hours only",
    Answer.UNKNOWN: "funded hours: not said",
}


@dataclass(frozen=True, slots=True)
class BlockView:
    """A session and the days it runs on. `key` is any one of its sessions."""

    key: int
    label: str
    days: str
    times: str
    ages: str
    price: str
    funded: str
    detail: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs, before and after, line by line."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change as a person reads it."""

    change: Change
    title: str
    state: str
    differences: tuple[Difference, ...]


def present_week(week: Week) -> tuple[BlockView, ...]:
    """A week's sessions, those that differ only in their day together."""
    return tuple(_block(block) for block in blocks_of(week))


def present_change(change: Change) -> ChangeView:
    """What a change is about, field by field, and where it is."""
    return ChangeView(
        change, TOPIC_WORDS[change.topic], STATE_WORDS[change.state], tuple(_differences(change))
    )


def _differences(change: Change) -> Iterable[Difference]:
    before, after = change.before, change.after
    if change.topic is Topic.WEEK:
        return [Difference("Sessions", _week_lines(before), _week_lines(after))]
    if change.topic is Topic.EXTRAS:
        was, becomes = _extra_lines(before), _extra_lines(after)
        return [
            Difference(
                "Extras",
                tuple(line for line in was if line not in becomes) or ("nothing",),
                tuple(line for line in becomes if line not in was) or ("nothing",),
            )
        ]
    return [
        Difference(label, (_value(name, before.get(name)),), (_value(name, after[name]),))
        for name, label in _LABELS.items()
        if name in after
    ]


def _block(block: Week) -> BlockView:
    first = block[0]
    details = [say_duration(first.min_minutes) + " at least"] if first.min_minutes else []
    if first.term_only:
        details.append("term time only")
    price = _NOT_SAID
    if first.price_pence is not None:
        price = say_price(first.price_pence, first.price_unit)
    return BlockView(
        key=first.id or 0,
        label=first.label,
        days=say_days(one.day for one in block),
        times=say_band(first.start_minutes, first.end_minutes),
        ages=say_age_range(first.age_from_months, first.age_to_months) or "",
        price=price,
        funded=_FUNDED_WORDS[first.funded],
        detail=", ".join(details),
    )


def _week_lines(fields: Mapping[str, Any]) -> tuple[str, ...]:
    week = tuple(SessionFacts.from_fields(row) for row in fields["sessions"])
    lines = []
    for one in present_week(week):
        price = f"price {one.price}" if one.price == _NOT_SAID else one.price
        parts = [one.label, one.days, one.times, one.ages, price, one.funded, one.detail]
        lines.append(", ".join(part for part in parts if part))
    return tuple(lines) or ("nothing",)


def _extra_lines(fields: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(
        f"{row['name']}, {say_pence(row['price_pence'])} {EXTRA_PER_WORDS[ExtraPer(row['per'])]}"
        f"; instead: {row['instead'] or _NOT_SAID}"
        for row in fields["extras"]
    )


def _value(name: str, value: Any) -> str:
    if value is None or value == "":
        return _NOT_SAID
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in ("age_from_months", "age_to_months"):
        return say_age(value) if value else "birth"
    if name.startswith("funds_"):
        return ANSWER_WORDS[Answer(value)].lower()
    return str(value)
