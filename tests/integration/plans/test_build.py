from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from hubapp.availability.closures import close
from hubapp.availability.models import CareSession, Vacancy, VacancyState
from hubapp.availability.telling import Voucher
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from tests.page import CheckedResponse, CheckingClient
from tests.village import TODAY

ANSWERS: Mapping[str, object] = {
    "birth_month": "4",
    "birth_year": "2023",
    "home": "zz1 1aa",
    "days": ["0", "1"],
    "from_time": "09:00",
    "to_time": "17:00",
    "asking": "these",
    "days_wanted": "3",
    "hours_wanted": "30",
    "funded": "15",
    "season": "term",
    "starts": "2026-11-23",
    "reach": "2",
    "work": "",
    "max_providers": "2",
    "handover": "no",
    "handover_from": "11:30",
    "handover_to": "13:30",
}


def send(client: CheckingClient, **changes: object) -> CheckedResponse:
    form = client.get("/village/week")
    token = form.page.select_one("input[name=csrf_token]")
    assert token is not None
    return client.post("/village/week", data={**ANSWERS, "csrf_token": token["value"], **changes})


def weeks(client: CheckingClient, **changes: object) -> CheckedResponse:
    answer = send(client, **changes)
    assert answer.status_code == 303
    return client.get(answer.headers["Location"])


def errors(page: CheckedResponse) -> list[str]:
    assert page.title.startswith("Error: ")
    return [link.get_text(strip=True) for link in page.page.select(".govuk-error-summary a")]


def test_a_blended_week_is_drawn_told_priced_and_can_be_rung(
    client: CheckingClient, hub: Hub
) -> None:
    page = weeks(client)
    assert page.heading == "1 week for you"
    card = page.page.select_one(".week-card")
    assert card is not None
    said = " ".join(card.get_text(" ").split())
    assert "1 Acorn Pre-school and Bea Brown £5 a week after 15 hours funded" in said
    assert "12 noon Bea Brown collects your child from Acorn Pre-school on foot." in said
    assert [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in card.select(".sums tbody tr")
    ] == [
        ["Acorn Pre-school", "6h", "6h", "none", "£0"],
        ["Bea Brown", "10h", "9h", "1h", "£5"],
    ]
    assert len(card.select("svg.week")) == 2
    assert len(card.select("svg.week--wide .block")) == 4


def test_who_is_closed_in_the_first_week_is_said_with_the_week(
    client: CheckingClient, hub: Hub
) -> None:
    voucher = Voucher(role="provider", at=datetime(2026, 11, 22, 9, tzinfo=UTC), today=TODAY)
    close(2, date(2026, 11, 30), date(2026, 11, 30), None, voucher)
    assert "is closed in your first week" not in weeks(client).words
    close(2, date(2026, 11, 27), date(2026, 12, 4), None, voucher)
    said = weeks(client).words
    assert "Bea Brown is closed in your first week, until 4 December." in said


def test_the_answers_come_back_to_be_changed(client: CheckingClient, hub: Hub) -> None:
    changed = weeks(
        client,
        **{"tuesday-start": "10:00", "tuesday-end": "15:30", "handover": "yes", "reach": "5"},
    )
    back = changed.page.select_one("a.govuk-back-link")
    assert back is not None
    form = client.get(str(back["href"])).page
    values = {
        field["name"]: field.get("value")
        for field in form.select("form input:not([type=radio]):not([type=checkbox])")
    }
    assert values["home"] == "zz1 1aa"
    assert (values["birth_year"], values["from_time"], values["to_time"]) == (
        "2023",
        "09:00",
        "17:00",
    )
    assert (values["tuesday-start"], values["tuesday-end"]) == ("10:00", "15:30")
    ticked = {(field["name"], field["value"]) for field in form.select("input[checked]")}
    assert ticked == {
        ("days", "0"),
        ("days", "1"),
        ("asking", "these"),
        ("funded", "15"),
        ("season", "term"),
        ("max_providers", "2"),
        ("handover", "yes"),
    }
    chosen = {
        select["name"]: option["value"]
        for select in form.select("form select")
        for option in select.select("option[selected]")
    }
    assert chosen == {
        "birth_month": "4",
        "starts": "2026-11-23",
        "days_wanted": "2",
        "held": "",
        "reach": "5",
    }


def test_a_search_s_answers_need_not_be_typed_twice(client: CheckingClient, hub: Hub) -> None:
    found = client.get("/village/find?near=ZZ1+1AA&within=2&birth_month=4&birth_year=2023")
    link = next(a for a in found.page.select("main a") if "Build a week" in a.get_text())
    form = client.get(str(link["href"])).page
    home, year = form.select_one("#home"), form.select_one("#birth_year")
    assert home is not None
    assert year is not None
    assert (home["value"], year["value"]) == ("ZZ1 1AA", "2023")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"home": ""}, "Enter your postcode"),
        ({"home": "XY99 9XY"}, "We do not know the postcode XY99 9XY"),
        ({"home": "EH1 1AA"}, "EH1 1AA is in Scotland"),
        ({"home": "x" * 5000}, "That is too long for a postcode or a place"),
        ({"birth_month": "", "birth_year": ""}, "Enter the month and year your child was born"),
        ({"birth_year": "2027"}, "April 2027 is still to come"),
        ({"birth_year": "2014"}, "A child born in April 2014 is 12 or older"),
        ({"birth_year": "twenty"}, "Enter the year your child was born in four numbers"),
        ({"days": []}, "Choose at least one day"),
        ({"days": ["9"]}, "Choose days from Monday to Friday"),
        ({"from_time": "17:00", "to_time": "09:00"}, "The end must be after the start, 5pm"),
        ({"from_time": ""}, "Enter the time care should start"),
        ({"to_time": "teatime"}, "Enter a time like 8:30am or 17:00"),
        ({"tuesday-start": "12:00", "tuesday-end": "11:00"}, "The end must be after the start"),
        ({"tuesday-start": "12:00"}, "Enter an end time for this day too"),
        ({"asking": "some", "days_wanted": "3"}, "You ticked 2 days"),
        ({"asking": "some", "days_wanted": "lots"}, "Choose how many days"),
        ({"asking": "hours", "hours_wanted": "lots"}, "Enter how many hours a week, from 1 to 60"),
        ({"asking": "never"}, "Choose how fixed the days are"),
        ({"funded": "45"}, "Choose how many funded hours your child has"),
        ({"funded": "30", "birth_month": "6", "birth_year": "2026"}, "from 1 April 2027"),
        ({"birth_month": "3", "birth_year": "2020"}, "at school, so funded hours have ended"),
        ({"starts": "1999-01-01"}, "Choose when you would like to start"),
        ({"work": "EH1 1AA"}, "EH1 1AA is in Scotland"),
        ({"handover": "yes", "handover_to": "11:00"}, "The end must be after the start, 11:30am"),
        ({"max_providers": "40"}, "Choose how many places at most"),
    ],
)
def test_an_answer_that_cannot_be_used_is_said_once_and_nothing_typed_is_lost(
    client: CheckingClient, hub: Hub, changes: dict[str, object], expected: str
) -> None:
    page = send(client, **changes)
    assert page.status_code == 422
    (said,) = errors(page)
    assert expected in said
    typed = {**ANSWERS, **changes}
    for name in ("home", "birth_year", "from_time", "to_time"):
        field = page.page.select_one(f"#{name}")
        assert field is not None
        assert (field.get("value") or "") == typed[name]


def test_a_whole_empty_form_asks_for_what_is_missing(client: CheckingClient, hub: Hub) -> None:
    page = send(client, **{name: "" for name in ANSWERS if name != "days"}, days=[])
    assert page.status_code == 422
    assert len(errors(page)) == 13


def test_ten_megabytes_in_a_field_are_refused_by_a_page_that_helps(
    client: CheckingClient, hub: Hub
) -> None:
    page = client.post("/village/week", data={"home": "x" * 10_000_000})
    assert (page.status_code, page.heading) == (413, "That is too big to send")


def test_without_its_check_a_form_is_refused_kindly(client: CheckingClient, hub: Hub) -> None:
    page = client.post("/village/week", data=dict(ANSWERS))
    assert page.status_code == 400
    assert page.heading != ""


def test_a_damaged_link_is_a_page_that_helps(client: CheckingClient, hub: Hub) -> None:
    location = send(client).headers["Location"]
    assert client.get(location[:-3]).status_code == 404
    assert client.get("/village/week?answers=nonsense").status_code == 404


def test_time_nobody_covers_is_drawn_and_said(client: CheckingClient, hub: Hub) -> None:
    page = weeks(client, from_time="07:00")
    assert "Leaves 4 hours with nobody yet." in page.words
    assert "7am to 9am Nobody yet." in page.words
    assert len(page.page.select(".week--wide .block--none")) == 2


def test_places_nobody_confirmed_are_offered_apart_with_what_to_ask(
    client: CheckingClient, hub: Hub
) -> None:
    for session in db.session.query(CareSession).filter_by(provider_id=2):
        for vacancy in session.vacancies:
            vacancy.state, vacancy.places = VacancyState.UNKNOWN, None
    db.session.commit()
    page = weeks(client)
    assert [tag.get_text(strip=True) for tag in page.page.select(".weeks-title")] == [
        "Weeks with places confirmed lately",
        "Weeks to ring about: a place in them is not confirmed",
    ]
    assert "We do not know if Bea Brown has a place. Ring first." in page.words
    assert len(page.page.select(".week--wide .block--unsure:not(.block--none)")) == 2


def test_when_nothing_fits_the_page_says_why_and_what_to_try(
    client: CheckingClient, hub: Hub
) -> None:
    for vacancy in db.session.query(Vacancy):
        vacancy.state, vacancy.places = VacancyState.FULL, None
    db.session.commit()
    page = weeks(client)
    assert page.heading == "We found no week that fits"
    assert "2 providers near you take children of this age, but no place in them fits" in page.words


def test_a_hub_s_own_limit_on_places_is_kept(client: CheckingClient, hub: Hub) -> None:
    hub.max_providers = 1
    db.session.commit()
    offered = client.get("/village/week").page.select("input[name=max_providers]")
    assert [field["value"] for field in offered] == ["1"]
    assert "Choose how many places at most" in errors(send(client))[0]


def test_nothing_about_the_family_is_kept(client: CheckingClient, hub: Hub) -> None:
    def everything() -> dict[str, list[tuple[object, ...]]]:
        return {
            table.name: [tuple(row) for row in db.session.execute(table.select())]
            for table in db.metadata.sorted_tables
        }

    before = everything()
    assert weeks(client).status_code == 200
    db.session.expire_all()
    assert everything() == before


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("home", "50012345678", "That looks like an eligibility code."),
        ("home", "AB 12 34 56 C", "That looks like a National Insurance number."),
    ],
)
def test_a_private_number_is_refused_and_not_shown_again(
    client: CheckingClient, hub: Hub, field: str, typed: str, says: str
) -> None:
    page = send(client, **{field: typed})
    assert page.status_code == 422
    assert any(says in error for error in errors(page))
    assert typed not in page.get_data(as_text=True)
