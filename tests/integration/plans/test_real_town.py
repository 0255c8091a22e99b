"""A real town's register, rehearsed: the weeks proposed to twenty families keep every rule."""

from datetime import date
from pathlib import Path
from random import Random
from time import monotonic

import pytest
from flask import Flask
from sqlalchemy import select

from hubapp import matching
from hubapp.availability.queries import list_care_sessions
from hubapp.demo.rehearsing import rehearse
from hubapp.directory.models import Provider
from hubapp.directory.queries import list_links_among, list_providers_within
from hubapp.extensions import db
from hubapp.funding.hours import FundedHours
from hubapp.hubs.models import Hub
from hubapp.importers.options import ImportOptions
from hubapp.importers.postcodes import import_postcodes
from hubapp.importers.services import import_ofsted
from hubapp.kernel.ages import BirthMonth
from hubapp.kernel.week import WORKING_WEEK, TimeBand
from hubapp.matching.nearmiss import FARTHER_METRES
from hubapp.places.services import locate
from hubapp.plans.assemble import Locality, assemble, in_reach
from hubapp.plans.need import Asking, CareNeed
from hubapp.plans.services import propose_weeks

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
REGISTER = DATA / "ofsted" / "ofsted_mi_providers_2021-08-31_bristol_gloucestershire_portsmouth.csv"
TODAY = date(2026, 11, 22)
FAMILIES = 20

pytestmark = pytest.mark.skipif(not REGISTER.exists(), reason="the real files are not here")


def families(postcodes: list[str]) -> list[CareNeed]:
    """Families of every sort, at the doors of real settings."""
    chance = Random(20)
    return [family(chance, chance.choice(postcodes)) for _ in range(FAMILIES)]


def family(chance: Random, home: str) -> CareNeed:
    start = chance.choice([450, 480, 510, 540])
    band = TimeBand(start, start + chance.choice([360, 480, 570]))
    days = sorted(chance.sample(WORKING_WEEK, chance.randint(2, 5)))
    asking = chance.choice(list(Asking))
    return CareNeed(
        home=home,
        birth=BirthMonth(chance.choice([2022, 2023, 2024]), chance.randint(1, 12)),
        starts_on=date(2027, 1, 1),
        asking=asking,
        days=tuple((day, band) for day in days),
        days_wanted=chance.randint(1, len(days)) if asking is Asking.SOME_DAYS else None,
        minutes_wanted=chance.choice([900, 1800]) if asking is Asking.SOME_HOURS else None,
        funded=chance.choice(list(FundedHours)),
        year_round=chance.random() < 0.3,
        reach_metres=3219,
        work=None,
        max_providers=chance.randint(1, 3),
        handover=TimeBand(690, 810) if chance.random() < 0.3 else None,
    )


def patience() -> matching.Stop:
    """As on a page: a search may be cut short, but what it has found must be sound."""
    return matching.AfterSeconds(1, monotonic)


def test_twenty_families_of_a_real_town(app: Flask) -> None:
    hub = Hub(slug="bristol", name="Bristol Hub", created_on=TODAY)
    db.session.add(hub)
    db.session.commit()
    options = ImportOptions(today=TODAY, secret="tests only")
    import_postcodes([str(DATA / "postcodes" / "codepoint_open_2014-08" / "bs.csv.gz")], options)
    assert import_ofsted(REGISTER.read_bytes(), hub.id, options).created == 1649
    rehearsed = rehearse("bristol", seed=7, today=TODAY, secret="tests only")
    assert rehearsed.providers > 400

    postcodes = sorted(
        db.session.scalars(
            select(Provider.postcode).where(
                Provider.postcode.is_not(None), Provider.shown_easting.is_not(None)
            )
        )
    )
    shown = 0
    for need in families([code for code in postcodes if code]):
        proposal = propose_weeks(hub, need, TODAY, new_stop=patience)
        shown += len(proposal.weeks)
        for count_unknown, weeks in ((False, proposal.sure), (True, proposal.to_ring)):
            problem = rebuilt(hub, need, proposal.funded_minutes, count_unknown=count_unknown)
            for week in weeks:
                assert matching.verify(problem, week.plan) == ()
    assert shown > FAMILIES


def rebuilt(
    hub: Hub, need: CareNeed, funded_minutes: int, *, count_unknown: bool
) -> matching.Problem:
    """The problem anew from the tables, for everyone the family could reach or almost reach."""
    home = locate(need.home).point
    reach = need.reach_metres + max(FARTHER_METRES)
    nearby = [
        provider
        for provider in list_providers_within(hub.id, home, reach)
        if in_reach(home, provider, reach)
    ]
    ids = [found.id for found in nearby]
    return assemble(
        need,
        Locality(nearby, list_care_sessions(ids), list_links_among(ids)),
        home=home,
        work=None,
        funded_minutes=funded_minutes,
        today=TODAY,
        count_unknown=count_unknown,
    )
