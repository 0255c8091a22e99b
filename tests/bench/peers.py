"""The other solvers, each in a process of its own (their libraries cannot be loaded together)."""

import importlib
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from hubapp.matching import Problem
from tests.bench.columns import Column, all_columns
from tests.bench.localities import locality_problem
from tests.bench.model import Model, build_model
from tests.bench.question import Answer, Solver, ask

SOLVERS = {"cp-sat": ("tests.bench.cp_sat", "CpSat"), "highs": ("tests.bench.highs", "Highs")}
PEERS = tuple(SOLVERS)
CLOCKS: dict[str, Callable[[], float]] = {"wall": time.perf_counter, "cpu": time.process_time}


@dataclass(frozen=True)
class Instance:
    """Names one generated problem, so that a process can make it for itself."""

    kind: str
    providers: int
    number: int
    slot_minutes: int

    def problem(self) -> Problem:
        return locality_problem(self.kind, self.providers, self.number, self.slot_minutes)


class Peer:
    """One solver, waiting in its process."""

    def __init__(self, name: str, clock: str) -> None:
        self.name, self.clock = name, clock
        self.process = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        self.ask(Instance("std3", 6, 0, 30), 60)  # loads the libraries

    def ask(self, instance: Instance, limit: float) -> Answer:
        return self.process.submit(answer, self.name, instance, limit, self.clock).result()


def answer(name: str, instance: Instance, limit: float, clock: str) -> Answer:
    """In the peer's process: the day plans, which are not timed, then the ten best sets."""
    problem = instance.problem()
    columns = all_columns(problem)

    def load() -> tuple[Model, Solver]:
        return loaded(name, problem, columns)

    return ask(load, problem.need.list_length, limit, CLOCKS[clock])


def loaded(name: str, problem: Problem, columns: list[Column]) -> tuple[Model, Solver]:
    """The model, and the solver holding it."""
    module, of_name = SOLVERS[name]
    solver: Any = getattr(importlib.import_module(module), of_name)
    model = build_model(problem, columns)
    return model, solver(model)
