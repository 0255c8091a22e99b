"""Blended childcare weeks, proved best: `solve(problem)` and everything it takes and gives."""

from hubapp.matching.command import answer_file, describe_file
from hubapp.matching.fields import FormatError
from hubapp.matching.format import read_problem
from hubapp.matching.problem import (
    Booking,
    CareSession,
    Funded,
    Link,
    Mode,
    Need,
    Problem,
    Provider,
    ProviderKind,
    Weights,
)
from hubapp.matching.result import (
    DayPlan,
    FundedSlots,
    Handover,
    Leg,
    RankedSet,
    Result,
    Status,
    Vector,
    WeeklyPlan,
)
from hubapp.matching.solve import solve
from hubapp.matching.stop import AfterChecks, AfterSeconds, Stop, never
from hubapp.matching.timetable import describe
from hubapp.matching.verify import Breach, verify
from hubapp.matching.writing import write_result

__all__ = [
    "AfterChecks",
    "AfterSeconds",
    "Booking",
    "Breach",
    "CareSession",
    "DayPlan",
    "FormatError",
    "Funded",
    "FundedSlots",
    "Handover",
    "Leg",
    "Link",
    "Mode",
    "Need",
    "Problem",
    "Provider",
    "ProviderKind",
    "RankedSet",
    "Result",
    "Status",
    "Stop",
    "Vector",
    "WeeklyPlan",
    "Weights",
    "answer_file",
    "describe",
    "describe_file",
    "never",
    "read_problem",
    "solve",
    "verify",
    "write_result",
]
