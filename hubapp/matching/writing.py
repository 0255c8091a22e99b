"""Answers into JSON-able values (docs/matching.md, The answer)."""

from hubapp.matching.result import DayPlan, Result, Status, Vector, WeeklyPlan
from hubapp.matching.together import TogetherResult


def write_result(result: Result) -> dict[str, object]:
    """The answer object, key for key; `bound` only where the search was stopped."""
    out: dict[str, object] = {
        "schema": 1,
        "name": result.name,
        "status": result.status.value,
        "optimum": write_vector(result.plan.vector),
        "plan": write_plan(result.plan),
    }
    if result.sets is not None:
        out["sets"] = [{"Z": item.z, "plan": write_plan(item.plan)} for item in result.sets]
    if result.plans is not None:
        out["plans"] = list(result.plans)
    if result.frontier is not None:
        out["frontier"] = [list(point) for point in result.frontier]
    if result.status is Status.STOPPED:
        out["bound"] = result.bound
    return out


def write_together(result: TogetherResult) -> dict[str, object]:
    """The answer for siblings or a year: one plan for each request, in their order."""
    out: dict[str, object] = {
        "schema": 1,
        "name": result.name,
        "status": result.status.value,
        "optimum": write_vector(result.vector),
        "members": [
            {"vector": write_vector(plan.vector), "plan": write_plan(plan)} for plan in result.plans
        ],
    }
    if result.status is Status.STOPPED:
        out["bound"] = result.bound
    return out


def write_vector(vector: Vector) -> dict[str, int]:
    """The parts of a vector by their letters."""
    return {
        "U": vector.uncovered_slots,
        "G": vector.total,
        "C": vector.cost_pence,
        "T": vector.travel_hm,
        "P": vector.providers,
        "H": vector.handovers,
    }


def write_plan(plan: WeeklyPlan) -> dict[str, object]:
    """A week: `chosen_days` only where days were chosen, `days` only those attended."""
    out: dict[str, object] = {"providers": list(plan.providers)}
    if plan.chosen_days is not None:
        out["chosen_days"] = list(plan.chosen_days)
    out["days"] = [_write_day(day) for day in plan.days]
    out["funded"] = [
        {"provider": claim.provider, "day": claim.day, "slots": claim.slots}
        for claim in plan.funded
    ]
    return out


def _write_day(day: DayPlan) -> dict[str, object]:
    return {
        "day": day.day,
        "handover": None if day.handover is None else day.handover.value,
        "stays": [
            {"provider": leg.provider, "session": leg.session, "start": leg.start, "end": leg.end}
            for leg in day.legs
        ],
    }
