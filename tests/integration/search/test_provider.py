from datetime import date

import pytest

from hubapp.availability.sheet_models import SheetFacts
from hubapp.directory.models import (
    Extra,
    ExtraKind,
    ExtraPer,
    FactSource,
    FactTopic,
    Inspection,
    InspectionFramework,
    Origin,
    ProviderKind,
    RegisterEntry,
)
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from tests.page import CheckingClient
from tests.village import provider


def test_a_page_shows_the_week_who_collects_and_how_to_reach_them(
    client: CheckingClient, hub: Hub
) -> None:
    page = client.get("/village/providers/acorn-pre-school")
    assert page.heading == "Acorn Pre-school"
    row = page.page.select_one("table.places tbody tr")
    assert row is not None
    said = " ".join(row.get_text(" ").split())
    assert said.startswith("Session 9am to 12 noon £6 an hour funded hours: yes")
    assert said.count("2 places") == 5
    assert "Children here are collected or brought by Bea Brown" in page.words
    assert "Monday to Friday, 11:45am to 12:15pm, on foot. 2 seats." in page.words


@pytest.mark.usefixtures("hub")
def test_extras_stand_in_their_groups_each_with_what_to_do_instead(client: CheckingClient) -> None:
    db.session.add_all(
        [
            Extra(
                provider_id=1,
                name="Nappies",
                kind=ExtraKind.CONSUMABLES,
                price_pence=150,
                per=ExtraPer.DAY,
                instead="Bring your own",
            ),
            Extra(
                provider_id=1,
                name="Lunch",
                kind=ExtraKind.FOOD,
                price_pence=350,
                per=ExtraPer.DAY,
                instead=None,
            ),
        ]
    )
    db.session.commit()
    words = client.get("/village/providers/acorn-pre-school").words
    assert "A funded hour costs you nothing." in words
    assert (
        "Food: you can say no Lunch £3.50 a day Ask what you can do instead"
        " Nappies, sun cream and the like: you can say no Nappies £1.50 a day"
        " Instead: Bring your own"
    ) in words


@pytest.mark.usefixtures("hub")
def test_a_place_that_told_no_extras_is_not_said_to_have_none(client: CheckingClient) -> None:
    words = client.get("/village/providers/acorn-pre-school").words
    assert "Nobody has told us what extras cost here. Ask them" in words


@pytest.mark.parametrize(
    ("places", "exempts", "says"),
    [
        (26, True, "It must publish its prices: ask them."),
        (10, True, "Ask them, and what you can do instead."),
        (10, None, "Ask them, and what you can do instead."),
        (10, False, "It must publish its prices: ask them."),
    ],
)
def test_where_prices_of_extras_must_be_published_that_is_said(
    client: CheckingClient, hub: Hub, places: int, exempts: bool | None, says: str
) -> None:
    hub.small_may_withhold_extras = exempts
    db.session.add(
        RegisterEntry(
            hub_id=hub.id,
            provider_id=1,
            source="ofsted",
            source_id="EY1",
            redacted=False,
            provider_type="Childcare on non-domestic premises",
            places=places,
        )
    )
    db.session.commit()
    words = client.get("/village/providers/acorn-pre-school").words
    assert f"Nobody has told us what extras cost here. {says}" in words


def test_every_fact_names_its_source_and_date(client: CheckingClient, hub: Hub) -> None:
    db.session.add(
        FactSource(
            provider_id=1,
            topic=FactTopic.FUNDING,
            told_by="by phone, the manager",
            as_at=date(2026, 11, 20),
        )
    )
    db.session.add(
        Extra(
            provider_id=1,
            name="Lunch",
            price_pence=350,
            per=ExtraPer.DAY,
            instead="Bring a lunch box",
        )
    )
    entry = RegisterEntry(
        hub_id=hub.id,
        provider_id=1,
        source="ofsted",
        source_id="EY123456",
        as_at=date(2021, 8, 31),
        redacted=False,
        provider_type="Childcare on non-domestic premises",
        places=26,
    )
    entry.inspections = [
        Inspection(
            framework=InspectionFramework.GRADED,
            inspected_on=date(2019, 3, 6),
            outcome="Good",
            safeguarding="Effective",
        ),
        Inspection(framework=InspectionFramework.REPORT_CARD, inspected_on=date(2026, 2, 2)),
    ]
    db.session.add(entry)
    db.session.commit()
    words = client.get("/village/providers/acorn-pre-school").words
    assert "Told by phone, the manager, 2 days ago" in words
    assert "£3.50 a day Instead: Bring a lunch box" in words
    assert "26 children at once From the Ofsted register, as at Tuesday 31 August 2021" in words
    assert "Good. Safeguarding: effective Inspected Wednesday 6 March 2019" in words
    assert "Report card No overall grade: read the report" in words


def test_a_provider_fresh_from_a_register_says_what_is_not_known(
    client: CheckingClient, hub: Hub
) -> None:
    db.session.add(
        provider(
            9,
            ProviderKind.NURSERY,
            "Quiet Nursery",
            hub_id=hub.id,
            origin=Origin.REGISTER,
            funds_two_year_olds="unknown",
            funds_three_and_four="unknown",
            funds_working_parents="unknown",
        )
    )
    db.session.commit()
    words = client.get("/village/providers/quiet-nursery").words
    assert "We do not know this provider’s sessions, places or prices yet." in words
    assert "Ages Not known: ask them" in words
    assert "Price Not known: ask them" in words
    assert "30 hours, working parents: not known: ask them" in words
    assert "Weeks open Not known: ask them" in words
    assert "£0" not in words


def test_an_unknown_provider_is_a_page_that_helps(client: CheckingClient, hub: Hub) -> None:
    assert client.get("/village/providers/nobody").status_code == 404


def a_register_line(**facts: object) -> RegisterEntry:
    return RegisterEntry(
        **{
            "hub_id": 1,
            "provider_id": 1,
            "source": "ofsted",
            "source_id": "EY100001",
            "redacted": False,
            "provider_type": "Childcare on non-domestic premises",
            **facts,
        }
    )


@pytest.mark.usefixtures("hub")
def test_a_report_card_says_safeguarding_first_and_its_areas_in_their_own_words(
    client: CheckingClient,
) -> None:
    entry = a_register_line(link="https://reports.ofsted.gov.uk/provider/16/EY100001")
    entry.inspections = [
        Inspection(
            framework=InspectionFramework.REPORT_CARD,
            inspected_on=date(2026, 3, 12),
            safeguarding="Not met",
            judged=(("Inclusion", "Expected standard"), ("Achievement", "Urgent improvement")),
        )
    ]
    db.session.add(entry)
    db.session.commit()
    page = client.get("/village/providers/acorn-pre-school")
    assert (
        "Report card Safeguarding standards not met. No overall grade: read the report "
        "Inclusion: expected standard Achievement: urgent improvement"
    ) in page.words
    assert page.page.select_one("a[href='https://reports.ofsted.gov.uk/provider/16/EY100001']")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "The register we hold shows no inspection outcome yet."),
        ({"registers": "VCR only"}, "On the voluntary register only, which is not inspected"),
        ({"source": "gias"}, "Part of a school or a centre: look for the report on all of it."),
    ],
)
@pytest.mark.usefixtures("hub")
def test_no_outcome_is_explained_and_never_made_up(
    client: CheckingClient, facts: dict[str, str], said: str
) -> None:
    db.session.add(a_register_line(**facts))
    db.session.commit()
    assert said in client.get("/village/providers/acorn-pre-school").words


@pytest.mark.usefixtures("hub")
def test_what_a_spreadsheet_told_stands_with_its_day(client: CheckingClient) -> None:
    vacancies = {
        "2": {"state": "places", "places": 1, "from": "2027-01-05", "confirmed": "2026-11-01"},
        "3p": {"state": "full"},
    }
    facts = {
        "vacancies": vacancies,
        "fees": [{"unit": "day", "pence": 6000}],
        "hours": [{"days": [0, 1], "from": 480, "to": 1080}],
    }
    db.session.add(SheetFacts(provider_id=1, told_by="the hub’s spreadsheet", facts=facts))
    db.session.commit()
    words = client.get("/village/providers/acorn-pre-school").words
    told = "1 place, 2 years old, from Tuesday 5 January 2027 Confirmed on Sunday 1 November."
    assert told in words
    assert "Full, 3 and over Nobody said when: ring first." in words
    assert "Fees £60 a day Open Monday and Tuesday, 8am to 6pm" in words
