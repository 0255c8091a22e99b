"""A week as facts: blocks, days made the same, and what differs."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubapp.availability.told import ImpossibleError
from hubapp.listing.week import (
    SessionFacts,
    blocks_of,
    checked,
    copied,
    difference,
    seen_mark,
    with_block,
)
from tests.unit.listing.weeks import facts

MORNINGS = tuple(facts(day, id=day + 1) for day in range(5))
AFTERNOON = facts(1, 13, 16, id=9, label="Afternoon")
WEEK = checked((*MORNINGS, AFTERNOON))

weeks = st.lists(
    st.builds(facts, st.integers(0, 6), st.integers(6, 12), st.integers(13, 20)),
    max_size=12,
    unique_by=lambda one: one.place,
).map(lambda found: tuple(facts_with_keys(found)))


def facts_with_keys(found: list[SessionFacts]) -> list[SessionFacts]:
    return [one.on(one.weekday, key) for key, one in enumerate(found, start=1)]


def test_the_same_on_several_days_is_one_block() -> None:
    assert [[one.id for one in block] for block in blocks_of(WEEK)] == [[1, 2, 3, 4, 5], [9]]
    dearer = facts(0, id=1, price_pence=700)
    assert len(blocks_of((dearer, *MORNINGS[1:]))) == 2


def test_a_block_changed_on_some_days_leaves_the_others_or_takes_them_out() -> None:
    longer = facts(0, 9, 13)
    kept = with_block(WEEK, MORNINGS, longer, [0, 1], keep_others=True)
    assert [(one.id, one.weekday, one.end_minutes // 60) for one in kept] == [
        *((1, 0, 13), (2, 1, 13), (9, 1, 16), (3, 2, 12), (4, 3, 12), (5, 4, 12))
    ]
    gone = with_block(WEEK, MORNINGS, longer, [0, 1], keep_others=False)
    assert [one.id for one in gone] == [1, 2, 9]


def test_a_day_that_is_new_gets_a_session_of_its_own() -> None:
    after = with_block(WEEK, (AFTERNOON,), AFTERNOON, [1, 3], keep_others=True)
    assert [one.id for one in after if one.label == "Afternoon"] == [9, None]


def test_a_day_copied_keeps_the_keys_of_what_is_at_the_same_time() -> None:
    after = copied(WEEK, 1, [3, 5])
    assert [(one.id, one.label) for one in after if one.weekday == 3] == [
        (4, "Morning"),
        (None, "Afternoon"),
    ]
    assert [one.id for one in after if one.weekday == 5] == [None, None]
    assert [one.id for one in copied(WEEK, 0, [1]) if one.weekday == 1] == [2]


@pytest.mark.parametrize(("source", "targets"), [(6, [0]), (0, []), (0, [0])])
def test_there_must_be_something_to_copy_and_somewhere(source: int, targets: list[int]) -> None:
    with pytest.raises(ImpossibleError):
        copied(WEEK, source, targets)


def test_two_at_the_same_time_for_the_same_age_are_refused() -> None:
    with pytest.raises(ImpossibleError, match="On Tuesday there would be two sessions"):
        with_block(WEEK, (AFTERNOON,), MORNINGS[0], [1], keep_others=True)


def test_a_session_ends_after_it_begins() -> None:
    with pytest.raises(ImpossibleError, match="end after"):
        checked((facts(0, 12, 9),))


@given(week=weeks, source=st.integers(0, 6), targets=st.sets(st.integers(0, 6)))
def test_days_copied_are_the_same_and_the_others_stay(
    week: tuple[SessionFacts, ...], source: int, targets: set[int]
) -> None:
    try:
        after = copied(week, source, targets)
    except ImpossibleError:
        return
    model = {one.place[1:] for one in week if one.weekday == source}
    for day in targets | {source}:
        assert {one.place[1:] for one in after if one.weekday == day} == model
    untouched = [one for one in week if one.weekday not in targets - {source}]
    assert set(untouched) <= set(after)
    keys = [one.id for one in after if one.id is not None]
    assert len(keys) == len(set(keys))


@given(before=weeks, after=weeks)
def test_what_differs_and_what_stays_are_the_whole(
    before: tuple[SessionFacts, ...], after: tuple[SessionFacts, ...]
) -> None:
    was, becomes = difference(before, after)
    assert set(before) - set(was) == set(after) - set(becomes)
    assert difference(after, before) == (becomes, was)
    assert (was == ()) == (set(before) <= set(after))


@given(week=weeks)
def test_facts_survive_being_kept(week: tuple[SessionFacts, ...]) -> None:
    kept = json.loads(json.dumps([one.as_fields() for one in week]))
    assert tuple(SessionFacts.from_fields(row) for row in kept) == week


def test_a_mark_differs_when_anything_does() -> None:
    assert seen_mark(MORNINGS) == seen_mark(tuple(MORNINGS))
    assert seen_mark(MORNINGS) != seen_mark(MORNINGS[1:])
