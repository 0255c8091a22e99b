import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.matching import (
    AfterChecks,
    AfterSeconds,
    Status,
    read_problem,
    solve,
    verify,
    write_result,
)
from tests.unit.matching.cases import document
from tests.unit.matching.random_problems import small_problem


@settings(deadline=None)
@given(st.integers(0, 2**40), st.integers(0, 40))
def test_a_stopped_search_brackets_the_proved_answer(seed, checks):
    problem = small_problem(seed)
    proved = solve(problem, sets=True)
    stopped = solve(problem, sets=True, stop=AfterChecks(checks))
    z = proved.plan.vector.z
    assert verify(problem, stopped.plan) == ()
    assert stopped.plan.vector.z >= z
    if stopped.status is Status.PROVED:
        assert stopped == proved
    else:
        assert stopped.bound <= z
        assert len(stopped.sets) <= len(proved.sets)
        assert all(a.z >= b.z for a, b in zip(stopped.sets, proved.sets, strict=False))


def test_stopped_at_once_there_is_still_an_answer():
    problem = read_problem(document())
    result = solve(problem, sets=True, plans=True, frontier=True, stop=AfterChecks(0))
    assert result.status is Status.STOPPED
    assert result.plan.days == ()
    assert write_result(result)["bound"] <= solve(problem).plan.vector.z < result.plan.vector.z
    assert len(result.plans) == 1


def test_what_is_still_open_when_stopped_is_bounded_by_more_than_nothing():
    problem = read_problem(document())
    proved = solve(problem).plan.vector.z
    bounds = [solve(problem, sets=True, stop=AfterChecks(checks)).bound for checks in range(9)]
    told = [bound for bound in bounds if bound is not None]
    assert max(told) > 0
    assert max(told) <= proved


def test_a_proved_answer_has_no_bound():
    result = solve(small_problem(7))
    assert (result.status, result.bound) == (Status.PROVED, None)
    assert "bound" not in write_result(result)


@pytest.mark.parametrize(("seconds", "answers"), [(0, [True]), (2, [False, False, True])])
def test_seconds_are_counted_by_the_clock_handed_in(seconds, answers):
    ticks = iter(range(10, 20))
    stop = AfterSeconds(seconds, lambda: next(ticks))
    if seconds:
        assert [stop(), stop()] == [False, True]
    else:
        assert stop()
