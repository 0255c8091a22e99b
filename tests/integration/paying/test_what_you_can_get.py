"""What a family can get: the questions a page at a time, the answer, and the link to keep."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from hubapp.hubs.models import Hub
from hubapp.kernel.ages import BirthMonth
from hubapp.plans.need import sign_need
from tests.page import CheckedResponse, CheckingClient
from tests.village import need

PATH = "/village/what-you-can-get"
CHILD = {"birth_month": "3", "birth_year": "2025", "home": "england"}
WORKS = {"work": "employed", "age": "21", "earns_enough": "yes", "earns_too_much": "no"}
NO_HELP = {
    "universal_credit": "no",
    "other_benefit": "no",
    "vouchers": "no",
    "recourse": "none",
}

pytestmark = pytest.mark.usefixtures("hub")


def answers(adults: str = "2", **changes: Any) -> dict[str, Any]:
    """A working couple with a child of 20 months, as the last page sends it."""
    people = ("first",) if adults == "1" else ("first", "second")
    works = {f"{who}-{key}": value for who in people for key, value in WORKS.items()}
    return {**CHILD, "adults": adults, **works, **NO_HELP, "at": "help", **changes}


def ask(client: CheckingClient, **sent: Any) -> CheckedResponse:
    """Send a page of the questions."""
    token = client.get(PATH).page.select_one("input[name=csrf_token]")
    assert token is not None
    return client.post(PATH, data={**sent, "csrf_token": token["value"]})


def test_the_pages_come_one_after_the_other(client: CheckingClient) -> None:
    first = client.get(PATH)
    assert first.heading == "What can you get towards childcare?"
    assert "We keep nothing you choose." in first.words
    assert ask(client, at="child", **CHILD).heading == "Your family"
    assert ask(client, at="adults", adults="2", **CHILD).heading == "Your work"
    mine = {f"first-{key}": value for key, value in WORKS.items()}
    second = ask(client, at="first", adults="2", **CHILD, **mine)
    assert second.heading == "Your partner’s work"
    assert "At least £203.36 a week?" in second.words
    alone = ask(client, at="first", adults="1", **CHILD, **mine)
    assert alone.heading == "Other help you have"


def test_a_working_couple_with_a_one_year_old_has_thirty_hours(client: CheckingClient) -> None:
    page = ask(client, **answers())
    assert page.status_code == 200
    assert page.heading == "What you can get"
    assert "30 hours a week in term time, or 1,140 hours spread over the year" in page.words
    had = [tag.get_text() for tag in page.page.select(".scheme__title")]
    assert had == [
        "Free Childcare for Working Parents",
        "Tax-Free Childcare",
        "15 hours free childcare for 3 and 4-year-olds",
    ]
    assert "From 1 April 2028" in page.words
    assert "If a parent stops working, these hours end after a while" in page.words


def test_a_single_parent_is_not_asked_about_a_partner(client: CheckingClient) -> None:
    page = ask(client, **answers("1"))
    assert "30 hours a week" in page.words


def test_a_parent_over_the_limit_has_no_thirty_hours(client: CheckingClient) -> None:
    page = ask(client, **answers(**{"second-earns_too_much": "yes"}))
    had = [tag.get_text() for tag in page.page.select(".scheme__title")]
    assert had == ["15 hours free childcare for 3 and 4-year-olds"]
    assert "Free Childcare for Working Parents Not for you as things are." in page.words


def test_pay_near_the_line_is_for_hmrc_to_judge(client: CheckingClient) -> None:
    page = ask(client, **answers(**{"first-earns_enough": "unsure"}))
    assert "Free Childcare for Working Parents Too close to say." in page.words
    assert "HMRC" in page.words


def test_what_was_not_sure_is_said_with_the_answer(client: CheckingClient) -> None:
    page = ask(
        client, **answers(**{"first-earns_too_much": "unsure", "universal_credit": "unsure"})
    )
    assert "We took it that nobody does: ask HMRC." in page.words
    assert "We took it that your wages on Universal Credit are low enough" in page.words


def test_universal_credit_and_tax_free_childcare_are_never_offered_together(
    client: CheckingClient,
) -> None:
    page = ask(client, **answers(universal_credit="more_pay"))
    had = [tag.get_text() for tag in page.page.select(".scheme__title")]
    assert "Universal Credit and childcare" in had
    assert "Tax-Free Childcare" not in had


def test_a_home_outside_england_ends_the_questions_with_what_the_whole_country_has(
    client: CheckingClient,
) -> None:
    page = ask(client, **{**CHILD, "home": "wales"}, at="child")
    had = [tag.get_text() for tag in page.page.select(".scheme__title")]
    assert had == ["Tax-Free Childcare"]
    assert "Your home must be in England. Wales has its own" in page.words


def test_a_baby_on_the_way_is_welcome(client: CheckingClient) -> None:
    page = ask(client, **answers(birth_month="3", birth_year="2027"))
    assert "From 1 January 2028" in page.words
    assert "All days go by the due date" in page.words


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"birth_year": ""}, "Enter the year your child was born in four numbers, like 2023"),
        ({"birth_month": "", "birth_year": ""}, "Enter the month and year your child was born"),
        ({"birth_year": "2028"}, "March 2028 is too far away. Enter when your baby is due"),
        ({"birth_year": "2011"}, "A child born in March 2011 is 12 or older"),
        ({"home": "france"}, "Choose where you live"),
    ],
)
def test_a_missing_answer_is_asked_for_and_nothing_typed_is_lost(
    client: CheckingClient, changes: dict[str, str], says: str
) -> None:
    page = ask(client, **{**CHILD, "circumstances": "dla", **changes}, at="child")
    assert page.status_code == 422
    assert says in page.words
    ticked = page.page.select_one("input[name=circumstances][value=dla]")
    assert ticked is not None
    assert ticked.has_attr("checked")


def test_going_back_keeps_every_answer(client: CheckingClient) -> None:
    page = ask(client, **answers(), back_to="first")
    assert page.heading == "Your work"
    chosen = page.page.select_one("input[name=first-age][checked]")
    assert chosen is not None
    assert chosen["value"] == "21"
    hidden = {tag["name"]: tag["value"] for tag in page.page.select("input[type=hidden]")}
    assert hidden["second-age"] == "21"
    assert hidden["vouchers"] == "no"


def test_skipped_pages_are_asked_for(client: CheckingClient) -> None:
    page = ask(client, **{**CHILD, "at": "help", "adults": "1", **NO_HELP})
    assert page.status_code == 422
    assert page.heading == "Your work"


def test_the_link_to_keep_holds_schemes_and_terms_only(client: CheckingClient, hub: Hub) -> None:
    page = ask(client, **answers())
    link = page.page.find("a", string="A link to what you can get")
    assert link is not None
    kept = client.get(str(link["href"]))
    assert kept.heading == "Help with paying for childcare"
    assert "Free Childcare for Working Parents Yes, today" in kept.words
    assert "March" not in kept.words
    assert "2025" not in kept.words.replace("September 2025", "")
    other = ask(client, **answers(**{"first-work": "self_employed", "birth_month": "2"}))
    same = other.page.find("a", string="A link to what you can get")
    assert same is not None
    assert same["href"] == link["href"], "another family with the same answer has the same link"


def test_a_changed_link_is_a_page_that_is_not_there(client: CheckingClient) -> None:
    assert client.get(f"{PATH}/forged.token").status_code == 404


def test_the_guide_tells_dates_and_sums_from_the_data(client: CheckingClient) -> None:
    words = client.get("/village/paying").words
    assert "Friday 1 January 2027 to Wednesday 31 March 2027 Thursday 31 December" in words
    assert "at least £203.36 a week" in words
    assert "up to £500 in three months for each child, or £1,000 for a disabled child" in words
    assert "at most £1,071.09 a month for one child, £1,836.16 for more" in words
    assert "never both" in words
    assert "Nobody has told us the term dates here yet." in words


@pytest.mark.parametrize("path", ["/village/paying", "/village/week/{token}/acorn-pre-school"])
def test_a_year_without_figures_is_said_and_never_guessed(
    client: CheckingClient, app: Flask, path: str
) -> None:
    later = need(starts_on=date(2031, 9, 1), birth=BirthMonth(2028, 4))
    app.config["CLOCK"] = lambda: datetime(2031, 5, 1, 9, tzinfo=UTC)
    page = client.get(path.format(token=sign_need(later, app.config["SECRET_KEY"])))
    assert page.status_code == 503
    assert page.heading == "We do not have this year’s figures yet"
    assert "we do not guess with last year’s" in page.words
