"""Each rule by a case small enough to work out by hand."""

from datetime import date

import pytest

from hubapp.matching import Funded, Handover, Link, Mode, Weights, solve, verify
from tests.unit.matching.cases import hourly, problem, provider, session


def best(case):
    """The best week, checked."""
    plan = solve(case).plan
    assert verify(case, plan) == ()
    return plan


def stays(plan):
    """(weekday, provider, start, end) of every stay."""
    return [(day.day, leg.provider, leg.start, leg.end) for day in plan.days for leg in day.legs]


def test_nobody_in_reach_is_the_empty_week():
    plan = best(problem())
    assert (plan.days, plan.providers, plan.vector.z) == ((), (), 6_000_000)


def test_no_need_is_the_empty_week():
    case = problem(provider("a", session(0, 0, 18, 24)), intervals={})
    assert best(case).vector.z == 0


def test_a_session_is_booked_whole_and_an_hour_only_as_needed():
    whole = best(problem(provider("a", session(0, 0, 16, 26))))
    by_slot = best(problem(provider("a", hourly(0, 0, 16, 26))))
    assert (stays(whole), whole.vector.cost_pence) == ([(0, "a", 16, 26)], 1000)
    assert (stays(by_slot), by_slot.vector.cost_pence) == ([(0, "a", 18, 24)], 600)


def test_a_short_hourly_stay_is_billed_at_its_minimum():
    plan = best(problem(provider("a", hourly(0, 0, 22, 40, min_slots=5, extra_pence=30))))
    assert plan.vector.cost_pence == 5 * 100 + 30
    assert plan.vector.uncovered_slots == 4


@pytest.mark.parametrize(
    ("born", "free"),
    [
        (date(2024, 9, 8), "free_u2"),  # 23 months: the birthday is a day later
        (date(2024, 9, 7), "free_2"),
        (date(2023, 9, 8), "free_2"),
        (date(2023, 9, 7), "free_3p"),
    ],
)
def test_places_are_counted_in_the_childs_own_band(born, free):
    none = {"free_u2": 0, "free_2": 0, "free_3p": 0}
    full = problem(provider("a", session(0, 0, 18, 24, **none)), born=born)
    open_ = problem(provider("a", session(0, 0, 18, 24, **{**none, free: 1})), born=born)
    assert best(full).days == ()
    assert stays(best(open_)) == [(0, "a", 18, 24)]


@pytest.mark.parametrize(("ages", "taken"), [((27, 28), True), ((28, 60), False), ((0, 27), False)])
def test_ages_run_from_the_first_month_to_before_the_last(ages, taken):
    one = provider("a", session(0, 0, 18, 24), age_from_months=ages[0], age_to_months=ages[1])
    assert bool(best(problem(one)).days) is taken


def test_either_end_of_the_way_to_work_may_be_near():
    far = provider("a", session(0, 0, 18, 24), location=(10_000, 0))
    assert best(problem(far)).days == ()
    assert best(problem(far, work=(9_000, 0))).days != ()


def test_distance_is_by_road():
    at = provider("a", session(0, 0, 18, 24), location=(1000, 0))
    assert best(problem(at, max_distance_metres=1300)).days != ()
    assert best(problem(at, max_distance_metres=1299)).days == ()


def test_term_only_providers_do_not_serve_the_whole_year():
    one = provider("a", session(0, 0, 18, 24), term_only=True)
    assert best(problem(one)).days != ()
    assert best(problem(one, year_round=True)).days == ()


def test_a_provider_is_attended_on_its_minimum_of_days_or_not_at_all():
    one = provider("a", session(0, 0, 18, 24), session(1, 2, 18, 24), min_days=2)
    assert best(problem(one)).days == ()
    assert len(best(problem(one, intervals={0: ((18, 24),), 2: ((18, 24),)})).days) == 2


@pytest.mark.parametrize(
    ("windows", "handed"),
    [(None, True), ({0: (21, 21)}, True), ({0: (22, 40)}, False), ({1: (0, 48)}, False)],
)
def test_a_limited_link_hands_over_only_then(windows, handed):
    a = provider("a", session(0, 0, 18, 21, price_pence=1))
    b = provider("b", hourly(0, 0, 16, 30), links=(Link(other="a", windows=windows),))
    plan = best(problem(a, b))
    cheap = [(0, "a", 18, 21), (0, "b", 21, 24)]
    assert stays(plan) == (cheap if handed else [(0, "b", 18, 24)])
    assert plan.days[0].handover is (Handover.LINKED if handed else None)


def test_either_directions_link_may_admit_a_handover():
    a = provider(
        "a", session(0, 0, 18, 21, price_pence=1), links=(Link(other="b", windows={0: (21, 21)}),)
    )
    b = provider("b", hourly(0, 0, 16, 30), links=(Link(other="a", windows={0: (5, 6)}),))
    assert len(best(problem(a, b)).days[0].legs) == 2


def sandwich(windows=None):
    """Hours at b around an hour's session at a, where care is cheap."""
    a = provider("a", session(0, 0, 20, 22, price_pence=1))
    b = provider("b", hourly(0, 0, 16, 30, min_slots=5), links=(Link(other="a", windows=windows),))
    return problem(a, b)


def test_a_sandwich_is_two_providers_and_two_handovers():
    plan = best(sandwich())
    assert stays(plan) == [(0, "b", 18, 20), (0, "a", 20, 22), (0, "b", 22, 24)]
    assert (plan.vector.providers, plan.vector.handovers) == (2, 2)
    assert plan.vector.cost_pence == 2 * 1 + 5 * 100  # both stays together are billed as five


def test_a_sandwich_needs_both_its_handovers_admitted():
    assert len(best(sandwich({0: (20, 22)})).days[0].legs) == 3
    assert len(best(sandwich({0: (20, 21)})).days[0].legs) == 1


def test_a_parent_drives_inside_the_window_as_early_as_possible():
    # 6,500 m by road at 250 m a minute: 26 minutes, one slot of the window 20 to 22.
    first = provider("a", session(0, 0, 18, 20))
    second = provider("b", hourly(0, 0, 20, 24), location=(0, 5000))
    plan = best(
        problem(
            first,
            second,
            handover_window={0: (20, 22)},
            max_distance_metres=9000,
            intervals={0: ((18, 20), (22, 24))},
        )
    )
    assert stays(plan) == [(0, "a", 18, 20), (0, "b", 21, 24)]
    assert plan.days[0].handover is Handover.PARENT


def test_between_an_hourly_stay_and_a_session_the_parent_drives_as_late_as_possible():
    first = provider("a", hourly(0, 0, 16, 30))
    second = provider("b", session(0, 0, 22, 24, price_pence=1))
    spans = {0: ((18, 20), (22, 24))}
    plan = best(problem(first, second, handover_window={0: (19, 24)}, intervals=spans))
    assert stays(plan) == [(0, "a", 18, 21), (0, "b", 22, 24)]
    assert plan.vector.uncovered_slots == 0


def test_without_time_in_the_window_no_parent_drives():
    first = provider("a", session(0, 0, 18, 20))
    second = provider("b", session(0, 0, 22, 24), location=(0, 9000))
    spans = {0: ((18, 20), (22, 24))}
    far = {"max_distance_metres": 20_000, "intervals": spans}
    assert (
        best(problem(first, second, handover_window={0: (20, 22)}, **far)).vector.uncovered_slots
        == 0
    )
    assert (
        best(problem(first, second, handover_window={0: (20, 21)}, **far)).vector.uncovered_slots
        == 2
    )
    assert best(problem(first, second, **far)).vector.uncovered_slots == 2


def test_funding_never_reaches_before_six_or_after_eight():
    one = provider("a", session(0, 0, 10, 14, funded=Funded.YES))
    plan = best(problem(one, intervals={0: ((10, 14),)}, funded_slots=60))
    assert [(x.provider, x.day, x.slots) for x in plan.funded] == [("a", 0, 2)]
    late = provider("a", session(0, 0, 38, 42, funded=Funded.ONLY))
    assert best(problem(late, intervals={0: ((38, 42),)}, funded_slots=60)).days == ()


def test_funding_keeps_ten_hours_a_day_over_all_sites():
    a = provider("a", session(0, 0, 12, 26, funded=Funded.YES), links=(Link(other="b"),))
    b = provider("b", session(0, 0, 26, 38, funded=Funded.YES))
    plan = best(problem(a, b, intervals={0: ((12, 38),)}, funded_slots=60))
    assert sum(claim.slots for claim in plan.funded) == 20
    assert plan.vector.cost_pence == (26 - 20) * 100


def test_without_funding_a_funded_only_session_is_closed():
    one = provider("a", session(0, 0, 18, 24, funded=Funded.ONLY))
    assert best(problem(one, funded_slots=5)).days == ()
    plan = best(problem(one, funded_slots=6))
    assert (plan.vector.cost_pence, sum(x.slots for x in plan.funded)) == (0, 6)


def test_exactly_the_wanted_number_of_days_is_chosen():
    one = provider("a", session(0, 0, 18, 24), session(1, 2, 18, 24, price_pence=50))
    spans = {0: ((18, 24),), 2: ((18, 24),), 4: ((18, 20),)}
    plan = best(problem(one, mode=Mode.ANY_DAYS, days_wanted=1, intervals=spans))
    assert (plan.chosen_days, stays(plan)) == ((2,), [(2, "a", 18, 24)])
    plan = best(problem(one, mode=Mode.ANY_DAYS, days_wanted=3, intervals=spans))
    assert (plan.chosen_days, plan.vector.uncovered_slots) == ((0, 2, 4), 2)


def test_a_chosen_day_without_care_is_the_one_with_the_least_need():
    spans = {0: ((18, 24),), 2: ((18, 20),)}
    plan = best(problem(mode=Mode.ANY_DAYS, days_wanted=1, intervals=spans))
    assert (plan.chosen_days, plan.vector.uncovered_slots) == ((2,), 2)


def test_hours_may_be_trimmed_by_whole_hours_and_no_further_than_the_minimum():
    def hours(wanted, least):
        one = provider("a", hourly(0, 0, 18, 30, min_slots=least))
        case = problem(one, mode=Mode.ANY_HOURS, slots_wanted=wanted, intervals={0: ((18, 24),)})
        return stays(best(case))[0][3]

    assert hours(wanted=4, least=0) == 22
    assert hours(wanted=3, least=0) == 22
    assert hours(wanted=2, least=3) == 22
    assert hours(wanted=2, least=0) == 20


def test_hours_may_be_spread_over_so_many_days_only():
    one = provider("a", *(hourly(day, day, 18, 24) for day in range(3)))
    spans = dict.fromkeys(range(3), ((18, 24),))
    case = problem(one, mode=Mode.ANY_HOURS, slots_wanted=18, max_days=2, intervals=spans)
    assert best(case).vector.uncovered_slots == 6


def test_a_further_provider_a_handover_and_travel_are_weighed_in_pence():
    weights = Weights(travel_pence_per_km=60, provider_pence=800, handover_pence=150)
    a = provider("a", session(0, 0, 18, 21), location=(1000, 0), links=(Link(other="b"),))
    b = provider("b", session(0, 0, 21, 24), location=(1000, 0))
    vector = best(problem(a, b, weights=weights)).vector
    assert vector.travel_hm == 4 * 13
    assert vector.total == 600 + round(60 * 52 / 10) + 800 + 150


def test_a_total_beyond_a_million_never_outweighs_an_uncovered_slot():
    costly = provider("a", session(0, 0, 18, 24, price_pence=999_999))
    cheap = provider("b", session(0, 0, 18, 23, price_pence=1))
    case = problem(costly, cheap)
    result = solve(case, sets=True)
    assert result.plan.providers == ("a",)
    assert [item.plan.providers for item in result.sets] == [("b",), ("a",), ()]
