"""The model in HiGHS: no gap allowed, two stages, results rounded, one thread."""

from collections.abc import Sequence

import highspy
import numpy as np

from tests.bench.model import Model, Row
from tests.bench.question import PER_UNCOVERED, OutOfTimeError

FREE = highspy.kHighsInf
OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "mip_rel_gap": 0.0,
    "mip_detect_symmetry": False,  # never helps here, and takes up to half of the time
}


class Highs:
    """One loaded model; U is held by the bounds of the last row loaded at first."""

    def __init__(self, model: Model) -> None:
        self.source = model
        self.highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in OPTIONS.items():
            self.highs.setOptionValue(option, value)
        rows = [*model.rows, Row(model.uncovered, None, None)]
        self.highs.passModel(_loaded(model.upper, rows))
        self.ceiling = len(rows) - 1
        self.uncovered: int | None = None
        self.numbers = np.arange(len(model.upper), dtype=np.int32)

    def next_best(self, seconds: float) -> tuple[int, Sequence[int]] | None:
        """U is tried as it was first, and only raised when nothing is left."""
        total = None if self.uncovered is None else self.solve(self.source.total, seconds)
        if total is None:
            self.highs.changeRowBounds(self.ceiling, -FREE, FREE)
            self.uncovered = self.solve(self.source.uncovered, seconds)
            if self.uncovered is None:
                return None
            self.highs.changeRowBounds(self.ceiling, -FREE, float(self.uncovered))
            total = self.solve(self.source.total, seconds)
        if total is None or self.uncovered is None:
            raise ArithmeticError("HiGHS finds no week with the least U it has found itself.")
        values = np.rint(np.asarray(self.highs.getSolution().col_value)).astype(int)
        uncovered = self.uncovered + self.source.uncovered_constant
        return PER_UNCOVERED * uncovered + total, values.tolist()

    def solve(self, objective: dict[int, int], seconds: float) -> int | None:
        costs = np.zeros(len(self.numbers))
        costs[list(objective)] = list(objective.values())
        self.highs.changeColsCost(len(costs), self.numbers, costs)
        self.highs.clearSolver()
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + seconds)
        self.highs.run()
        status = self.highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise OutOfTimeError
        return round(self.highs.getInfo().objective_function_value)

    def forbid(self, used: set[int]) -> None:
        providers = self.source.providers.values()
        numbers = np.array(list(providers), dtype=np.int32)
        signs = np.array([-1.0 if y in used else 1.0 for y in providers])
        self.highs.addRow(1.0 - len(used), FREE, len(numbers), numbers, signs)


def _loaded(upper: list[int], rows: list[Row]) -> highspy.HighsLp:
    """The rows by row, as HiGHS takes them."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(upper), len(rows)
    lp.col_cost_, lp.col_lower_ = np.zeros(len(upper)), np.zeros(len(upper))
    lp.col_upper_ = np.array(upper, dtype=float)
    lp.row_lower_ = np.array([-FREE if row.low is None else row.low for row in rows])
    lp.row_upper_ = np.array([FREE if row.high is None else row.high for row in rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in rows)]).astype(np.int32)
    lp.a_matrix_.index_ = np.array([i for row in rows for i in row.terms], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([float(v) for row in rows for v in row.terms.values()])
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(upper)
    return lp
