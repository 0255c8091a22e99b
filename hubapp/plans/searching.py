"""One search of the matcher: sound weeks worth showing, in an order that is fair."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from hubapp import matching

# Weeks that leave over two hours more open than the best one help nobody choose.
_SLACK_SLOTS = 8

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Search:
    """A problem, the matcher's answer, and the weeks of it to show."""

    problem: matching.Problem
    result: matching.Result
    plans: Sequence[matching.WeeklyPlan]

    @property
    def finished(self) -> bool:
        """Whether it looked at everything."""
        return self.result.status is matching.Status.PROVED


def search(problem: matching.Problem, today: date, stop: matching.Stop) -> Search:
    """The best week of each provider set, each checked again before anybody sees it."""
    result = matching.solve(problem, sets=True, stop=stop)
    plans = [ranked.plan for ranked in result.sets or () if ranked.plan.providers]
    sound = []
    for plan in plans:
        if breaches := matching.verify(problem, plan):
            log.error("A plan broke the rules and was not shown: %s", breaches)
        else:
            sound.append(plan)
    return Search(problem, result, _worth_showing(sound, today))


def _worth_showing(sound: Sequence[matching.WeeklyPlan], today: date) -> list[matching.WeeklyPlan]:
    """Weeks near the best in what they cover, none of whose providers adds nothing.

    Weeks that come to the same rotate by the day, so that nobody always stands first.
    """
    least = min((plan.vector.uncovered_slots for plan in sound), default=0)
    close = [plan for plan in sound if plan.vector.uncovered_slots <= least + _SLACK_SLOTS]
    in_order = sorted(close, key=lambda plan: (plan.vector.z, _turn(plan, today)))
    return [
        plan for plan in in_order if not any(_serves_as_well(other, plan) for other in in_order)
    ]


def _serves_as_well(other: matching.WeeklyPlan, plan: matching.WeeklyPlan) -> bool:
    """Whether fewer of the same providers do everything a plan does: the rest add nothing."""
    mine, theirs = plan.vector, other.vector
    return (
        set(other.providers) < set(plan.providers)
        and theirs.uncovered_slots <= mine.uncovered_slots
        and theirs.cost_pence <= mine.cost_pence
        and theirs.travel_hm <= mine.travel_hm
    )


def _turn(plan: matching.WeeklyPlan, today: date) -> str:
    return sha256(f"{today.isoformat()} {plan.providers}".encode()).hexdigest()
