import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.matching import Problem, solve
from tests.unit.matching.random_problems import small_problem

SEEDS = st.integers(0, 2**40)


def shuffled(problem: Problem, rng: random.Random) -> Problem:
    """The same problem, everything listed in another order."""
    providers = [
        replace(
            p,
            sessions=tuple(rng.sample(p.sessions, len(p.sessions))),
            links=tuple(rng.sample(p.links, len(p.links))),
        )
        for p in rng.sample(problem.providers, len(problem.providers))
    ]
    return replace(problem, providers=tuple(providers))


@settings(deadline=None)
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_listing_changes_nothing(seed, rng):
    problem = small_problem(seed)
    asked = {"sets": True, "plans": True, "frontier": True}
    assert solve(shuffled(problem, rng), **asked) == solve(problem, **asked)


@settings(deadline=None)
@given(SEEDS)
def test_leaving_out_a_provider_no_listed_set_uses_changes_no_plan(seed):
    problem = small_problem(seed)
    before = solve(problem, sets=True)
    used = {name for item in before.sets for name in item.plan.providers}
    kept = tuple(
        replace(p, links=tuple(link for link in p.links if link.other in used))
        for p in problem.providers
        if p.id in used
    )
    assert solve(replace(problem, providers=kept), sets=True) == before


@settings(deadline=None)
@given(SEEDS)
def test_more_places_never_make_the_best_week_worse(seed):
    problem = small_problem(seed)
    more = tuple(
        replace(p, sessions=tuple(replace(s, free_u2=9, free_2=9, free_3p=9) for s in p.sessions))
        for p in problem.providers
    )
    before, after = solve(problem), solve(replace(problem, providers=more))
    assert after.plan.vector <= before.plan.vector


@settings(deadline=None)
@given(SEEDS, st.integers(1, 300))
def test_dearer_extras_never_make_the_best_week_better(seed, pence):
    problem = small_problem(seed)
    dearer = tuple(
        replace(
            p,
            sessions=tuple(replace(s, extra_pence=s.extra_pence + pence) for s in p.sessions),
        )
        for p in problem.providers
    )
    before, after = solve(problem), solve(replace(problem, providers=dearer))
    assert after.plan.vector.z >= before.plan.vector.z


@settings(deadline=None)
@given(SEEDS)
def test_one_more_funded_slot_saves_no_more_than_the_dearest_slot(seed):
    problem = small_problem(seed)
    if any(s.funded == "only" for p in problem.providers for s in p.sessions):
        return  # more funding can then unlock whole weeks
    need = problem.need
    before = solve(problem).plan.vector.z
    after = solve(
        replace(problem, need=replace(need, funded_slots=need.funded_slots + 1))
    ).plan.vector.z
    assert before - 200 <= after <= before
