"""We already have a place: told in the form, travelling in the link, kept by every week."""

from collections.abc import Sequence

import pytest
from flask import Flask

from hubapp.availability.models import CareSession, Vacancy, VacancyState
from hubapp.directory.models import Provider
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.kernel.week import TimeBand, Weekday
from hubapp.matching import Anchor
from hubapp.plans.gathering import gather
from hubapp.plans.need import CareNeed, HeldPlace, read_need
from tests.integration.plans.test_build import errors, send, weeks
from tests.page import CheckedResponse, CheckingClient
from tests.village import TODAY

NINE_TO_NOON = TimeBand(540, 720)
MONDAY, TUESDAY = Weekday.MONDAY, Weekday.TUESDAY


def asked(app: Flask, answer: CheckedResponse) -> CareNeed:
    assert answer.status_code == 303
    token = answer.headers["Location"].rsplit("/", 1)[1]
    return read_need(token, app.config["SECRET_KEY"])


def anchors(hub: Hub, need: CareNeed) -> Sequence[Anchor]:
    return gather(hub, need, TODAY).problem().need.anchors


def full() -> None:
    for vacancy in db.session.query(Vacancy):
        vacancy.state, vacancy.places = VacancyState.FULL, None
    db.session.commit()


# --- from the form to the matcher -------------------------------------------------------------


def test_a_provider_alone_is_told_to_the_matcher(
    app: Flask, client: CheckingClient, hub: Hub
) -> None:
    need = asked(app, send(client, held="bea-brown"))
    assert need.held == HeldPlace(provider="bea-brown")
    assert anchors(hub, need) == (Anchor(provider="2"),)


def test_days_and_times_are_told_to_the_matcher(
    app: Flask, client: CheckingClient, hub: Hub
) -> None:
    need = asked(
        app,
        send(client, held="bea-brown", held_days=["0", "1"], held_from="12.30pm", held_to="18:00"),
    )
    assert need.held == HeldPlace(
        provider="bea-brown",
        sessions=((MONDAY, 20), (TUESDAY, 21)),
        band=TimeBand(750, 1080),
    )
    assert anchors(hub, need) == (
        Anchor(provider="2", day=0, session=20, hours=(50, 68)),
        Anchor(provider="2", day=1, session=21, hours=(50, 68)),
    )


def test_a_whole_session_needs_no_times(app: Flask, client: CheckingClient, hub: Hub) -> None:
    need = asked(app, send(client, held="acorn-pre-school", held_days=["1"]))
    assert need.held == HeldPlace(provider="acorn-pre-school", sessions=((TUESDAY, 11),))
    assert anchors(hub, need) == (Anchor(provider="1", day=1, session=11),)


def test_without_a_place_nothing_is_told(app: Flask, client: CheckingClient, hub: Hub) -> None:
    for answers in ({}, {"held": ""}):
        need = asked(app, send(client, **answers))
        assert need.held is None
        assert anchors(hub, need) == ()


def test_a_place_far_beyond_reach_is_among_those_looked_at(
    app: Flask, client: CheckingClient, hub: Hub
) -> None:
    bea = db.session.get(Provider, 2)
    assert bea is not None
    assert bea.shown_easting is not None
    bea.shown_easting += 40_000
    db.session.commit()
    for held, looked_at in (("", [1]), ("bea-brown", [1, 2])):
        ground = gather(hub, asked(app, send(client, held=held)), TODAY)
        assert [provider.id for provider in ground.locality.providers] == looked_at


def test_the_place_comes_back_to_be_changed(client: CheckingClient, hub: Hub) -> None:
    location = send(
        client, held="acorn-pre-school", held_days=["1"], held_from="09:00", held_to="11:00"
    ).headers["Location"]
    form = client.get(f"/village/week?answers={location.rsplit('/', 1)[1]}").page
    ticked = [field["value"] for field in form.select("input[name=held_days][checked]")]
    chosen = [field["value"] for field in form.select("select[name=held] option[selected]")]
    times = [form.select_one(f"#{name}") for name in ("held_from", "held_to")]
    assert (chosen, ticked) == (["acorn-pre-school"], ["1"])
    assert [field["value"] for field in times if field] == ["09:00", "11:00"]


# --- what can't be used -----------------------------------------------------------------------

ACORN = {"held": "acorn-pre-school", "held_days": ["0"]}
BEA = {"held": "bea-brown", "held_days": ["0"]}


@pytest.mark.parametrize(
    ("changes", "field", "expected"),
    [
        ({"held": "nobody"}, "held", "Choose the place from the list"),
        ({"held_days": ["0"]}, "held", "Choose which place you have, or leave its days"),
        ({"held_from": "09:00"}, "held", "Choose which place you have, or leave its days"),
        ({**ACORN, "held_days": ["9"]}, "held_days", "Choose days from Monday to Friday"),
        ({**ACORN, "held_days": ["3"]}, "held_days", "Tick Thursday in the days you need too"),
        (
            {"held": "acorn-pre-school", "held_from": "09:00", "held_to": "11:00"},
            "held_days",
            "Choose the days your child is there, or leave the times empty",
        ),
        (
            {**ACORN, "held_days": ["0", "1"], "asking": "some", "days_wanted": "1"},
            "held_days",
            "Your child is there 2 days a week. Ask for as many days, or more",
        ),
        ({**ACORN, "held_to": "11:00"}, "held_from", "Enter when your child gets there too"),
        ({**ACORN, "held_from": "09:00"}, "held_to", "Enter when your child leaves too"),
        (
            {**ACORN, "held_from": "11:00", "held_to": "10:00"},
            "held_to",
            "The end must be after the start, 11am",
        ),
        ({**ACORN, "held_from": "x" * 99, "held_to": "10:00"}, "held_from", "Enter a time like"),
        (
            {**ACORN, "held_from": "09:00", "held_to": "13:00"},
            "held_from",
            "On Monday Acorn Pre-school has 9am to 12 noon. Enter times inside these",
        ),
        (
            {**BEA, "from_time": "08:00", "to_time": "11:00"},
            "held_days",
            "Your child is at Bea Brown 12 noon to 6pm on Monday. Make the times you need",
        ),
    ],
)
def test_an_answer_that_cannot_be_used_is_said_beside_it_and_nothing_typed_is_lost(
    client: CheckingClient, hub: Hub, changes: dict[str, object], field: str, expected: str
) -> None:
    page = send(client, **changes)
    assert page.status_code == 422
    (said,) = errors(page)
    assert expected in said
    beside = page.page.select_one(f"#{field}-error")
    assert beside is not None
    assert said in beside.get_text(" ", strip=True)
    for name in ("held_from", "held_to"):
        typed = page.page.select_one(f"#{name}")
        assert typed is not None
        assert (typed.get("value") or "") == changes.get(name, "")
    ticked = [box["value"] for box in page.page.select("input[name=held_days][checked]")]
    assert ticked == [day for day in changes.get("held_days", []) if day != "9"]  # type: ignore[attr-defined]


def test_a_provider_without_sessions_for_the_child_is_said_to_have_none(
    client: CheckingClient, hub: Hub
) -> None:
    for session in db.session.query(CareSession).filter_by(provider_id=1):
        session.age_to_months = 24
    db.session.commit()
    (said,) = errors(send(client, held="acorn-pre-school"))
    assert said == "Acorn Pre-school has told us of no sessions for your child’s age"


def test_times_are_asked_for_where_a_day_has_several_sessions(
    client: CheckingClient, hub: Hub
) -> None:
    morning = db.session.get(CareSession, 10)
    assert morning is not None
    facts = {column.name: getattr(morning, column.name) for column in CareSession.__table__.columns}
    facts |= {"id": 50, "start_minutes": 12 * 60, "end_minutes": 15 * 60}
    db.session.add(CareSession(**facts))
    db.session.commit()
    (said,) = errors(send(client, **ACORN))
    assert said == (
        "On Monday Acorn Pre-school has 9am to 12 noon, or 12 noon to 3pm."
        " Enter the times your child is there"
    )
    assert send(client, **ACORN, held_from="12:00", held_to="15:00").status_code == 303


# --- a provider shows a family who could cover the rest ---------------------------------------


def test_a_provider_s_page_leads_to_weeks_around_it(client: CheckingClient, hub: Hub) -> None:
    page = client.get("/village/providers/bea-brown")
    link = next(a for a in page.page.select("main a") if "around this place" in a.get_text())
    form = client.get(str(link["href"]))
    chosen = form.page.select("select[name=held] option[selected]")
    assert [option["value"] for option in chosen] == ["bea-brown"]
    assert "We will build your week around a place at Bea Brown" in form.words
    part = form.page.select_one("select[name=held]")
    assert part is not None
    details = part.find_parent("details")
    assert details is not None
    assert details.has_attr("open")


def test_a_provider_whose_sessions_nobody_told_has_no_such_link(
    client: CheckingClient, hub: Hub
) -> None:
    for session in db.session.query(CareSession).filter_by(provider_id=2):
        db.session.delete(session)
    db.session.commit()
    assert "around this place" not in client.get("/village/providers/bea-brown").words
    offered = client.get("/village/week").page.select("select[name=held] option")
    assert [option.get_text(strip=True) for option in offered] == [
        "No place yet",
        "Acorn Pre-school, Duck End",
    ]


def test_a_link_to_a_provider_nobody_knows_opens_the_form_all_the_same(
    client: CheckingClient, hub: Hub
) -> None:
    page = client.get("/village/week?held=nobody")
    assert page.status_code == 200
    assert "We will build your week" not in page.words


# --- the weeks --------------------------------------------------------------------------------


def titles(page: CheckedResponse) -> list[str]:
    return [
        " ".join(title.get_text(" ").split()[1:]) for title in page.page.select(".week-card__title")
    ]


def test_every_week_has_the_place_and_says_so(client: CheckingClient, hub: Hub) -> None:
    assert titles(weeks(client, max_providers="1")) == ["Bea Brown"]
    page = weeks(client, max_providers="1", held="acorn-pre-school")
    assert titles(page) == ["Acorn Pre-school"]
    assert "Built around a place at Acorn Pre-school" in page.words


def test_a_place_that_is_full_for_others_is_kept_and_no_doubt(
    client: CheckingClient, hub: Hub
) -> None:
    full()
    page = weeks(client, **{**ACORN, "held_days": ["0", "1"]})
    assert titles(page) == ["Acorn Pre-school"]
    assert "Built around a place at Acorn Pre-school: Monday and Tuesday" in page.words
    assert "Ring first" not in page.words
    assert not page.page.select(".week--wide .block--unsure:not(.block--none)")


def test_where_the_place_is_not_confirmed_its_weeks_are_to_ring_about(
    client: CheckingClient, hub: Hub
) -> None:
    for session in db.session.query(CareSession).filter_by(provider_id=2):
        for vacancy in session.vacancies:
            vacancy.state, vacancy.places = VacancyState.UNKNOWN, None
    db.session.commit()
    page = weeks(client, held="bea-brown")
    assert "We do not know if Bea Brown has a place. Ring first." in page.words
    assert {"Bea Brown" in title for title in titles(page)} == {True}


def test_when_no_week_has_the_place_the_page_says_what_to_change(
    client: CheckingClient, hub: Hub
) -> None:
    full()
    page = weeks(client, held="bea-brown")
    assert page.heading == "We found no week around Bea Brown"
    assert "Say which days your child is there" in page.words
    back = page.page.select_one("a.govuk-button")
    assert back is not None
    chosen = client.get(str(back["href"])).page.select("select[name=held] option[selected]")
    assert [option["value"] for option in chosen] == ["bea-brown"]


def test_a_session_that_is_gone_since_is_said_kindly(client: CheckingClient, hub: Hub) -> None:
    location = send(client, **BEA).headers["Location"]
    db.session.delete(db.session.get(CareSession, 20))
    db.session.commit()
    page = client.get(location)
    assert page.heading == "We found no week around Bea Brown"
    assert "Check the days and times of your place." in page.words


def test_a_provider_that_is_gone_since_is_said_kindly(client: CheckingClient, hub: Hub) -> None:
    location = send(client, held="bea-brown").headers["Location"]
    db.session.delete(db.session.get(Provider, 2))
    db.session.commit()
    page = client.get(location)
    assert page.heading == "We found no week around your place"
    assert "The place you told us of is not listed here any more." in page.words
    assert client.get(f"{location}/bea-brown").status_code == 404
