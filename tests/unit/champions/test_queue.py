"""What a champion should do next."""

from datetime import UTC, date, datetime, timedelta

from hubapp.availability.rules import USUAL
from hubapp.champions.presenters import HubRow, present_row
from hubapp.champions.queue import Way, queue_of
from hubapp.directory.models import ProviderKind
from hubapp.kernel.week import WORKING_WEEK
from hubapp.reminders.models import Reminder, Stage
from tests.village import NINE_TO_NOON, TODAY, places, provider, session


def row(key: int, name: str, days_ago: int | None, **facts: object) -> HubRow:
    who = provider(key, ProviderKind.NURSERY, name, **{"phone": "01632 960001"} | facts)
    told = [
        session(10 * key + day, NINE_TO_NOON, day, vacancies=places(2, days_ago=days_ago))
        for day in WORKING_WEEK
    ]
    return present_row(who, told, TODAY, USUAL)


def step(key: int, stage: Stage, days_ago: int) -> Reminder:
    made_at = datetime(2026, 11, 22, 10, tzinfo=UTC) - timedelta(days=days_ago)
    return Reminder(provider_id=key, period=made_at.date(), stage=stage, made_at=made_at)


def names(
    rows: list[HubRow], *asked: Reminder, put_off: dict[int, date] | None = None
) -> list[str]:
    steps = {
        one.provider.id: [s for s in asked if s.provider_id == one.provider.id] for one in rows
    }
    return [one.row.provider.name for one in queue_of(rows, dict(steps), put_off or {}, TODAY)]


def test_the_longest_unconfirmed_stands_first_and_the_fresh_not_at_all() -> None:
    rows = [row(1, "Fresh", 14), row(2, "Ageing", 15), row(3, "Never", None), row(4, "Old", 90)]
    assert names(rows) == ["Never", "Old", "Ageing"]


def test_who_families_see_often_comes_before_who_is_a_little_staler() -> None:
    rows = [row(1, "Old", 40), row(2, "Older", 60), row(3, "Oldest", 200)]
    queue = queue_of(rows, {}, {}, TODAY, {1: 5, 2: 1})
    assert [(one.row.provider.name, one.shown) for one in queue] == [
        ("Old", 5),  # 40 × 6 days
        ("Oldest", 0),  # 200
        ("Older", 1),  # 60 × 2
    ]


def test_two_unanswered_mails_bring_even_the_fresh_into_the_queue() -> None:
    rows = [row(1, "Fresh", 10)]
    first, second = step(1, Stage.FIRST, 5), step(1, Stage.SECOND, 3)
    assert names(rows, first, second) == []
    champion = step(1, Stage.CHAMPION, 1)
    assert names(rows, first, second, champion) == ["Fresh"]
    (one,) = queue_of(rows, {1: [first, second, champion]}, {}, TODAY)
    assert (one.asked_on, one.told_authority) == (date(2026, 11, 17), False)


def test_mails_from_before_the_last_confirmation_count_no_more() -> None:
    rows = [row(1, "Fresh", 2)]
    steps = [step(1, stage, 6) for stage in (Stage.FIRST, Stage.SECOND, Stage.CHAMPION)]
    assert names(rows, *steps) == []


def test_who_is_put_off_comes_back_on_the_day() -> None:
    rows = [row(1, "Old", 90)]
    assert names(rows, put_off={1: TODAY + timedelta(days=1)}) == []
    assert names(rows, put_off={1: TODAY}) == ["Old"]


def test_ring_if_there_is_a_number_then_write_once_then_visit() -> None:
    silent = {"phone": None, "email": "x@example.org"}
    rows = [row(1, "Rings", 90), row(2, "Writes", 89, **silent), row(3, "Written", 88, **silent)]
    rows.append(row(4, "Nothing", 87, phone=None))
    asked = {3: [step(3, Stage.FIRST, 5)]}
    ways = [one.way for one in queue_of(rows, dict(asked), {}, TODAY)]
    assert ways == [Way.RING, Way.WRITE, Way.VISIT, Way.VISIT]
