"""The matcher's own times and answers, and whether each answer is sound."""

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from hubapp.matching import (
    AfterSeconds,
    Problem,
    Result,
    WeeklyPlan,
    find_near_misses,
    solve,
    verify,
)
from hubapp.matching.result import Status
from hubapp.matching.table import tabulated
from tests.bench.peers import CLOCKS, Instance

Point = tuple[int, int, int, int, int]
STATUS = Path("/proc/self/status")


@dataclass
class Ours:
    """Seconds for each question (None: stopped), the Zs, and what is wrong with any answer."""

    best: float | None = None
    all: float | None = None
    near: float | None = None
    frontier: float | None = None
    points: int = 0
    zs: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Budget:
    """Seconds each question may take; no frontier where that is 0."""

    list: float
    frontier: float
    clock: str


class Matcher:
    """The matcher, waiting in a process of its own like the other solvers."""

    def __init__(self) -> None:
        self.process = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        self.ask(Instance("std3", 6, 0, 30), Budget(5, 5, "wall"))  # loads everything

    def ask(self, instance: Instance, budget: Budget) -> Ours:
        return self.process.submit(answer, instance, budget).result()


def answer(instance: Instance, budget: Budget) -> Ours:
    """Best week, ten sets, near misses and frontier, each from a problem parsed anew."""
    out = Ours()
    stop = budget.list
    clock = CLOCKS[budget.clock]
    best, out.best = _timed(instance, clock, lambda p: solve(p, stop=_after(stop)))
    sets, out.all = _timed(instance, clock, lambda p: solve(p, sets=True, stop=_after(stop)))
    out.zs = [ranked.z for ranked in sets.sets or ()]
    out.wrong = _unsound(instance.problem(), [best.plan, *(x.plan for x in sets.sets or ())])
    if out.best is not None and out.all is not None and best.plan.vector != sets.plan.vector:
        out.wrong.append(f"best {best.plan.vector} is not the first of the sets {sets.plan.vector}")
    _near_misses(instance, clock, stop, out)
    if budget.frontier:
        seconds = budget.frontier
        front, out.frontier = _timed(
            instance, clock, lambda p: solve(p, frontier=True, stop=_after(seconds))
        )
        points = list(front.frontier or ())
        out.points = len(points)
        if out.frontier is not None:
            out.wrong += _off_the_frontier(points, front.plan.vector.trade)
    return out


def _near_misses(instance: Instance, clock: Callable[[], float], seconds: float, out: Ours) -> None:
    """The time of all near misses, once the best week is known."""
    problem = instance.problem()
    result = solve(problem, stop=_after(seconds))
    began = clock()
    misses = find_near_misses(problem, result, stop=_after(seconds))
    spent = clock() - began
    out.near = spent if result.status is Status.PROVED and spent < seconds else None
    for miss in misses:
        out.wrong += _unsound(miss.change.apply(problem), [miss.plan])


def _after(seconds: float) -> AfterSeconds:
    return AfterSeconds(seconds, time.perf_counter)


def _timed(
    instance: Instance, clock: Callable[[], float], ask: Callable[[Problem], Result]
) -> tuple[Result, float | None]:
    problem = instance.problem()
    tabulated(problem.providers)  # as reading a file does, and once for all families of a town
    began = clock()
    result = ask(problem)
    spent = clock() - began
    return result, spent if result.status is Status.PROVED else None


def _unsound(problem: Problem, plans: list[WeeklyPlan]) -> list[str]:
    return [f"{plan.providers}: {breach}" for plan in plans for breach in verify(problem, plan)]


def _off_the_frontier(points: list[Point], optimum: Point) -> list[str]:
    """What contradicts the meaning of a frontier, without searching for another."""
    wrong = [] if points == sorted(set(points)) else ["frontier not in order"]
    if optimum not in points:
        wrong.append(f"the optimum {optimum} is not on the frontier")
    for one in points:
        better = [
            x for x in points if x != one and all(a <= b for a, b in zip(x, one, strict=True))
        ]
        if better:
            wrong.append(f"{one} is dominated by {better[0]}")
    return wrong


def memory_mb(instances: list[Instance], seconds: float) -> float | None:
    """The greatest memory of ten sets above the interpreter and its libraries; Linux only."""
    if not STATUS.exists():
        return None
    fresh = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    with fresh:
        return fresh.submit(_rise, instances, seconds).result()


def _rise(instances: list[Instance], seconds: float) -> float:
    """One problem at a time, generating it included, after a tiny one has loaded everything."""
    solve(Instance("std3", 6, 0, 30).problem(), sets=True)
    before = _kilobytes("VmRSS")
    for instance in instances:
        solve(instance.problem(), sets=True, stop=_after(seconds))
    return (_kilobytes("VmHWM") - before) / 1024


def _kilobytes(name: str) -> int:
    lines = STATUS.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name + ":"))
