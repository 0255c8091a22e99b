"""A provider changes its own page: seen at once with a way back, or once a champion has looked."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import Connection, delete, event, select

from hubapp.availability.models import CareSession, VacancyState
from hubapp.availability.queries import list_care_sessions, list_closures
from hubapp.directory.models import Answer, Extra, ExtraPer, Provider
from hubapp.directory.queries import list_links_of
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.jobs import jobs_of
from hubapp.listing.models import Change, ChangeState
from hubapp.listing.queries import list_changes
from tests.integration.accounts.signing import letters
from tests.integration.listing.people import ACORN, BEA, OWN, champion, member
from tests.page import CheckingClient
from tests.village import TODAY

PUBLIC = "/village/providers/acorn-pre-school"
SESSION = f"{OWN}/week/10"
ALL = ["0", "1", "2", "3", "4"]
NEW_SESSION = {
    "label": "Afternoon",
    "days": ["0", "2"],
    "start": "1pm",
    "end": "3pm",
    "youngest": "24",
    "oldest": "60",
    "booking": "session",
    "least": "0",
    "weeks": "term",
    "price": "6.50",
    "unit": "hour",
    "funded": "yes",
    "ties": "no",
}


@pytest.fixture
def ada(app: Flask, hub: Hub) -> CheckingClient:
    return member(app)


def week(provider: int = ACORN) -> list[CareSession]:
    db.session.expire_all()
    return list(list_care_sessions([provider]).get(provider, ()))


def latest() -> Change:
    db.session.expire_all()
    return list_changes(ACORN, 1)[0]


def undo(client: CheckingClient) -> object:
    return client.post_form(f"{OWN}/changes/undo", page=f"{OWN}/changes", change=str(latest().id))


def test_a_session_is_added_on_several_days_at_once(ada: CheckingClient) -> None:
    done = ada.post_form(f"{OWN}/week/new", **NEW_SESSION)
    assert done.status_code == 303
    added = [one for one in week() if one.label == "Afternoon"]
    assert [(one.weekday, one.start_minutes, one.price_pence) for one in added] == [
        (0, 13 * 60, 650),
        (2, 13 * 60, 650),
    ]
    assert added[0].vacancies == []  # nobody has told of places: that is not none
    assert "Families see it now" in ada.get(done.headers["Location"]).words
    assert "Afternoon 1pm to 3pm £6.50 an hour" in ada.get(PUBLIC).words
    undo(ada)
    assert [one for one in week() if one.label == "Afternoon"] == []


def test_a_change_on_some_days_keeps_places_and_the_other_days(ada: CheckingClient) -> None:
    ada.post_form(SESSION, days=["0", "1"], end="1pm")
    assert [(one.id, one.end_minutes // 60) for one in week()] == [
        *((10, 13), (11, 13), (12, 12), (13, 12), (14, 12))
    ]
    assert {row.places for row in week()[0].vacancies} == {2}
    undo(ada)
    assert {one.end_minutes // 60 for one in week()} == {12}


def test_a_session_taken_out_comes_back_with_its_places(ada: CheckingClient) -> None:
    assert ada.post_form(f"{SESSION}/remove", page=f"{OWN}/week").status_code == 303
    assert week() == []
    undo(ada)
    back = week()
    assert [one.weekday for one in back] == [0, 1, 2, 3, 4]
    assert {row.places for one in back for row in one.vacancies} == {2}
    assert len(back[0].vacancies) == 3


def test_one_day_is_made_like_all_others(ada: CheckingClient) -> None:
    ada.post_form(f"{OWN}/week/new", **(NEW_SESSION | {"days": ["1"]}))
    ada.post_form(f"{OWN}/week/copy", source="1", all_week="yes")
    days = [(one.weekday, one.label) for one in week()]
    assert days == [(day, label) for day in range(5) for label in ("Session", "Afternoon")]
    assert {row.places for one in week() for row in one.vacancies} == {2}


def test_two_people_change_the_same_session(app: Flask, ada: CheckingClient) -> None:
    bo = member(app, "bo@example.org")
    form = ada.get(SESSION).page.select_one("main form[method=post]")
    seen = form.find("input", attrs={"name": "seen"})["value"]
    bo.post_form(SESSION, price="7", days=ALL)
    late = ada.post_form(SESSION, price="8", seen=seen, days=ALL)
    assert late.status_code == 409
    assert "Somebody else changed this just now" in late.words
    assert {one.price_pence for one in week()} == {700}


def test_a_session_gone_while_it_is_taken_out_is_said(ada: CheckingClient) -> None:
    form = ada.get(f"{OWN}/week").page.select_one(f"form[action='{SESSION}/remove']")
    sent = {field["name"]: field["value"] for field in form.select("input[name]")}
    reads = []

    def somebody_else_is_first(
        connection: Connection, _cursor: object, statement: str, *_more: object
    ) -> None:
        if "FROM care_session" in statement and statement.startswith("SELECT"):
            reads.append(statement)
            if len(reads) == 2:
                connection.execute(delete(CareSession).where(CareSession.provider_id == ACORN))

    event.listen(db.engine, "before_cursor_execute", somebody_else_is_first)
    try:
        late = ada.post(f"{SESSION}/remove", data=sent)
    finally:
        event.remove(db.engine, "before_cursor_execute", somebody_else_is_first)
    assert late.status_code == 409
    assert "Somebody else changed this just now" in late.words


def test_a_form_sent_twice_changes_once(ada: CheckingClient) -> None:
    ada.post_form(SESSION, price="7", days=ALL)
    ada.post_form(SESSION, price="7", days=ALL)
    assert len(list_changes(ACORN, 9)) == 1


def test_what_was_changed_again_is_not_undone_over(ada: CheckingClient) -> None:
    ada.post_form(SESSION, price="7", days=ALL)
    first = latest().id
    ada.post_form(SESSION, price="8", days=ALL)
    refused = ada.post_form(f"{OWN}/changes/undo", page=f"{OWN}/changes", change=str(first))
    assert refused.status_code == 409
    assert {one.price_pence for one in week()} == {800}
    assert [one.state for one in list_changes(ACORN, 9)] == [ChangeState.LIVE] * 2


def test_a_private_number_in_what_they_say_of_themselves_is_not_kept(ada: CheckingClient) -> None:
    refused = ada.post_form(f"{OWN}/details", description="Bring your code, 50012345678.")
    assert refused.status_code == 422
    assert "We never need one, and have not kept it." in refused.words
    assert "50012345678" not in refused.text
    assert list_changes(ACORN, 9) == []


def test_what_cannot_be_is_said_and_kept_in_the_form(ada: CheckingClient) -> None:
    for field, value, words in (
        ("price", "six", "like 6.50"),
        ("end", "8am", "must end after"),
        ("start", "soon", "Enter a time"),
        ("label", "", "Give it a name"),
    ):
        answer = ada.post_form(SESSION, **{field: value})
        assert (answer.status_code, words in answer.words) == (422, True), field
    assert list_changes(ACORN, 9) == []


def test_funded_hours_that_hang_on_paid_ones_are_refused(ada: CheckingClient) -> None:
    refused = ada.post_form(SESSION, ties="yes")
    assert (refused.status_code, "may not hang on paid hours" in refused.words) == (422, True)
    assert ada.post_form(SESSION, ties="yes", funded="no").status_code == 303


def test_a_price_that_looks_like_a_slip_waits_for_the_champion(ada: CheckingClient) -> None:
    done = ada.post_form(SESSION, price="65")
    assert "The champion looks at it first" in ada.get(done.headers["Location"]).words
    assert {one.price_pence for one in week()} == {600}
    assert latest().state is ChangeState.WAITING
    ada.post_form(f"{OWN}/changes/withdraw", page=OWN, change=str(latest().id))
    assert latest().state is ChangeState.WITHDRAWN


def test_places_funded_and_paid_apart_and_from_a_day(ada: CheckingClient) -> None:
    page = f"{OWN}/week/places"
    told = {"places-10-2": "places-3", "funded-10-2": "1", "from-10-2": "2027-01-05"}
    assert ada.post_form(page, **told).status_code == 303
    row = next(row for row in week()[0].vacancies if row.age_band.value == "2")
    assert (row.places, row.funded_places, row.paid_places) == (3, 1, None)
    assert (row.from_date, row.confirmed_by_role) == (date(2027, 1, 5), "provider")
    words = ada.get(PUBLIC).words
    assert "3 places (1 with funded hours), from 5 January" in words
    assert ada.post_form(page, **{"funded-10-2": "4"}).status_code == 422
    assert ada.post_form(page, **{"funded-10-2": "some"}).status_code == 422
    ada.post_form(page, **{"paid-10-2": "0"})
    assert "1 with funded hours, none for paying" in ada.get(PUBLIC).words
    ada.post_form(page, **{"places-10-2": "full"})
    row = next(row for row in week()[0].vacancies if row.age_band.value == "2")
    assert (row.state, row.funded_places, row.from_date) == (VacancyState.FULL, None, None)


def test_places_told_wrongly_are_put_back_by_the_provider(ada: CheckingClient) -> None:
    ada.post_form(f"{OWN}/week/places", **{"places-10-2": "full"})
    ada.post_form(f"{OWN}/changes/undo-places", page=f"{OWN}/changes")
    assert {row.places for row in week()[0].vacancies} == {2}


def test_an_extra_is_optional_and_has_something_else_to_do(ada: CheckingClient) -> None:
    page = f"{OWN}/extras/new"
    lunch = {"name": "Lunch", "kind": "food", "price": "3.50", "per": "day"}
    refused = ada.post_form(page, **lunch)
    assert "Say what else families can do" in refused.words
    assert "Nothing beside funded hours may be compulsory" in refused.words
    done = ada.post_form(page, **lunch, instead="bring your own", optional="y")
    assert done.status_code == 303
    assert "Lunch £3.50 a day Instead: bring your own" in ada.get(PUBLIC).words
    undo(ada)
    assert db.session.scalars(select(Extra)).all() == []


def test_a_top_up_is_refused_in_plain_words(ada: CheckingClient) -> None:
    sent = {"name": "Top-up", "kind": "food", "price": "2.34", "per": "session"}
    refused = ada.post_form(f"{OWN}/extras/new", **sent, instead="nothing", optional="y")
    assert refused.status_code == 422
    assert "the difference between the private and the funded rate" in refused.words


def test_changing_one_extra_leaves_the_others(ada: CheckingClient) -> None:
    db.session.add_all(
        Extra(provider_id=ACORN, name=name, price_pence=300, per=ExtraPer.DAY)
        for name in ("Lunch", "Tea")
    )
    db.session.commit()
    lunch, tea = db.session.scalars(select(Extra).order_by(Extra.name)).all()
    keys = (lunch.id, tea.id)
    ada.post_form(f"{OWN}/extras/{keys[0]}", kind="food", instead="bring it", optional="y")
    ada.post_form(f"{OWN}/extras/{keys[1]}/remove", page=f"{OWN}/extras")
    db.session.expire_all()
    assert [(one.name, one.instead) for one in db.session.scalars(select(Extra))] == [
        ("Lunch", "bring it")
    ]
    assert ada.get(f"{OWN}/extras/{keys[1]}").status_code == 404


def test_to_ask_for_nothing_more_is_an_answer(ada: CheckingClient) -> None:
    assert "Nobody has told us what extras cost here" in ada.get(PUBLIC).words
    ada.post_form(f"{OWN}/extras/none", page=f"{OWN}/extras")
    assert "They ask for nothing beside the hours" in ada.get(PUBLIC).words


def test_ages_and_funding_are_seen_at_once_and_not_said_is_not_no(ada: CheckingClient) -> None:
    ada.post_form(f"{OWN}/offer", youngest="24", oldest="60", two="unknown", phone="0117 496 0123")
    acorn = db.session.get(Provider, ACORN)
    db.session.refresh(acorn)
    assert (acorn.age_from_months, acorn.age_to_months) == (24, 60)
    assert (acorn.funds_two_year_olds, acorn.term_only) == (Answer.UNKNOWN, None)
    assert "0117 496 0123" in ada.get(PUBLIC).words
    assert ada.post_form(f"{OWN}/offer", website="javascript:alert(1)").status_code == 422
    undo(ada)
    db.session.refresh(acorn)
    assert (acorn.age_from_months, acorn.phone) == (None, None)


def test_closed_today_is_one_press_once(ada: CheckingClient) -> None:
    for _ in range(2):
        ada.post_form(f"{OWN}/closed/today", page=f"{OWN}/closed")
    (closure,) = list_closures(ACORN, TODAY)
    assert (closure.starts_on, closure.ends_on, closure.role) == (TODAY, TODAY, "provider")
    assert "Closed on" in ada.get(PUBLIC).words
    ada.post_form(f"{OWN}/closed/open", page=f"{OWN}/closed")
    assert list_closures(ACORN, TODAY) == []


def test_a_name_waits_for_the_champion_and_the_old_one_stays_public(ada: CheckingClient) -> None:
    done = ada.post_form(f"{OWN}/details", name="Oak Pre-school", description="We play outside.")
    assert "The champion looks at it first" in ada.get(done.headers["Location"]).words
    assert ada.get(PUBLIC).heading == "Acorn Pre-school"
    home = ada.get(OWN).words
    assert "Name, address, words: waiting for the champion" in home
    assert "Before Acorn Pre-school After Oak Pre-school" in home
    preview = ada.get(f"{OWN}/preview")
    assert preview.heading == "Oak Pre-school"
    assert "Only you see this page" in preview.words
    assert ada.get(PUBLIC).heading == "Acorn Pre-school"
    form = ada.get(f"{OWN}/details").page
    assert form.find("input", attrs={"name": "name"})["value"] == "Oak Pre-school"


def test_saying_it_as_it_is_takes_the_wish_back(ada: CheckingClient) -> None:
    ada.post_form(f"{OWN}/details", name="Oak")
    ada.post_form(f"{OWN}/details", name="Acorn Pre-school")
    assert [one.state for one in list_changes(ACORN, 9)] == [ChangeState.WITHDRAWN]


def test_the_champion_changes_a_page_for_them_at_once(app: Flask, hub: Hub) -> None:
    sam = champion(app, hub)
    sam.post_form(f"{OWN}/details", name="Oak Pre-school")
    assert sam.get(PUBLIC).heading == "Oak Pre-school"
    assert (latest().state, latest().role) == (ChangeState.LIVE, "champion")


def test_a_provider_does_not_undo_what_the_champion_put_right(
    app: Flask, hub: Hub, ada: CheckingClient
) -> None:
    champion(app, hub).post_form(f"{OWN}/details", name="Oak Pre-school")
    assert undo(ada).status_code == 422
    assert ada.get(PUBLIC).heading == "Oak Pre-school"


LINK = {
    "other": "bea-brown",
    "way": "they",
    "days": ["0"],
    "earliest": "3pm",
    "latest": "3:15pm",
    "seats": "",
    "travel": "on foot",
}


def test_a_collection_is_no_fact_before_the_other_says_so(
    app: Flask, hub: Hub, ada: CheckingClient
) -> None:
    bea = member(app, "bea@example.org", BEA)
    assert ada.post_form(f"{OWN}/links/new", **LINK).status_code == 303
    jobs_of(app).run_all()
    assert any("/providers/bea-brown/own/links" in letter for letter in letters(ada))
    assert "3pm to 3:15pm" not in ada.get(PUBLIC).words
    assert "Waiting for their yes" in ada.get(f"{OWN}/links").words
    mine = str(next(one.id for one in list_links_of(ACORN) if one.waits_for))
    their = "/village/providers/bea-brown/own"
    assert "1 collection waits for your yes" in bea.get(their).words
    bea.post_form(f"{their}/links/yes", page=f"{their}/links", link=mine)
    assert "3pm to 3:15pm" in ada.get(PUBLIC).words


def test_the_end_that_told_it_cannot_say_yes_for_the_other(ada: CheckingClient) -> None:
    ada.post_form(f"{OWN}/links/new", **LINK)
    mine = next(one.id for one in list_links_of(ACORN) if one.waits_for)
    token = ada.get(f"{OWN}/links").page.find("input", attrs={"name": "csrf_token"})["value"]
    ada.post(f"{OWN}/links/yes", data={"csrf_token": token, "link": mine})
    assert "3pm to 3:15pm" not in ada.get(PUBLIC).words


def test_a_collection_told_twice_or_of_oneself_is_refused(ada: CheckingClient) -> None:
    ada.post_form(f"{OWN}/links/new", **LINK)
    again = ada.post_form(f"{OWN}/links/new", **LINK)
    assert (again.status_code, "have a collection at that time already" in again.words) == (
        422,
        True,
    )
    assert ada.post_form(f"{OWN}/links/new", **(LINK | {"other": ""})).status_code == 422


def test_a_week_of_two_hundred_sessions_is_still_one_page(ada: CheckingClient) -> None:
    for hour in range(8, 18):
        for quarter in ("05", "25", "45", "55"):
            start = f"{hour:02}:{quarter}"
            sent = NEW_SESSION | {"days": ALL, "start": start, "end": "18:30"}
            assert ada.post_form(f"{OWN}/week/new", **sent).status_code == 303
    assert len(week()) == 205
    assert ada.get(f"{OWN}/week").status_code == 200
    assert ada.get(f"{OWN}/week/places").status_code == 200
