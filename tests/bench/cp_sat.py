"""The model in OR-Tools CP-SAT: one worker, linearization level 2.

Those two settings are many times faster here than the defaults. Z is minimised as one whole number,
which CP-SAT does exactly, and faster than U first and then G.
"""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from tests.bench.model import Model, Terms
from tests.bench.question import PER_UNCOVERED, OutOfTimeError


class CpSat:
    """One loaded model."""

    def __init__(self, model: Model) -> None:
        self.source = model
        self.model = cp_model.CpModel()
        self.variables = [
            self.model.new_bool_var("") if upper == 1 else self.model.new_int_var(0, upper, "")
            for upper in model.upper
        ]
        for row in model.rows:
            low = cp_model.INT_MIN if row.low is None else row.low
            high = cp_model.INT_MAX if row.high is None else row.high
            self.model.add_linear_constraint(self.sum(row.terms), low, high)
        z = dict(model.total)
        for variable, uncovered in model.uncovered.items():
            z[variable] = z.get(variable, 0) + PER_UNCOVERED * uncovered
        self.model.minimize(self.sum(z) + PER_UNCOVERED * model.uncovered_constant)

    def sum(self, terms: Terms) -> cp_model.LinearExpr:
        return cp_model.LinearExpr.weighted_sum(
            [self.variables[i] for i in terms], list(terms.values())
        )

    def next_best(self, seconds: float) -> tuple[int, Sequence[int]] | None:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.max_time_in_seconds = seconds
        status = solver.solve(self.model)
        if status == cp_model.INFEASIBLE:
            return None
        if status != cp_model.OPTIMAL:
            raise OutOfTimeError
        return round(solver.objective_value), [solver.value(x) for x in self.variables]

    def forbid(self, used: set[int]) -> None:
        others = set(self.source.providers.values()) - used
        self.model.add_at_least_one(
            [*(~self.variables[y] for y in used), *(self.variables[y] for y in others)]
        )
