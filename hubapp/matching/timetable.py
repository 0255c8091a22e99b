"""An answer as a timetable in plain text, for people at a terminal."""

from hubapp.matching.problem import Problem
from hubapp.matching.result import DayPlan, Handover, Result, WeeklyPlan
from hubapp.matching.together import Together, TogetherResult

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def describe(problem: Problem, result: Result) -> str:
    """The best week day by day, what it costs, and the lists that were asked for."""
    lines = [problem.name, *_plan_lines(problem, result.plan)]
    lines.append(_proof_line(result.plan.vector.z, result.bound))
    if result.sets is not None:
        lines.append("Best week of each set of providers:")
        lines += [
            f"  {item.z:>12}  {', '.join(item.plan.providers) or 'nobody'}" for item in result.sets
        ]
    if result.plans is not None:
        lines.append("Best weeks by Z: " + ", ".join(str(z) for z in result.plans))
    if result.frontier is not None:
        lines.append("Trade-offs (uncovered, pence, hectometres, providers, handovers):")
        lines += ["  " + ", ".join(str(part) for part in point) for point in result.frontier]
    return "\n".join(lines)


def describe_together(together: Together, result: TogetherResult) -> str:
    """Each week day by day, and what they come to together."""
    lines = [together.name]
    for i, (member, plan) in enumerate(zip(together.members, result.plans, strict=True)):
        lines.append(_heading(together, i))
        lines += _plan_lines(member.problem, plan)
    vector = result.vector
    counts = f"different providers: {vector.providers}; different handovers: {vector.handovers}"
    lines.append(f"Together £{vector.cost_pence / 100:.2f}; {counts}.")
    return "\n".join([*lines, _proof_line(vector.z, result.bound)])


def _heading(together: Together, member: int) -> str:
    if together.same_week:
        return f"Child {member + 1}:"
    kind = ("Term", "Holidays")[member]
    return f"{kind}, weeks: {together.members[member].weeks}"


def _plan_lines(problem: Problem, plan: WeeklyPlan) -> list[str]:
    lines = [line for day in plan.days for line in _day_lines(problem, plan, day)]
    vector = plan.vector
    hours = vector.uncovered_slots / problem.slots_per_hour
    counts = f"providers: {vector.providers}; handovers: {vector.handovers}"
    return [
        *(lines or ["  No care."]),
        f"  Family pays £{vector.cost_pence / 100:.2f} a week; {hours:g} hours not covered;",
        f"  {vector.travel_hm / 10:g} km extra travel; {counts}.",
    ]


def _day_lines(problem: Problem, plan: WeeklyPlan, day: DayPlan) -> list[str]:
    minutes = problem.slot_minutes
    lines = [
        f"  {NAMES[day.day] if i == 0 else '':<10}"
        f"{_time(leg.start, minutes)}-{_time(leg.end, minutes)}  {leg.provider}"
        for i, leg in enumerate(day.legs)
    ]
    if day.handover is not None:
        parent = day.handover is Handover.PARENT
        who = "a parent drives the child" if parent else "the providers hand the child over"
        lines.append(f"{'':<12}{who}")
    funded = sum(claim.slots for claim in plan.funded if claim.day == day.day)
    if funded:
        lines.append(f"{'':<12}{funded / problem.slots_per_hour:g} hours funded")
    return lines


def _time(slot: int, minutes: int) -> str:
    hours, rest = divmod(slot * minutes, 60)
    return f"{hours:02d}:{rest:02d}"


def _proof_line(z: int, bound: int | None) -> str:
    if bound is None:
        return "  Proved: no week is better."
    return f"  Stopped early: the best found has Z {z}; none is below {bound}."
