from hubapp.matching import AfterChecks, Link, describe, solve
from tests.unit.matching.cases import hourly, problem, provider, session


def test_a_handover_is_said_under_its_stays():
    case = problem(
        provider("nursery", session(0, 0, 18, 21, price_pence=1)),
        provider("minder", hourly(0, 0, 16, 30), links=(Link(other="nursery"),)),
    )
    assert describe(case, solve(case)).splitlines() == [
        "case",
        "  Monday    09:00-10:30  nursery",
        "            10:30-12:00  minder",
        "            the providers hand the child over",
        "  Family pays £3.03 a week; 0 hours not covered;",
        "  0 km extra travel; providers: 2; handovers: 1.",
        "  Proved: no week is better.",
    ]


def test_a_parents_drive_is_said_and_lists_are_shown():
    case = problem(
        provider("a", session(0, 0, 18, 20)),
        provider("b", session(0, 0, 22, 24)),
        handover_window={0: (20, 22)},
        intervals={0: ((18, 20), (22, 24))},
        list_length=2,
    )
    result = solve(case, plans=True, frontier=True)
    assert describe(case, result).splitlines()[1:4] == [
        "  Monday    09:00-10:00  a",
        "            11:00-12:00  b",
        "            a parent drives the child",
    ]
    assert describe(case, result).splitlines()[-3:] == [
        "Best weeks by Z: 400, 2000200",
        "Trade-offs (uncovered, pence, hectometres, providers, handovers):",
        "  0, 400, 0, 2, 1",
    ]


def test_without_care_the_timetable_says_so():
    case = problem(provider("a", session(0, 0, 18, 24)))
    lines = describe(case, solve(case, stop=AfterChecks(0))).splitlines()
    assert lines[1] == "  No care."
    assert lines[-1].startswith("  Stopped early: the best found has Z 6000000; none is below ")
