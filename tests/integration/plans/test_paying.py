"""The money of one week: five groups, sums to check, extras to say yes to, and a year of it."""

import pytest

from hubapp.directory.models import Extra, ExtraKind, ExtraPer
from hubapp.extensions import db
from tests.integration.plans.test_build import send
from tests.page import CheckedResponse, CheckingClient

GROUPS = "What you pay, in the groups of a bill"


def open_week(client: CheckingClient, add: str = "", **changes: object) -> CheckedResponse:
    """The page of the one blended week of the village: 16 hours, 15 of them funded."""
    weeks = send(client, **changes).headers["Location"]
    page = client.get(weeks)
    links = [a["href"] for a in page.page.select("a") if "Why this week" in a.get_text()]
    return client.get(str(links[0]).partition("#")[0] + add)


def table(page: CheckedResponse, label: str) -> list[list[str]]:
    """The rows of a table under its label."""
    rows = page.page.select(f'[aria-label="{label}"] tbody tr')
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")] for row in rows]


@pytest.mark.usefixtures("hub")
def test_a_week_shows_the_five_groups_of_a_bill(client: CheckingClient) -> None:
    # 6 hours at £6 and 9 of 10 at £5 are funded: an hour at £5 is left.
    # In 38 weeks of a year that makes £190, £15.83 a month.
    assert table(open_week(client), GROUPS) == [
        ["Funded hours: 15 hours", "£0", "£0", "£0"],
        ["Hours you pay for: 1 hour", "£5", "£15.83", "£190"],
        ["Food", "£0", "£0", "£0"],
        ["Nappies, sun cream and the like", "£0", "£0", "£0"],
        ["Activities and other extras", "£0", "£0", "£0"],
        ["Together", "£5", "£15.83", "£190"],
    ]


@pytest.mark.usefixtures("hub")
def test_how_it_was_worked_out_can_be_checked_with_a_pencil(client: CheckingClient) -> None:
    words = open_week(client).words
    assert "Acorn Pre-school: 6 hours 6 hours funded £0 Acorn Pre-school, in a week £0" in words
    assert (
        "Bea Brown: 10 hours 9 hours funded £0 1 hour × £5 an hour £5 Bea Brown, in a week £5"
    ) in words
    assert "Bea Brown claims 9 hours of them. Acorn Pre-school claims 6 hours of them." in words


@pytest.mark.usefixtures("hub")
def test_extras_count_only_once_a_family_says_yes(client: CheckingClient) -> None:
    db.session.add_all(
        [
            Extra(
                id=1,
                provider_id=1,
                name="Lunch",
                kind=ExtraKind.FOOD,
                price_pence=350,
                per=ExtraPer.DAY,
                instead="Bring a lunch box",
            ),
            Extra(
                id=2,
                provider_id=2,
                name="Farm trip",
                kind=ExtraKind.ACTIVITIES,
                price_pence=600,
                per=ExtraPer.TIME,
                instead=None,
            ),
        ]
    )
    db.session.commit()
    without = open_week(client)
    assert "Lunch: £3.50 a day, £7 in this week. Instead: bring a lunch box" in without.words
    assert "Farm trip: £6 each time, now and then, so it is not in the sum." in without.words
    assert ["Together", "£5", "£15.83", "£190"] in table(without, GROUPS)
    taken = open_week(client, "?extra=1&extra=2&extra=99&extra=x")
    rows = table(taken, GROUPS)
    assert ["Food", "£7", "£22.17", "£266"] in rows
    assert ["Together", "£12", "£38", "£456"] in rows
    assert "Lunch: 2 × £3.50 £7" in taken.words


@pytest.mark.usefixtures("hub")
def test_a_year_shows_help_but_never_both_at_once(client: CheckingClient) -> None:
    # £5 in each of 38 weeks is £190; a fifth of it from Tax-Free Childcare, or 85% at best.
    assert table(open_week(client), "What you pay with help") == [
        ["Without help", "£15.83", "£190"],
        ["With Tax-Free Childcare (pays £38)", "£12.67", "£152"],
        ["With Universal Credit, at best (pays £161.50)", "£2.38", "£28.50"],
    ]


@pytest.mark.usefixtures("hub")
def test_all_year_compares_hours_spread_out_with_term_time(client: CheckingClient) -> None:
    # 570 hours over 51 weeks: 11 h 10 a week, 6 h at £6 and 5 h 10 of 10 h at £5 funded.
    words = open_week(client, season="year").words
    assert "Hours spread over 51 weeks: £24.17 every week." in words
    assert "Hours in term time only: £5 in 38 term weeks, £86 in the 13 others." in words
    assert "That makes £1,232.67 a year spread out, or £1,308 with the hours in term time" in words


@pytest.mark.usefixtures("hub")
def test_without_funded_hours_nothing_is_claimed(client: CheckingClient) -> None:
    page = open_week(client, funded="0")
    assert ["Funded hours: none", "£0", "£0", "£0"] in table(page, GROUPS)
    assert "claims" not in page.words
