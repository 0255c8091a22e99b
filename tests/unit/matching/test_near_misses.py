"""Near misses: what is claimed is tried by brute force, what is not listed is tried by solving."""

from collections import Counter
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.matching import (
    AfterChecks,
    Anchor,
    Funded,
    Link,
    Mode,
    NoWeekKeepsAnchors,
    Status,
    Weights,
    moving,
    solve,
    verify,
)
from hubapp.matching.changes import (
    Alternative,
    AnotherDay,
    ChangeKind,
    Farther,
    MovedEdge,
    NewLink,
    OnePlace,
    OneProvider,
)
from hubapp.matching.editing import HiddenPlace
from hubapp.matching.gains import gain_between, is_better
from hubapp.matching.moving import is_whole
from hubapp.matching.nearmiss import NearMiss, find_near_misses
from hubapp.matching.offers import PROVIDER, SESSION, gather_offers
from hubapp.matching.opening import linkable_pairs
from tests.bench.localities import KINDS, locality_problem
from tests.unit.matching.brute_force import count_weeks, truth
from tests.unit.matching.cases import hourly, problem, provider, session
from tests.unit.matching.random_problems import anchored_problem, small_problem
from tests.unit.matching.test_invariants import shuffled

SEEDS = st.integers(0, 2**40)
SHORTER = (ChangeKind.END_EARLIER, ChangeKind.START_LATER)
LONGER = (ChangeKind.END_LATER, ChangeKind.START_EARLIER)


def scarce(seed):
    """A random problem with fewer places and providers, so that more is missed nearly."""
    made = small_problem(seed)
    need = replace(made.need, max_providers=1 + seed % 2, max_distance_metres=2600)
    providers = tuple(
        replace(p, links=p.links[:1], sessions=tuple(_fuller(x, seed) for x in p.sessions))
        for p in made.providers
    )
    return replace(made, need=need, providers=providers)


def _fuller(x, seed):
    return replace(x, free_u2=0, free_2=0, free_3p=0) if (seed + x.id + x.day) % 3 == 0 else x


def helps(case, before, change):
    """Whether a change helps, from docs/matching.md alone."""
    dearest = max((x.price_pence for p in usable(case) for x in p), default=0)
    after = solve(change.apply(case)).plan
    given_up = dearest * shorter(case, change) if change.kind in SHORTER else 0
    if not is_better(before.vector, after.vector, given_up):
        return None
    if change.kind in SHORTER and not is_whole(change.apply(case), after, change.day):
        return None
    if change.kind in LONGER and after.vector.uncovered_slots:
        return None
    return after


def shorter(case, change):
    """Slots by which a day is shorter from its first needed to its last."""
    spans, then = (x.need.intervals[change.day] for x in (case, change.apply(case)))
    lengths = [max(b for _, b in x) - min(a for a, _ in x) for x in (spans, then)]
    return lengths[0] - lengths[1]


def usable(case):
    """The sessions each provider could be used for."""
    from_catalogue = {
        (p.id, x.id): x for p in case.providers for x in p.sessions if x.day in case.need.days
    }
    seen = _blocks(case)
    return [[x for key, x in from_catalogue.items() if key in seen]]


def _blocks(case):
    offers = gather_offers(case)
    at = offers.blocks[:, [PROVIDER, SESSION]].tolist()
    return {(offers.providers[p].id, session) for p, session in at}


def every_miss(case, result):
    """Near misses with every promising change solved."""
    with patch.object(moving, "MOST_TRIES", 999):
        return find_near_misses(case, result, limit=100)


def steps(case, short):
    """Every step of every edge, as the mode has them; `short` slots are uncovered."""
    kinds = LONGER if case.need.mode is Mode.ANY_HOURS else SHORTER
    if kinds is LONGER and not short:
        return
    most = 120 // case.slot_minutes
    for kind in kinds:
        for day in case.need.days:
            spans = case.need.intervals[day]
            first, last = min(a for a, _ in spans), max(b for _, b in spans)
            limit = most if kind in LONGER else min(most, last - first - 1)
            for slots in range(short if kind in LONGER else 1, limit + 1):
                change = MovedEdge(
                    kind=kind, day=day, slots=slots, minutes=slots * case.slot_minutes
                )
                if change.apply(case).need.intervals[day]:
                    yield change


def every_change(case):
    """All changes but steps of days."""
    need = case.need
    held = {(anchor.provider, anchor.session) for anchor in need.anchors}
    for p in case.providers:
        for x in p.sessions:
            full = not x.free_at(need.age_months) and (p.id, x.id) not in held
            if full and x.day in need.days:
                yield OnePlace(provider=p.id, session=x.id, day=x.day)
    for one, two in linkable_pairs(case):
        yield NewLink(one=one, two=two)
    yield OneProvider()


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_every_gain_is_what_trying_everything_finds(seed):
    case = scarce(seed)
    result = solve(case)
    for miss in find_near_misses(case, result):
        changed = miss.change.apply(case)
        assert verify(changed, miss.plan) == ()
        assert miss.gain == gain_between(result.plan.vector, miss.plan.vector)
        assert helps(case, result.plan, miss.change) == miss.plan
        if count_weeks(changed) <= 8_000:
            u, c, t, p, h = miss.plan.vector.trade
            assert (u, miss.plan.vector.total, c, t, p, h) == truth(changed).optimum


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_nothing_that_helps_is_left_out(seed):
    case = scarce(seed)
    result = solve(case)
    misses = every_miss(case, result)
    kinds = Counter(miss.kind for miss in misses)
    listed = {(miss.kind, miss.change.key) for miss in misses}
    weeks = [miss.plan.days for miss in misses]
    for change in every_change(case):
        after = helps(case, result.plan, change)
        if after and (change.kind, change.key) not in listed:
            assert kinds[change.kind] == 3 or after.days in weeks


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_the_best_places_and_links_are_told_where_something_is_settled(seed):
    case = anchored_problem(seed)
    try:
        result = solve(case)
    except NoWeekKeepsAnchors:
        return
    assert _told(every_miss(case, result), OPENED) == _told(solved_anew(case, result), OPENED)


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("kind", KINDS)
def test_a_town_tells_the_same_as_solving_it_anew_with_each_change(kind, number):
    case = locality_problem(kind, 14, number)
    crowded = replace(case, providers=tuple(map(_busy, case.providers)))
    for town in (case, crowded):
        result = solve(town)
        misses = every_miss(town, result)
        assert _told(misses, OPENED) == _told(solved_anew(town, result), OPENED)
        _least_steps_are_listed(town, result, misses)


OPENED = (ChangeKind.PLACE, ChangeKind.LINK)


def solved_anew(case, result):
    """The three best places and links, each by solving the problem with it; one of equal weeks."""
    found = {kind: [] for kind in OPENED}
    for change in every_change(case):
        after = helps(case, result.plan, change) if change.kind in found else None
        if after:
            gain = gain_between(result.plan.vector, after.vector)
            found[change.kind].append(NearMiss(change=change, gain=gain, plan=after))
    misses = []
    for some in found.values():
        best = sorted(some, key=lambda x: (x.plan.vector, x.change.key))[:3]
        misses += best
    misses.sort(key=lambda x: (x.change.effort, x.plan.vector, x.kind, x.change.key))
    return list({x.plan.days: x for x in reversed(misses)}.values())[::-1]


def _busy(provider):
    """The provider with every other session full."""
    return replace(provider, sessions=tuple(_fuller(x, 2 * x.id) for x in provider.sessions))


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_the_least_step_of_each_edge_is_listed(seed):
    case = scarce(seed)
    result = solve(case)
    _least_steps_are_listed(case, result, every_miss(case, result))


def _least_steps_are_listed(case, result, misses):
    weeks = [miss.plan.days for miss in misses]
    listed = {(x.kind, x.change.day): x.change.slots for x in misses if hasattr(x.change, "slots")}
    least = {}
    for change in steps(case, result.plan.vector.uncovered_slots):
        at = (change.kind, change.day)
        if at not in least and (after := helps(case, result.plan, change)):
            least[at] = (change.slots, after.days)
    assert all(least[at][0] == slots for at, slots in listed.items())
    for at, (slots, days) in least.items():
        assert at in listed or days in weeks or sum(x <= slots for x in listed.values()) >= 3


@settings(deadline=None, max_examples=30)
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_listing_changes_nothing(seed, rng):
    case = scarce(seed)
    other = shuffled(case, rng)
    assert _told(find_near_misses(other, solve(other))) == _told(
        find_near_misses(case, solve(case))
    )


def _told(misses, kinds=tuple(ChangeKind)):
    return [(x.kind, x.change.key, x.gain, x.plan) for x in misses if x.kind in kinds]


@settings(deadline=None, max_examples=30)
@given(SEEDS, st.integers(0, 60))
def test_told_to_stop_what_is_listed_still_helps(seed, checks):
    case = scarce(seed)
    result = solve(case)
    for miss in find_near_misses(case, result, stop=AfterChecks(checks)):
        assert helps(case, result.plan, miss.change) == miss.plan


def test_changes_are_ordered_by_how_small_they_are():
    misses = find_near_misses(*_solved(scarce(9)))
    assert [x.change.effort for x in misses] == sorted(x.change.effort for x in misses)


def _solved(case):
    return case, solve(case)


def only(case, **asked):
    """The changes found, with slots and pence gained."""
    return [
        (x.change, x.gain.slots, x.gain.pence) for x in find_near_misses(case, solve(case), **asked)
    ]


def test_nothing_is_listed_where_nothing_helps():
    assert only(problem(provider("a", session(0, 0, 18, 24, price_pence=0)))) == []
    assert only(problem()) == []


def test_a_day_that_ends_a_little_earlier_is_covered():
    case = problem(provider("a", session(0, 0, 16, 23)))
    earlier = MovedEdge(kind=ChangeKind.END_EARLIER, day=0, slots=1, minutes=30)
    assert only(case) == [(earlier, 1, 0)]
    assert earlier.effort == 2


def test_a_day_that_starts_later_is_covered_and_not_by_over_two_hours():
    late = MovedEdge(kind=ChangeKind.START_LATER, day=0, slots=4, minutes=120)
    assert only(problem(provider("a", session(0, 0, 22, 24)))) == [(late, 4, 0)]
    assert only(problem(provider("a", session(0, 0, 23, 24)))) == []


def test_time_given_up_is_no_saving_but_a_cheaper_place_is():
    costly = provider("a", hourly(0, 0, 16, 30, price_pence=400))
    assert only(problem(costly)) == []
    cheap = provider("b", session(0, 0, 18, 23, price_pence=100))
    half_past = MovedEdge(kind=ChangeKind.END_EARLIER, day=0, slots=1, minutes=30)
    assert only(problem(costly, cheap, max_providers=1)) == [(half_past, 0, 6 * 400 - 5 * 100)]


def test_a_place_in_a_full_session_is_found_and_a_hidden_one_too():
    full = session(0, 0, 18, 24, free_2=0)
    place = OnePlace(provider="a", session=0, day=0)
    assert only(problem(provider("a", full))) == [(place, 6, -600)]
    unlisted = session(7, 0, 18, 24)
    hidden = OnePlace(provider="a", session=7, day=0, hidden=unlisted)
    case = problem(provider("a"))
    assert only(case, hidden=[HiddenPlace(provider="a", session=unlisted)]) == [(hidden, 6, -600)]
    assert only(case) == []


def test_a_place_is_found_beside_a_full_session_that_is_settled():
    settled = provider("a", session(0, 0, 18, 24, free_2=0))
    full = provider("b", session(0, 2, 18, 24, free_2=0))
    spans = {0: ((18, 24),), 2: ((18, 24),)}
    held = (Anchor(provider="a", day=0, session=0),)
    case = problem(settled, full, intervals=spans, max_providers=2, anchors=held)
    assert only(case) == [(OnePlace(provider="b", session=0, day=2), 6, -600)]


def test_one_more_provider_helps():
    a = provider("a", session(0, 0, 18, 24))
    b = provider("b", session(0, 2, 18, 24))
    case = problem(a, b, max_providers=1, intervals={0: ((18, 24),), 2: ((18, 24),)})
    assert only(case) == [(OneProvider(), 6, -600)]


@pytest.mark.parametrize(("metres", "least"), [(400, 500), (900, 1000), (1900, 2000)])
def test_the_least_distance_that_helps_is_listed(metres, least):
    away = provider("a", session(0, 0, 18, 24), location=(round((5000 + metres) / 1.3), 0))
    assert only(problem(away)) == [(Farther(metres=least), 6, -600)]


def test_too_far_is_too_far():
    assert only(problem(provider("a", session(0, 0, 18, 24), location=(9000, 0)))) == []


def test_a_link_between_two_providers_helps_and_needs_to_be_near():
    def case(metres):
        a = provider("a", session(0, 0, 18, 21))
        b = provider("b", session(0, 0, 21, 24), location=(metres, 0))
        return problem(a, b, max_providers=2)

    assert (NewLink(one="a", two="b"), 3, -300) in only(case(100))
    assert NewLink(one="a", two="b") not in [x for x, _, _ in only(case(3000))]


def test_a_link_there_already_is_not_proposed():
    a = provider("a", session(0, 0, 18, 21), links=(Link(other="b", windows={1: (0, 9)}),))
    b = provider("b", session(0, 0, 21, 24))
    assert ChangeKind.LINK not in [x.kind for x in find_near_misses(*_solved(problem(a, b)))]


def test_another_weekday_helps_where_days_are_chosen():
    a = provider("a", session(0, 0, 18, 24), session(1, 3, 18, 24), session(2, 2, 18, 19))
    spans = {0: ((18, 24),), 2: ((18, 24),)}
    case = problem(a, mode=Mode.ANY_DAYS, days_wanted=2, intervals=spans)
    assert (AnotherDay(day=3, intervals=((18, 24),)), 5, -500) in only(case)


def test_hours_are_found_on_a_longer_day():
    a = provider("a", hourly(0, 0, 16, 26))
    case = problem(a, mode=Mode.ANY_HOURS, slots_wanted=8, intervals={0: ((18, 24),)})
    later = MovedEdge(kind=ChangeKind.END_LATER, day=0, slots=2, minutes=60)
    assert later in [x for x, _, _ in only(case)]


def test_another_problem_counts_if_it_helps():
    full = provider("a", session(0, 0, 18, 24), age_from_months=30)
    case = problem(full)
    older = problem(full, born=case.need.born.replace(year=2023))
    younger = problem(full, born=case.need.born.replace(year=2025))
    later = Alternative(code="next term", problem=older)
    none = Alternative(code="last term", problem=younger)
    assert only(case, alternatives=[none, later]) == [(later, 6, -600)]


def test_a_stopped_answer_has_no_near_misses():
    case = problem(provider("a", session(0, 0, 16, 23)))
    assert find_near_misses(case, replace(solve(case), status=Status.STOPPED)) == ()


def test_of_one_kind_at_most_three_and_no_more_than_the_limit():
    providers = [provider(name, session(0, 0, 18, 24, free_2=0)) for name in "abcde"]
    assert [x.key for x, _, _ in only(problem(*providers))] == [("a", 0), ("b", 0), ("c", 0)]
    assert len(only(problem(*providers), limit=2)) == 2


def test_a_total_beyond_a_million_prunes_nothing_that_covers_more():
    costly = provider("a", session(0, 0, 18, 24, price_pence=999_999, free_2=0))
    weights = Weights(travel_pence_per_km=0, provider_pence=0, handover_pence=0)
    assert [x.kind for x, _, _ in only(problem(costly, weights=weights))] == [ChangeKind.PLACE]


def test_a_stay_that_must_be_funded_may_fit_once_shorter():
    a = provider("a", hourly(0, 0, 18, 24, funded=Funded.ONLY))
    case = problem(a, funded_slots=4)
    assert [(x.key, slots) for x, slots, _ in only(case)] == [((0, 2), 6), ((0, 2), 6)]
