"""What is told of places: nothing overwritten unseen, every change kept, every telling undone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from hubapp.availability.closures import close, open_again
from hubapp.availability.models import CareSession, TellingKind, Vacancy, VacancyState
from hubapp.availability.queries import (
    find_telling,
    list_care_sessions,
    list_closures,
    list_tellings,
)
from hubapp.availability.telling import Cell, NewTold, Saved, Voucher, confirm, fill_up, tell, undo
from hubapp.availability.told import ImpossibleError, Standing, Told
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.kernel.ages import AgeBand
from tests.page import CheckingClient
from tests.village import TODAY

ACORN, BEA = 1, 2
MONDAY: Cell = (10, AgeBand.TWO)
TUESDAY: Cell = (11, AgeBand.TWO)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FULL = Told(VacancyState.FULL)
TWO_PLACES = Told(VacancyState.PLACES, 2)


def by(role: str = "champion", **more: object) -> Voucher:
    facts = {"at": NOW, "today": TODAY, "told_by": "by phone, the manager"} | more
    return Voucher(role=role, **facts)  # type: ignore[arg-type]


def cell(at: Cell, provider: int = ACORN) -> Vacancy:
    db.session.expire_all()
    return next(
        row
        for session in list_care_sessions([provider])[provider]
        for row in session.vacancies
        if (session.id, row.age_band) == at
    )


def say(told: Told, at: Cell = MONDAY, seen: int = 1, voucher: Voucher | None = None) -> Saved:
    return tell(ACORN, {at: NewTold(told, seen)}, voucher or by())


def test_a_change_is_vouched_for_and_kept(hub: Hub) -> None:
    saved = say(FULL)
    now = cell(MONDAY)
    assert (now.state, now.places, now.version) == (VacancyState.FULL, None, 2)
    assert (now.confirmed_on, now.confirmed_by_role, now.told_by) == (
        TODAY,
        "champion",
        "by phone, the manager",
    )
    (telling,) = list_tellings(ACORN, 9)
    assert telling is saved.telling
    assert (telling.kind, telling.made_at, telling.role) == (TellingKind.CHANGED, NOW, "champion")
    (step,) = telling.steps
    assert Standing.from_fields(step.before) == Standing(TWO_PLACES, TODAY - timedelta(days=1))
    assert Standing.from_fields(step.after).told == FULL
    assert cell(TUESDAY).state is VacancyState.PLACES


def test_funded_and_paid_places_stand_apart(hub: Hub) -> None:
    say(Told(VacancyState.PLACES, 3, funded_places=0, paid_places=None))
    now = cell(MONDAY)
    assert (now.places, now.funded_places, now.paid_places) == (3, 0, None)


def test_the_later_of_two_who_save_the_same_cell_does_not_win_unseen(hub: Hub) -> None:
    assert say(FULL, seen=1).overtaken == []
    later = say(Told(VacancyState.LIMITED), seen=1, voucher=by("provider"))
    assert (later.overtaken, later.telling) == ([MONDAY], None)
    assert cell(MONDAY).state is VacancyState.FULL
    assert say(Told(VacancyState.LIMITED), seen=2).overtaken == []
    assert cell(MONDAY).state is VacancyState.LIMITED


def test_one_overtaken_cell_holds_up_no_other(hub: Hub) -> None:
    say(FULL)
    saved = tell(ACORN, {MONDAY: NewTold(TWO_PLACES, 1), TUESDAY: NewTold(FULL, 1)}, by())
    assert (saved.overtaken, saved.count) == ([MONDAY], 1)
    assert cell(TUESDAY).state is VacancyState.FULL


def test_a_form_sent_twice_changes_once(hub: Hub) -> None:
    say(FULL)
    again = say(FULL)
    assert again.overtaken == []
    assert cell(MONDAY).version == 2


def test_a_confirmation_in_between_is_no_change(hub: Hub) -> None:
    confirm(ACORN, by())
    assert say(FULL, seen=1).overtaken == []


def test_changes_are_refused_for_another_providers_cells(hub: Hub) -> None:
    theirs: Cell = (20, AgeBand.TWO)
    saved = tell(ACORN, {theirs: NewTold(FULL, 1), (999, AgeBand.TWO): NewTold(FULL, 0)}, by())
    assert saved.telling is None
    assert cell(theirs, BEA).state is VacancyState.PLACES


def test_a_cell_nobody_told_yet_can_be_told(hub: Hub) -> None:
    db.session.delete(cell(MONDAY))
    db.session.commit()
    assert say(TWO_PLACES, seen=1).overtaken == [MONDAY]
    saved = say(TWO_PLACES, seen=0)
    assert saved.overtaken == []
    assert cell(MONDAY).places == 2
    assert saved.telling
    undo(saved.telling, by())
    assert (cell(MONDAY).state, cell(MONDAY).confirmed_on) == (VacancyState.UNKNOWN, None)


def test_still_right_vouches_for_what_is_known_and_leaves_the_rest(hub: Hub) -> None:
    say(Told(VacancyState.UNKNOWN))
    assert cell(MONDAY).confirmed_on is None
    tomorrow = by("provider", today=TODAY + timedelta(days=1), told_by=None)
    saved = confirm(ACORN, tomorrow)
    assert saved.count == 14  # five mornings, three bands, one of them not known
    assert (cell(MONDAY).state, cell(MONDAY).confirmed_on) == (VacancyState.UNKNOWN, None)
    now = cell(TUESDAY)
    assert (now.places, now.confirmed_on, now.confirmed_by_role, now.told_by) == (
        2,
        TODAY + timedelta(days=1),
        "provider",
        None,
    )


def test_full_is_full_and_a_waiting_list_stays_one(hub: Hub) -> None:
    say(Told(VacancyState.WAITING_LIST))
    assert fill_up(ACORN, by("provider")).count == 15
    states = {row.state for one in list_care_sessions([ACORN])[ACORN] for row in one.vacancies}
    assert states == {VacancyState.FULL, VacancyState.WAITING_LIST}
    assert cell(MONDAY).state is VacancyState.WAITING_LIST
    assert cell((20, AgeBand.TWO), BEA).state is VacancyState.PLACES


def test_a_telling_is_undone_but_not_what_was_told_since(hub: Hub) -> None:
    full = fill_up(ACORN, by("provider")).telling
    assert full
    say(Told(VacancyState.LIMITED), seen=2)
    undone = undo(full, by())
    assert undone.overtaken == [MONDAY]
    assert cell(MONDAY).state is VacancyState.LIMITED
    now = cell(TUESDAY)
    assert (now.state, now.places, now.confirmed_on) == (
        VacancyState.PLACES,
        2,
        TODAY - timedelta(days=1),
    )
    assert [row.kind.value for row in list_tellings(ACORN, 9)] == ["undone", "changed", "full"]
    assert undone.telling
    assert undone.telling.undoes_id == full.id


def test_undoing_twice_changes_once(hub: Hub) -> None:
    telling = say(FULL).telling
    assert telling
    assert undo(telling, by()).count == 1
    assert undo(telling, by()).count == 0
    assert cell(MONDAY).state is VacancyState.PLACES


def test_an_undo_can_be_undone(hub: Hub) -> None:
    telling = say(FULL).telling
    assert telling
    undoing = undo(telling, by()).telling
    assert undoing
    undo(undoing, by())
    assert cell(MONDAY).state is VacancyState.FULL


def test_history_is_only_found_with_its_own_provider(hub: Hub) -> None:
    telling = say(FULL).telling
    assert telling
    assert find_telling(telling.id, ACORN) is telling
    assert find_telling(telling.id, BEA) is None


def test_history_goes_with_the_provider(hub: Hub) -> None:
    say(FULL)
    db.session.execute(text("DELETE FROM provider WHERE id = 1"))
    db.session.commit()
    left = db.session.execute(
        text("SELECT (SELECT count(*) FROM telling), (SELECT count(*) FROM vacancy_step)")
    ).one()
    assert tuple(left) == (0, 0)


def test_a_provider_with_two_hundred_sessions(hub: Hub) -> None:
    some = list_care_sessions([ACORN])[ACORN][0]
    for number in range(200):
        db.session.add(
            CareSession(
                id=1000 + number,
                provider_id=ACORN,
                label="Quarter hour",
                weekday=5,
                start_minutes=number,
                end_minutes=number + 15,
                booking=some.booking,
                age_from_months=24,
                age_to_months=36,
                price_unit=some.price_unit,
                funded=some.funded,
                origin=some.origin,
            )
        )
    db.session.commit()
    assert fill_up(ACORN, by()).count == 215


def test_closures_are_shown_until_they_are_over(hub: Hub, client: CheckingClient) -> None:
    closed = close(ACORN, date(2026, 12, 21), date(2027, 1, 1), " Christmas ", by())
    page = client.get("/village/providers/acorn-pre-school")
    assert "Closed from Monday 21 December to Friday 1 January 2027 : Christmas" in page.words
    assert list_closures(ACORN, date(2027, 1, 1)) == [closed]
    assert list_closures(ACORN, date(2027, 1, 2)) == []
    open_again(closed)
    assert "Closed" not in client.get("/village/providers/acorn-pre-school").words


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2026, 12, 2), date(2026, 12, 1)),
        (date(2026, 11, 1), date(2026, 11, 21)),
        (date(2026, 12, 1), date(2028, 12, 1)),
    ],
)
def test_closures_that_cannot_be(hub: Hub, starts: date, ends: date) -> None:
    with pytest.raises(ImpossibleError):
        close(ACORN, starts, ends, None, by())


def test_how_long_a_hub_believes_shows_on_its_pages(
    hub: Hub, client: CheckingClient, app: Flask
) -> None:
    hub.fresh_days = hub.ageing_days = 1
    db.session.commit()
    later = NOW + timedelta(days=1)
    app.config["CLOCK"] = lambda: later
    page = client.get("/village/providers/acorn-pre-school")
    assert "not confirmed since Saturday 21 November: ring first" in page.words
