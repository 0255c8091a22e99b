"""The use case behind the page of one week: find that week again, and why it is as it is."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from hubapp import matching
from hubapp.plans.assemble import Locality
from hubapp.plans.gathering import Ground
from hubapp.plans.helping import Help, find_help
from hubapp.plans.week import Week

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedWeek:
    """A week, the best one there is, and the matcher's reasons.

    `next_best` has the week of each runner-up, by day and provider, priced as pages price.
    `finished` is false when time ran out before `best` was proved. There is no `help` for a week
    that is not the best, since small changes are measured from that.
    """

    week: Week
    best: Week
    is_sure: bool
    finished: bool
    reasons: matching.Explanation
    next_best: Mapping[tuple[int, str], Week]
    help: Help | None
    locality: Locality
    funded_minutes: int

    @property
    def is_best(self) -> bool:
        """Whether no week that was found is better by the matcher's order."""
        return self.week.plan.vector <= self.best.plan.vector


def explain_week(
    ground: Ground, slugs: Sequence[str], *, is_sure: bool, new_stop: Callable[[], matching.Stop]
) -> ExplainedWeek | None:
    """The best week of exactly these providers; None when they no longer make one.

    `new_stop` gives the search, the reasons and the near misses each its own limit.
    """
    problem = ground.problem(count_unknown=not is_sure)
    names = {str(one.id) for one in ground.locality.providers if one.slug in slugs}
    plan = (
        _best_of(problem, names) if len(names) == len(slugs) <= ground.need.max_providers else None
    )
    if plan is None:
        return None
    result = matching.solve(problem, stop=new_stop())
    finished = result.status is matching.Status.PROVED
    # What is too large to search once in time is so for every runner-up too: nobody need wait.
    reasons = matching.explain(
        problem, plan, result, stop=new_stop() if finished else matching.AfterChecks(0)
    )
    is_best = plan.vector <= result.plan.vector
    return ExplainedWeek(
        week=ground.lived(plan),
        best=ground.lived(result.plan),
        is_sure=is_sure,
        finished=finished,
        reasons=reasons,
        next_best={
            (stay.day, stay.provider): ground.lived(stay.runner_up.plan)
            for stay in reasons.stays
            if stay.runner_up
        },
        help=(find_help(ground, problem, result, new_stop()) if is_sure and is_best else None),
        locality=ground.locality,
        funded_minutes=ground.funded_minutes,
    )


def _best_of(problem: matching.Problem, names: set[str]) -> matching.WeeklyPlan | None:
    """The best week that uses all of these providers: so few that it takes no time."""
    alone = replace(
        problem,
        providers=tuple(
            replace(one, links=tuple(link for link in one.links if link.other in names))
            for one in problem.providers
            if one.id in names
        ),
    )
    for ranked in matching.solve(alone, sets=True).sets or ():
        if set(ranked.plan.providers) == names:
            if not (breaches := matching.verify(problem, ranked.plan)):
                return ranked.plan
            log.error("A plan broke the rules and was not shown: %s", breaches)
    return None
