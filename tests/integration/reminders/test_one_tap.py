"""From the mail to the changed public page with one tap, and everything that can go wrong."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from hubapp.availability.models import Vacancy, VacancyState
from hubapp.availability.queries import list_care_sessions, list_tellings
from hubapp.availability.telling import NewTold, Voucher, tell
from hubapp.availability.told import Told
from hubapp.cli import main
from hubapp.directory.models import Provider
from hubapp.extensions import db
from hubapp.hubs.models import Hub, HubPurpose
from hubapp.jobs import jobs_of
from hubapp.kernel.ages import AgeBand
from hubapp.kernel.week import Weekday
from hubapp.mail.models import Message
from hubapp.reminders.links import AnswerLink, sign_answer
from hubapp.reminders.models import Reminder, ReminderPlan, Stage
from hubapp.reminders.rules import Timing
from hubapp.reminders.services import ask_now, choose_timing, remind
from tests.integration.accounts.signing import letters
from tests.page import CheckingClient, checking_client

ACORN, BEA = 1, 2
TUESDAY_TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)
PUBLIC_PAGE = "/village/providers/acorn-pre-school"


def at(app: Flask, moment: datetime) -> None:
    app.config["CLOCK"] = lambda: moment


@pytest.fixture
def acorn(hub: Hub, app: Flask) -> Provider:
    provider = db.session.get(Provider, ACORN)
    assert provider
    provider.email = "acorn@example.org"
    db.session.commit()
    at(app, TUESDAY_TEN)
    return provider


@pytest.fixture
def mail(acorn: Provider, app: Flask) -> BeautifulSoup:
    """The mail's page, as it went out."""
    jobs_of(app).run_all()
    (file,) = Path(app.config["MAIL_FILE_PATH"]).iterdir()
    found = re.search(rb"<!DOCTYPE html>.*?</html>", file.read_bytes(), re.DOTALL)
    assert found
    return BeautifulSoup(found.group().decode(), "html.parser")


@pytest.fixture
def links(mail: BeautifulSoup) -> dict[str, str]:
    """Where each answer in the mail leads."""
    return {link.get_text(): path_of(link["href"]) for link in mail.find_all("a")}


def path_of(address: object) -> str:
    parts = urlsplit(str(address))
    assert (parts.scheme, parts.netloc) == ("http", "127.0.0.1:5000")
    return parts.path + (f"?{parts.query}" if parts.query else "")


def states(provider: int = ACORN) -> set[str]:
    db.session.expire_all()
    rows = [row for one in list_care_sessions([provider])[provider] for row in one.vacancies]
    return {f"{row.state.value} {row.confirmed_on:%d} {row.confirmed_by_role}" for row in rows}


def vacancy(day: Weekday = Weekday.MONDAY, band: AgeBand = AgeBand.TWO) -> Vacancy:
    db.session.expire_all()
    return next(
        row
        for one in list_care_sessions([ACORN])[ACORN]
        for row in one.vacancies
        if (one.day, row.age_band) == (day, band)
    )


def press(client: CheckingClient, path: str, words: str) -> object:
    """Press a button of the page."""
    page = client.get(path).page
    button = page.find("button", string=words)
    assert button, f"no button {words!r}"
    form = button.find_parent("form")
    data = {field["name"]: field["value"] for field in form.find_all("input")}
    return client.post(form["action"], data=data)


def test_the_mail_says_what_was_told_and_offers_three_answers(
    mail: BeautifulSoup, client: CheckingClient
) -> None:
    words = " ".join(mail.get_text(" ").split())
    assert "Acorn Pre-school on Village Hub" in words
    assert "Monday to Friday: 2 places" in words
    assert [link.get_text() for link in mail.select(".choice a")] == [
        "Still right",
        "Something changed",
        "We’re full",
    ]
    assert "background" in str(mail.select_one(".choice a")["style"])
    (plain,) = letters(client)
    assert "Monday to Friday: 2 places" in plain
    assert plain.count("http://127.0.0.1:5000/places/") == 5


def test_the_mail_carries_a_one_click_stop(mail: BeautifulSoup, app: Flask) -> None:
    (file,) = Path(app.config["MAIL_FILE_PATH"]).iterdir()
    head = message_from_bytes(file.read_bytes())
    stop = next(link["href"] for link in mail.find_all("a") if "/stop/" in str(link["href"]))
    assert head["List-Unsubscribe"].split() == [f"<{stop}>"]
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_still_right_is_one_tap(links: dict[str, str], client: CheckingClient) -> None:
    assert states() == {"places 21 None"}
    press(client, links["Still right"], "Still right")
    assert states() == {"places 24 provider"}
    page = client.get(PUBLIC_PAGE)
    assert "confirmed today, provider" in page.words
    thanks = client.get(links["Still right"])
    assert thanks.heading == "Thank you"
    assert "You told us that everything is still right. Families see it now." in thanks.words


def test_full_is_one_tap(links: dict[str, str], client: CheckingClient) -> None:
    press(client, links["We’re full"], "We’re full")
    assert states() == {"full 24 provider"}
    assert states(BEA) == {"places 21 None"}


def test_something_changed_opens_the_week_and_saves_it(
    links: dict[str, str], client: CheckingClient
) -> None:
    monday = next(one for one in list_care_sessions([ACORN])[ACORN] if one.weekday == 0)
    path = links["Something changed"]
    saved = client.post_form(path, **{f"places-{monday.id}-2": "waiting_list"})
    assert saved.status_code == 303
    assert (vacancy().state, vacancy().confirmed_by_role) == (
        VacancyState.WAITING_LIST,
        "provider",
    )
    assert vacancy(Weekday.TUESDAY).places == 2
    assert states() == {"places 24 provider", "waiting_list 24 provider"}
    assert "Your changes are saved." in client.get(links["Still right"]).words


def test_looking_changes_nothing_whoever_looks(
    links: dict[str, str], client: CheckingClient
) -> None:
    for path in links.values():
        for _ in range(2):
            assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    assert states() == {"places 21 None"}
    assert list_tellings(ACORN, 9) == []
    assert db.session.get(ReminderPlan, ACORN) is None


def test_a_forged_answer_without_the_forms_check_is_refused(
    links: dict[str, str], client: CheckingClient
) -> None:
    assert client.post(links["Still right"], data={"answer": "full"}).status_code == 400
    assert states() == {"places 21 None"}


def test_an_answer_sent_twice_counts_once(links: dict[str, str], client: CheckingClient) -> None:
    page = client.get(links["Still right"]).page
    form = page.find("button", string="Still right").find_parent("form")
    data = {field["name"]: field["value"] for field in form.find_all("input")}
    for _ in range(2):
        assert client.post(form["action"], data=data).status_code == 303
    replayed = client.post(form["action"], data=data | {"answer": "full"})
    assert replayed.status_code == 303
    assert states() == {"places 24 provider"}
    assert len(list_tellings(ACORN, 9)) == 1


def test_an_answer_is_to_what_was_on_the_page(
    links: dict[str, str], client: CheckingClient
) -> None:
    page = client.get(links["Still right"]).page
    form = page.find("button", string="Still right").find_parent("form")
    data = {field["name"]: field["value"] for field in form.find_all("input")}
    row = vacancy()
    champion = Voucher(role="champion", at=TUESDAY_TEN, today=TUESDAY_TEN.date())
    full = Told(VacancyState.FULL)
    tell(ACORN, {(row.care_session_id, row.age_band): NewTold(full, row.version)}, champion)
    answer = client.post(form["action"], data=data)
    assert answer.status_code == 409
    assert "Something was changed while you had this page open." in answer.words
    assert vacancy().confirmed_by_role == "champion"
    press(client, links["Still right"], "Still right")
    assert (vacancy().state, vacancy().confirmed_by_role) == (VacancyState.FULL, "provider")


def test_a_cell_changed_by_a_champion_meanwhile_is_shown_not_overwritten(
    links: dict[str, str], client: CheckingClient
) -> None:
    path = links["Something changed"]
    row, other = vacancy(), vacancy(Weekday.TUESDAY)
    name = f"places-{row.care_session_id}-2"
    page = client.get(path).page
    data = {
        field["name"]: field["value"] for field in page.select("form[action*=week] input[name]")
    } | {field["name"]: field.select_one("[selected]")["value"] for field in page.select("select")}
    champion = Voucher(role="champion", at=TUESDAY_TEN, today=TUESDAY_TEN.date())
    limited = Told(VacancyState.LIMITED)
    tell(ACORN, {(row.care_session_id, row.age_band): NewTold(limited, row.version)}, champion)
    answer = client.post(
        path, data=data | {name: "full", f"places-{other.care_session_id}-2": "full"}
    )
    assert answer.status_code == 409
    assert "Somebody else changed one of these" in answer.words
    assert answer.page.select_one(f"#{name} [selected]")["value"] == "limited"
    assert vacancy().state is VacancyState.LIMITED
    assert vacancy(Weekday.TUESDAY).state is VacancyState.FULL


def test_a_form_that_offers_something_else_is_refused(
    links: dict[str, str], client: CheckingClient
) -> None:
    name = f"places-{vacancy().care_session_id}-2"
    for wrong in ("lots", "places-0", "places-100", "places-", "places--1", ""):
        answer = client.post_form(links["Something changed"], **{name: wrong})
        assert answer.status_code == 422, wrong
    assert states() == {"places 21 None"}


def test_another_providers_fields_are_passed_over(
    links: dict[str, str], client: CheckingClient
) -> None:
    theirs = list_care_sessions([BEA])[BEA][0].id
    client.post_form(links["Something changed"], **{f"places-{theirs}-2": "full"})
    assert states(BEA) == {"places 21 None"}


def test_links_that_do_not_work_say_so(
    links: dict[str, str], client: CheckingClient, app: Flask
) -> None:
    good = links["Still right"]
    swapped = sign_answer(AnswerLink(BEA, 1), app.config["SECRET_KEY"], now=TUESDAY_TEN)
    gone = sign_answer(AnswerLink(ACORN, 99), app.config["SECRET_KEY"], now=TUESDAY_TEN)
    for bad in (good[:-3], f"{good}x", "/places/nonsense", f"/places/{swapped}", f"/places/{gone}"):
        for path in (bad, f"{bad}/week", f"{bad}/when"):
            page = client.get(path)
            assert (page.status_code, page.heading) == (404, "This link does not work"), path
    assert client.get("/places/stop/nonsense").status_code == 404
    at(app, TUESDAY_TEN + timedelta(days=14))
    page = client.get(good)
    assert (page.status_code, page.heading) == (410, "This link is too old")
    assert "Acorn" not in page.words


def test_a_link_works_through_its_last_minute(
    links: dict[str, str], client: CheckingClient, app: Flask
) -> None:
    at(app, TUESDAY_TEN + timedelta(days=14) - timedelta(minutes=1))
    assert client.get(links["Still right"]).heading == "Are your places still right?"


def test_the_provider_chooses_day_and_hour(links: dict[str, str], client: CheckingClient) -> None:
    path = links["Choose another day for this email"]
    page = client.post_form(path, weekday="4", hour="14")
    assert "Saved. We will write to you on Fridays at 2pm." in page.words
    plan = db.session.get(ReminderPlan, ACORN)
    assert plan
    assert (plan.weekday, plan.hour, plan.stopped_at) == (4, 14, None)
    assert client.post_form(path, weekday="6", hour="3").status_code == 422


def test_one_click_stops_the_mail_and_one_more_starts_it(
    links: dict[str, str], client: CheckingClient, app: Flask
) -> None:
    stop = links["stop it"]
    assert client.get(stop).heading == "Stop these emails?"
    assert client.post(stop, data={"List-Unsubscribe": "One-Click"}).status_code == 303
    assert client.get(stop).heading == "These emails are stopped"
    week_later = TUESDAY_TEN + timedelta(days=7)
    remind(now=week_later)
    assert [row.stage for row in asked() if row.made_at == week_later] == []
    press(client, stop, "Start them again")
    remind(now=week_later)
    assert [row.stage for row in asked() if row.made_at == week_later] == [Stage.FIRST]


def asked() -> list[Reminder]:
    db.session.expire_all()
    return list(db.session.query(Reminder).filter_by(provider_id=ACORN).order_by(Reminder.id))


def queued() -> int:
    return db.session.query(Message).count()


def test_reminders_are_safe_to_run_twice(acorn: Provider) -> None:
    assert remind(now=TUESDAY_TEN).steps == 1
    assert remind(now=TUESDAY_TEN).steps == 0
    assert (len(asked()), queued()) == (1, 1)


def test_an_answer_ends_the_asking_even_where_nothing_is_known(
    acorn: Provider, app: Flask, client: CheckingClient
) -> None:
    for one in list_care_sessions([ACORN])[ACORN]:
        for row in one.vacancies:
            row.state, row.places, row.confirmed_on = VacancyState.UNKNOWN, None, None
    db.session.commit()
    jobs_of(app).run_all()
    (plain,) = letters(client)
    found = re.search(r"Still right:\n(\S+)", plain)
    assert found
    press(client, path_of(found.group(1)), "Still right")
    assert remind(now=TUESDAY_TEN + timedelta(days=3)).steps == 0


def test_second_mail_then_the_champion(acorn: Provider) -> None:
    remind(now=TUESDAY_TEN)
    remind(now=TUESDAY_TEN + timedelta(days=2))
    remind(now=TUESDAY_TEN + timedelta(days=4))
    assert [row.stage for row in asked()] == [Stage.FIRST, Stage.SECOND, Stage.CHAMPION]
    subjects = [row.subject for row in db.session.query(Message).order_by(Message.id)]
    assert subjects == [
        "Are your places still right? (Acorn Pre-school)",
        "Once more: Are your places still right? (Acorn Pre-school)",
    ]


def test_nobody_made_up_and_nobody_in_a_rehearsal_is_written_to(acorn: Provider, hub: Hub) -> None:
    hub.rehearsal_seed = 7
    db.session.commit()
    assert remind(now=TUESDAY_TEN).steps == 0
    hub.rehearsal_seed, hub.purpose = None, HubPurpose.DEMONSTRATION
    db.session.commit()
    assert remind(now=TUESDAY_TEN).steps == 0


def test_a_champion_can_ask_today_once_a_day(acorn: Provider, hub: Hub) -> None:
    friday = TUESDAY_TEN + timedelta(days=3)
    assert ask_now(hub, acorn, now=friday)
    assert ask_now(hub, acorn, now=friday) is None
    assert ask_now(hub, acorn, now=friday + timedelta(days=1))
    acorn.email = None
    assert ask_now(hub, acorn, now=friday + timedelta(days=2)) is None


def test_somebody_made_up_is_only_asked_where_mail_stays_in_the_house(
    acorn: Provider, hub: Hub, app: Flask
) -> None:
    hub.purpose = HubPurpose.DEMONSTRATION
    app.config["MAIL_VIA"] = "smtp"
    assert ask_now(hub, acorn, now=TUESDAY_TEN) is None
    app.config["MAIL_VIA"] = "console"
    assert ask_now(hub, acorn, now=TUESDAY_TEN)


def test_asking_from_the_command_line(acorn: Provider, app: Flask) -> None:
    def say(slug: str) -> tuple[int, str]:
        words = ["ask", "--hub", "village", "--provider", slug]
        told = app.test_cli_runner().invoke(main, words)
        return told.exit_code, told.output

    assert say("acorn-pre-school") == (
        0,
        "The mail to Acorn Pre-school is queued; hub worker sends it.\n",
    )
    assert say("acorn-pre-school")[0] == 1
    assert say("bea-brown") == (
        1,
        (
            "Error: Bea Brown can’t be asked by mail today: there is no address, they stopped it, "
            "or they were asked today.\n"
        ),
    )
    assert say("nobody") == (1, "Error: Village Hub lists no “nobody”.\n")


def test_the_hour_is_the_one_the_provider_chose(acorn: Provider) -> None:
    choose_timing(ACORN, Timing(Weekday.WEDNESDAY, 15))
    assert remind(now=TUESDAY_TEN).steps == 0
    wednesday = datetime(2026, 11, 25, 15, tzinfo=UTC)
    assert remind(now=wednesday - timedelta(minutes=1)).steps == 0
    assert remind(now=wednesday).steps == 1


def test_links_work_on_a_browser_that_never_signed_in(links: dict[str, str], app: Flask) -> None:
    press(checking_client(app), links["Still right"], "Still right")
    assert states() == {"places 24 provider"}
