"""The invented town: realistic, obviously invented, and the same every time."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from hubapp.availability.models import PriceUnit, VacancyState
from hubapp.demo.ground import AREAS, CENTRE, EXAMPLE_POSTCODES, HALF_SIDE_METRES
from hubapp.demo.services import SEED
from hubapp.demo.specs import CareSessionSpec, ProviderSpec, Town, VacancySpec
from hubapp.demo.town import PUBLISHING_HOMES, build_town
from hubapp.demo.vacancies import bands_of
from hubapp.directory.models import InspectionFramework, ProviderKind
from hubapp.kernel.ages import AgeBand
from hubapp.kernel.geo import COARSE_MIN_METRES
from hubapp.kernel.week import Weekday

TODAY = date(2026, 11, 22)
SECRET = "made up"
AGREED = tuple(f"item-{n}" for n in range(10))


def build(*, seed: int = SEED, today: date = TODAY, secret: str = SECRET) -> Town:
    return build_town(
        seed=seed, today=today, secret=secret, agreed=AGREED, term=date(today.year, 9, 1)
    )


@pytest.fixture(scope="module")
def town() -> Town:
    return build()


def sessions_of(town: Town) -> Iterator[tuple[ProviderSpec, CareSessionSpec]]:
    return ((who, session) for who in town.providers for session in who.offer.sessions)


def vacancies_of(town: Town) -> Iterator[tuple[CareSessionSpec, VacancySpec]]:
    return ((session, row) for _, session in sessions_of(town) for row in session.vacancies)


def test_the_same_seed_and_day_build_the_same_town(town: Town) -> None:
    assert build() == town


def test_another_seed_builds_another_town(town: Town) -> None:
    assert {p.slug for p in build(seed=SEED + 1).providers} != {p.slug for p in town.providers}


def test_another_day_changes_only_dates(town: Town) -> None:
    def undated(town: Town) -> list[object]:
        return [
            [who.slug, who.spot, who.contact, session.label, session.price_pence]
            + [[row.age_band, row.state, row.places] for row in session.vacancies]
            for who, session in sessions_of(town)
        ]

    assert undated(build(today=date(2027, 2, 3))) == undated(town)


def test_another_secret_moves_only_what_is_shown_of_homes(town: Town) -> None:
    moved = {
        one.slug
        for one, other in zip(town.providers, build(secret="another").providers, strict=True)
        if one != other
    }
    hidden = {who.slug for who in town.providers if not who.spot.publish_address}
    assert moved == hidden


def test_nearly_half_are_childminders(town: Town) -> None:
    assert Counter(who.kind for who in town.providers) == {
        ProviderKind.CHILDMINDER: 17,
        ProviderKind.NURSERY: 10,
        ProviderKind.PRESCHOOL: 5,
        ProviderKind.NURSERY_CLASS: 3,
        ProviderKind.OUT_OF_SCHOOL: 2,
        ProviderKind.OTHER: 1,
    }


@pytest.mark.parametrize("seed", range(20))
def test_names_and_ways_to_reach_somebody_are_used_once(seed: int) -> None:
    town = build(seed=seed)
    for used in (
        [who.slug for who in town.providers],
        [who.name for who in town.providers],
        [who.spot.address for who in town.providers if who.spot.address],
        [who.spot.postcode for who in town.providers],
        [who.contact.phone for who in town.providers if who.contact.phone],
    ):
        assert [value for value, times in Counter(used).items() if times > 1] == []


def test_every_number_and_address_is_kept_free_for_invention(town: Town) -> None:
    drama = re.compile(r"(01632 960|07700 900)\d{3}")
    contacts = [who.contact for who in town.providers]
    phones = [contact.phone for contact in contacts if contact.phone]
    phones += [who.register.phone for who in town.providers if who.register and who.register.phone]
    assert [phone for phone in phones if not drama.fullmatch(phone)] == []
    assert len(phones) == 2 * 35  # all but the three of whom nothing is known
    mails = [contact.email for contact in contacts if contact.email]
    assert [mail for mail in mails if not re.fullmatch(r"[a-z-]+@example\.org", mail)] == []
    sites = [contact.website for contact in contacts if contact.website]
    assert [s for s in sites if not re.fullmatch(r"https://[a-z-]+\.example\.org/", s)] == []


def test_only_some_childminders_show_where_they_live(town: Town) -> None:
    homes = [who.spot for who in town.providers if who.kind is ProviderKind.CHILDMINDER]
    hidden = [spot for spot in homes if not spot.publish_address]
    assert len(homes) - len(hidden) == PUBLISHING_HOMES
    assert [s for s in hidden if s.point.metres_to(s.shown) < COARSE_MIN_METRES - 1] == []
    open_spots = [who.spot for who in town.providers if who.spot.publish_address]
    assert [spot for spot in open_spots if spot.point != spot.shown] == []


def test_the_register_keeps_homes_to_itself(town: Town) -> None:
    lines = [(who.spot, who.register) for who in town.providers if who.register]
    assert [
        line for spot, line in lines if not spot.publish_address and (line.address or line.postcode)
    ] == []
    assert len(lines) == len(town.providers)


def test_withheld_childminders_are_only_counted(town: Town) -> None:
    assert {
        (line.redacted, line.name, line.phone, line.address, line.postcode, line.provider_type)
        for line in town.unlisted
    } == {(True, None, None, None, None, "Childminder")}
    ids = [line.source_id for line in town.unlisted]
    ids += [who.register.source_id for who in town.providers if who.register]
    assert sorted(ids) == [f"DEMO{n:03d}" for n in range(1, 45)]


def test_inspections_come_under_several_rules(town: Town) -> None:
    found = [row for who in town.providers if who.register for row in who.register.inspections]
    assert {row.framework for row in found} == set(InspectionFramework) - {
        InspectionFramework.OUT_OF_SCHOOL,
        InspectionFramework.AGENCY,
    }
    cards = [row for row in found if row.framework is InspectionFramework.REPORT_CARD]
    assert [(card.outcome, card.safeguarding) for card in cards] == [(None, "Met")]
    assert [row for row in found if row.inspected_on > TODAY] == []


def test_of_a_few_nothing_is_known(town: Town) -> None:
    bare = [who for who in town.providers if not who.offer.sessions]
    assert Counter(who.kind for who in bare) == {
        ProviderKind.CHILDMINDER: 2,
        ProviderKind.NURSERY: 1,
    }
    assert {(w.description, w.contact.phone, w.offer.term_only, w.extras) for w in bare} == {
        (None, None, None, ())
    }


def test_a_quarter_of_an_hour_costs_whole_pence(town: Town) -> None:
    def quarters(session: CareSessionSpec) -> int:
        whole = session.price_unit is PriceUnit.SESSION
        return (session.end_minutes - session.start_minutes) // 15 if whole else 4

    priced = [session for _, session in sessions_of(town) if session.price_pence]
    assert [one for one in priced if (one.price_pence or 0) % quarters(one)] == []
    hourly = [(one.price_pence or 0) / quarters(one) * 4 for one in priced]
    assert (min(hourly) >= 450, max(hourly) <= 1300) == (True, True)


def test_nurseries_cost_less_for_older_children(town: Town) -> None:
    for who in town.providers:
        prices: dict[int, set[int]] = {}
        for session in who.offer.sessions:
            if session.start_minutes == 450 and session.price_pence:
                prices.setdefault(session.age_from_months, set()).add(session.price_pence)
        if who.kind is ProviderKind.NURSERY and prices:
            (baby,), (two,), (three,) = (prices[age] for age in (3, 24, 36))
            assert [baby, two, three] == sorted({baby, two, three}, reverse=True)


def test_sessions_of_a_provider_differ(town: Town) -> None:
    keys = Counter(
        (who.slug, s.weekday, s.start_minutes, s.end_minutes, s.age_from_months)
        for who, s in sessions_of(town)
    )
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_session_says_something_of_each_band_it_takes(town: Town) -> None:
    assert [
        session
        for _, session in sessions_of(town)
        if tuple(row.age_band for row in session.vacancies) != bands_of(session)
    ] == []


def test_places_have_a_number_above_none_and_nothing_else_has(town: Town) -> None:
    assert [
        row
        for _, row in vacancies_of(town)
        if (row.state is VacancyState.PLACES) != (row.places is not None and row.places > 0)
    ] == []


def test_only_what_is_known_was_confirmed_and_never_tomorrow(town: Town) -> None:
    rows = [row for _, row in vacancies_of(town)]
    assert [
        row for row in rows if (row.state is VacancyState.UNKNOWN) == (row.confirmed_on is not None)
    ] == []
    ages = {(TODAY - row.confirmed_on).days for row in rows if row.confirmed_on}
    assert (min(ages) >= 0, max(ages) <= 120, ages & {28, 29}) == (True, True, set())
    assert {row.confirmed_by_role for row in rows} == {"provider", "champion", None}


def test_vacancies_and_their_age_are_believably_mixed(town: Town) -> None:
    rows = [row for _, row in vacancies_of(town)]
    states = Counter(row.state for row in rows)
    wanted = {
        VacancyState.PLACES: 0.40,
        VacancyState.LIMITED: 0.10,
        VacancyState.WAITING_LIST: 0.08,
        VacancyState.FULL: 0.27,
        VacancyState.UNKNOWN: 0.15,
    }
    off = {state: states[state] / len(rows) - share for state, share in wanted.items()}
    assert {state: gap for state, gap in off.items() if abs(gap) > 0.04} == {}
    days = [(TODAY - row.confirmed_on).days for row in rows if row.confirmed_on]
    spans = Counter("fresh" if day <= 14 else "ageing" if day < 28 else "stale" for day in days)
    shares = {"fresh": 0.65, "ageing": 0.20, "stale": 0.15}
    gaps = {span: spans[span] / len(days) - share for span, share in shares.items()}
    assert {span: gap for span, gap in gaps.items() if abs(gap) > 0.05} == {}


def test_a_whole_day_is_never_freer_than_its_halves(town: Town) -> None:
    def places(who: ProviderSpec, whole: CareSessionSpec, start: int) -> int | None:
        twin = next(
            s
            for s in who.offer.sessions
            if (s.weekday, s.age_from_months, s.start_minutes)
            == (whole.weekday, whole.age_from_months, start)
        )
        return twin.vacancies[0].places

    found = 0
    for who, whole in sessions_of(town):
        if who.kind is ProviderKind.NURSERY and whole.vacancies[0].places and whole.end_minutes:
            if whole.start_minutes != 450:
                continue
            halves = [places(who, whole, 480), places(who, whole, 780)]
            assert whole.vacancies[0].places == min(half or 0 for half in halves)
            found += 1
    assert found > 20


def test_on_thursdays_no_baby_finds_a_place(town: Town) -> None:
    assert {
        row.state
        for session, row in vacancies_of(town)
        if session.weekday is Weekday.THURSDAY and row.age_band is AgeBand.UNDER_TWO
    } & {VacancyState.PLACES, VacancyState.LIMITED} == set()


def test_links_join_neighbours_while_both_are_open(town: Town) -> None:
    by_slug = {who.slug: who for who in town.providers}
    far, closed = [], []
    for link in town.links:
        collector, partner = by_slug[link.collector], by_slug[link.partner]
        if collector.spot.point.metres_to(partner.spot.point) >= 1_500:
            far.append(link)
        for day in Weekday:
            if not link.weekday_mask >> day & 1:
                continue
            mine = [s for s in collector.offer.sessions if s.weekday is day]
            theirs = [s for s in partner.offer.sessions if s.weekday is day]
            opens = min((s.start_minutes for s in theirs), default=9_999)
            closes = max((s.end_minutes for s in theirs), default=0)
            minding = any(
                s.start_minutes < link.from_minutes and link.to_minutes < s.end_minutes
                for s in mine
            )
            if not (minding and opens - 15 <= link.from_minutes and link.to_minutes <= closes):
                closed.append((link, day))
    assert (far, closed) == ([], [])
    assert len({link.collector for link in town.links}) >= 10


def test_link_times_meet_a_start_or_an_end_of_the_partners_sessions(town: Town) -> None:
    by_slug = {who.slug: who for who in town.providers}
    assert [
        link
        for link in town.links
        if not any(
            link.from_minutes <= time <= link.to_minutes
            for session in by_slug[link.partner].offer.sessions
            for time in (session.start_minutes, session.end_minutes)
        )
    ] == []


def test_postcodes_lie_in_the_town_and_include_the_examples(town: Town) -> None:
    codes = [postcode.code for postcode in town.postcodes]
    assert len(codes) == len(set(codes)) == 420
    assert {code.replace(" ", "") for code in EXAMPLE_POSTCODES} - set(codes) == set()
    assert [code for code in codes if not re.fullmatch(r"ZZ1[1-6][A-Z]{2}", code)] == []
    assert [
        postcode
        for postcode in town.postcodes
        if abs(postcode.point.easting - CENTRE.easting) > HALF_SIDE_METRES
        or abs(postcode.point.northing - CENTRE.northing) > HALF_SIDE_METRES
    ] == []
    first = next(p for p in town.postcodes if p.code == "ZZ11AA")
    assert (first.area, first.point.metres_to(CENTRE) < 100) == (AREAS[0], True)


def test_most_but_not_all_use_the_agreed_rhymes(town: Town) -> None:
    users = {row.provider for row in town.take_ups}
    assert 20 <= len(users) < len(town.providers) - 3
    pairs = Counter((row.provider, row.item) for row in town.take_ups)
    assert [pair for pair, times in pairs.items() if times > 1] == []
    assert {row.item for row in town.take_ups} == set(AGREED)
    assert [row for row in town.take_ups if not date(2026, 9, 1) <= row.since <= TODAY] == []


def test_extras_come_with_something_to_do_instead(town: Town) -> None:
    extras = [extra for who in town.providers for extra in who.extras]
    assert [extra for extra in extras if not extra.instead or extra.price_pence <= 0] == []
    assert len({extra.name for extra in extras}) == 6


def test_facts_were_told_before_today_by_somebody(town: Town) -> None:
    sources = [source for who in town.providers for source in who.sources]
    assert [s for s in sources if s.as_at > TODAY or not s.told_by] == []
    told = [who for who in town.providers if who.sources]
    assert [replace(who, sources=()) for who in told if not who.offer.sessions] == []
