"""The champion's grid and week: saved as told, nothing overwritten unseen, only in their hub."""

from datetime import timedelta

import pytest
from flask import Flask

from hubapp.accounts.models import Role
from hubapp.accounts.services import give_role, take_role
from hubapp.availability.models import Vacancy, VacancyState
from hubapp.availability.queries import list_care_sessions, list_closures, list_tellings
from hubapp.directory.models import Provider
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.kernel.ages import AgeBand
from hubapp.reminders.models import Reminder, ReminderPlan
from tests.integration.accounts.signing import sign_in
from tests.page import CheckingClient, checking_client
from tests.village import TODAY

ACORN, BEA = 1, 2
GRID = "/village/champion"
SCRIPT = {"Accept": "text/x-row"}


def member(app: Flask, hub: Hub, email: str, role: Role = Role.CHAMPION) -> CheckingClient:
    give_role(email, hub.id, role, today=TODAY)
    db.session.commit()
    client = checking_client(app)
    sign_in(client, email)
    return client


@pytest.fixture
def sam(app: Flask, hub: Hub) -> CheckingClient:
    return member(app, hub, "sam@example.org")


@pytest.fixture
def kim(app: Flask, hub: Hub) -> CheckingClient:
    return member(app, hub, "kim@example.org")


def vacancies(provider: int = ACORN) -> list[Vacancy]:
    db.session.expire_all()
    return [row for one in list_care_sessions([provider])[provider] for row in one.vacancies]


def stamps(provider: int = ACORN) -> set[tuple[object, ...]]:
    return {(row.confirmed_on, row.confirmed_by_role, row.told_by) for row in vacancies(provider)}


def press(client: CheckingClient, day: int, state: str, *, seen: str | None = None) -> object:
    """A key on a day of the pre-school, as the script sends it."""
    page = client.get(GRID).page
    cell = page.select_one(f"[data-provider=acorn-pre-school] [data-day='{day}']")
    return client.post(
        f"{GRID}/acorn-pre-school/day",
        headers=SCRIPT,
        data={
            "csrf_token": page.find("input", attrs={"name": "csrf_token"})["value"],
            "told_by": "by phone, the manager",
            "day": day,
            "state": state,
            "seen": seen or cell["data-seen"],
        },
    )


def test_a_row_is_confirmed_with_who_told_it(sam: CheckingClient) -> None:
    done = sam.post_form(
        f"{GRID}/confirm", page=GRID, confirm="acorn-pre-school", told_by=" by phone,  Ada "
    )
    assert done.status_code == 303
    assert done.headers["Location"].endswith("#row-acorn-pre-school")
    assert "told=" in done.headers["Location"]
    assert stamps() == {(TODAY, "champion", "by phone, Ada")}
    assert stamps(BEA) == {(TODAY - timedelta(days=1), None, None)}
    kept = sam.get(done.headers["Location"]).page.find("input", attrs={"name": "told_by"})
    assert " ".join(kept["value"].split()) == "by phone, Ada"


def test_all_rows_are_confirmed_at_once(sam: CheckingClient) -> None:
    done = sam.post_form(f"{GRID}/confirm", page=GRID, confirm="all")
    assert stamps() == stamps(BEA) == {(TODAY, "champion", None)}
    assert "2 providers confirmed today" in sam.get(done.headers["Location"]).words


def test_the_enter_key_in_the_field_confirms_nobody(sam: CheckingClient) -> None:
    sam.post_form(f"{GRID}/confirm", page=GRID, confirm="", told_by="by phone, Ada")
    assert stamps() == {(TODAY - timedelta(days=1), None, None)}
    first = sam.get(GRID).page.select_one("form[data-hub-grid] button")
    assert first["value"] == ""


def test_a_key_sets_every_session_of_a_day(sam: CheckingClient) -> None:
    answer = press(sam, 0, "full")
    assert (answer.status_code, answer.mimetype) == (200, "text/x-row")
    assert "Monday: full" in answer.get_data(as_text=True)
    states = {(row.care_session.weekday, row.state) for row in vacancies()}
    assert (0, VacancyState.FULL) in states
    assert (1, VacancyState.FULL) not in states
    assert len([1 for row in vacancies() if row.confirmed_on == TODAY]) == 3


def test_a_key_never_promises_places_for_every_age_at_once(sam: CheckingClient) -> None:
    for state in ("3", "limited", "places"):
        answer = press(sam, 0, state)
        assert answer.status_code == 422
    assert "open its week" in press(sam, 0, "3").get_data(as_text=True)
    session = list_care_sessions([ACORN])[ACORN][0]
    session.age_from_months, session.age_to_months = 24, 36
    session.vacancies = [row for row in session.vacancies if row.age_band is AgeBand.TWO]
    db.session.commit()
    assert press(sam, 0, "3").status_code == 200
    assert vacancies()[0].places == 3


def test_a_day_without_sessions_and_states_there_are_not(sam: CheckingClient) -> None:
    for day, state in ((5, "full"), (9, "full"), (0, "lots"), (0, "0"), (0, "")):
        page = sam.get(GRID).page
        token = page.find("input", attrs={"name": "csrf_token"})["value"]
        sent = {"csrf_token": token, "day": day, "state": state, "seen": "x"}
        refused = sam.post(f"{GRID}/acorn-pre-school/day", data=sent, headers=SCRIPT)
        assert refused.status_code == 422, (day, state)


def test_the_later_of_two_champions_is_shown_the_others_change(
    sam: CheckingClient, kim: CheckingClient
) -> None:
    page = kim.get(GRID).page
    seen = page.select_one("[data-provider=acorn-pre-school] [data-day='0']")["data-seen"]
    assert press(sam, 0, "full").status_code == 200
    later = press(kim, 0, "waiting_list", seen=seen)
    assert later.status_code == 409
    told = later.get_data(as_text=True)
    assert "Somebody else changed Monday just now" in told
    assert "Monday: full" in told
    assert press(kim, 0, "waiting_list").status_code == 200


def test_two_champions_on_different_days_do_not_disturb_each_other(
    sam: CheckingClient, kim: CheckingClient
) -> None:
    page = kim.get(GRID).page
    seen = page.select_one("[data-provider=acorn-pre-school] [data-day='1']")["data-seen"]
    press(sam, 0, "full")
    assert press(kim, 1, "full", seen=seen).status_code == 200


def test_one_providers_week_is_saved_and_undone(sam: CheckingClient) -> None:
    week = f"{GRID}/acorn-pre-school"
    name = f"places-{vacancies()[0].care_session_id}-2"
    saved = sam.post_form(week, **{name: "full", "told_by": "at the gate, Ada"})
    assert saved.status_code == 303
    assert stamps() == {(TODAY, "champion", "at the gate, Ada")}
    page = sam.get(week)
    assert "Sunday 22 November: the champion changed (15 places), told at the gate, Ada" in (
        page.words
    )
    sam.post_form(f"{week}/undo", page=week)
    assert stamps() == {(TODAY - timedelta(days=1), None, None)}
    assert "the champion took back" in sam.get(week).words


def test_closed_days_are_added_and_taken_back(sam: CheckingClient) -> None:
    week = f"{GRID}/acorn-pre-school"
    days = {"starts_on": "2026-12-21", "ends_on": "2027-01-01", "reason": "Christmas"}
    assert sam.post_form(f"{week}/close", page=week, **days).status_code == 303
    assert "Monday 21 December to Friday 1 January 2027: Christmas" in sam.get(week).words
    sam.post_form(f"{week}/open", page=week)
    assert list_closures(ACORN, TODAY) == []
    for wrong in ({"starts_on": ""}, {"ends_on": "2026-12-20"}, {"starts_on": "nonsense"}):
        assert sam.post_form(f"{week}/close", page=week, **days | wrong).status_code == 422


def test_asking_by_mail_and_putting_off(sam: CheckingClient) -> None:
    acorn = db.session.get(Provider, ACORN)
    assert acorn
    acorn.email = "acorn@example.org"
    db.session.commit()
    week = f"{GRID}/acorn-pre-school"
    for _ in range(2):
        assert sam.post_form(f"{week}/ask", page=week).status_code == 303
    assert db.session.query(Reminder).count() == 1
    sam.post_form(f"{week}/later", page=week, days="7")
    plan = db.session.get(ReminderPlan, ACORN)
    assert plan
    assert plan.put_off_until == TODAY + timedelta(days=7)


def test_the_queue_names_who_to_ring_and_why(sam: CheckingClient) -> None:
    assert "Nothing is waiting." in sam.get(GRID).words
    for row in vacancies():
        row.confirmed_on = TODAY - timedelta(days=100)
    acorn = db.session.get(Provider, ACORN)
    assert acorn
    acorn.phone = "01632 960001"
    db.session.commit()
    words = sam.get(GRID).words
    assert "Ring Acorn Pre-school , 01632 960001" in words
    assert "Last confirmed 3 months ago; the council must have it renewed since" in words
    assert "50% of places were confirmed in the last 14 days." in words


def test_a_hub_with_nobody_in_it_yet(app: Flask, client: CheckingClient) -> None:
    hub = Hub(slug="empty", name="Empty Hub", created_on=TODAY)
    db.session.add(hub)
    db.session.flush()
    words = member(app, hub, "sam@example.org").get("/empty/champion").words
    assert "Nobody here has sessions yet." in words


def test_who_told_may_be_short_only(sam: CheckingClient) -> None:
    long = sam.post_form(f"{GRID}/confirm", page=GRID, confirm="all", told_by="x" * 121)
    assert (long.status_code, long.heading) == (422, "Nothing was saved")
    assert "Say it in 120 letters or fewer." in long.words
    assert list_tellings(ACORN, 9) == []


def test_who_told_may_hold_no_private_number(sam: CheckingClient) -> None:
    told = "the mother, AB 12 34 56 C"
    page = sam.post_form(f"{GRID}/confirm", page=GRID, confirm="all", told_by=told)
    assert page.status_code == 422
    assert "That looks like a National Insurance number." in page.words
    assert list_tellings(ACORN, 9) == []


def test_a_champion_who_leaves_in_the_middle_of_an_edit_saves_nothing(
    app: Flask, hub: Hub, sam: CheckingClient
) -> None:
    give_role("sam@example.org", hub.id, Role.AUTHORITY, today=TODAY)
    db.session.commit()
    page = sam.get(f"{GRID}/acorn-pre-school").page
    token = page.find("input", attrs={"name": "csrf_token"})["value"]
    name = f"places-{vacancies()[0].care_session_id}-2"
    take_role("sam@example.org", hub.id, Role.CHAMPION)
    sent = {"csrf_token": token, name: "full", name.replace("places", "seen"): "1"}
    answer = sam.post(f"{GRID}/acorn-pre-school", data=sent)
    assert (answer.status_code, answer.heading) == (403, "This page is not open to everyone")
    assert stamps() == {(TODAY - timedelta(days=1), None, None)}
    assert "Still right" not in sam.get(GRID).words


def test_providers_of_another_hub_are_not_found(app: Flask, hub: Hub, sam: CheckingClient) -> None:
    assert sam.get(f"{GRID}/nobody").status_code == 404
    other = Hub(slug="other", name="Other Hub", created_on=TODAY)
    db.session.add(other)
    db.session.flush()
    give_role("sam@example.org", other.id, Role.CHAMPION, today=TODAY)
    db.session.commit()
    assert sam.get("/other/champion/acorn-pre-school").status_code == 404
