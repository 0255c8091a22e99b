"""Blended childcare weeks, proved best: `solve(problem)` and everything it takes and gives."""

from hubapp.kernel.fields import FormatError
from hubapp.matching.binding import Binding, Rule
from hubapp.matching.changes import (
    Alternative,
    AnotherDay,
    Change,
    ChangeKind,
    Farther,
    MovedEdge,
    NewLink,
    OnePlace,
    OneProvider,
)
from hubapp.matching.command import answer_file, describe_file
from hubapp.matching.editing import HiddenPlace
from hubapp.matching.explain import Explanation, RunnerUp, Share, StayReason, Term, explain
from hubapp.matching.format import read_problem
from hubapp.matching.gains import Gain
from hubapp.matching.jointly import solve_together
from hubapp.matching.nearmiss import NearMiss, find_near_misses
from hubapp.matching.problem import (
    Anchor,
    Booking,
    CareSession,
    Funded,
    Link,
    Mode,
    Need,
    NoWeekKeepsAnchors,
    NumbersTooLarge,
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
from hubapp.matching.together import (
    Member,
    SharedWeights,
    Together,
    TogetherResult,
    siblings,
    year,
)
from hubapp.matching.together_format import read_question
from hubapp.matching.verify import Breach, verify
from hubapp.matching.verify_together import verify_together
from hubapp.matching.writing import write_result, write_together

__all__ = [
    "AfterChecks",
    "AfterSeconds",
    "Alternative",
    "Anchor",
    "AnotherDay",
    "Binding",
    "Booking",
    "Breach",
    "CareSession",
    "Change",
    "ChangeKind",
    "DayPlan",
    "Explanation",
    "Farther",
    "FormatError",
    "Funded",
    "FundedSlots",
    "Gain",
    "Handover",
    "HiddenPlace",
    "Leg",
    "Link",
    "Member",
    "Mode",
    "MovedEdge",
    "NearMiss",
    "Need",
    "NewLink",
    "NoWeekKeepsAnchors",
    "NumbersTooLarge",
    "OnePlace",
    "OneProvider",
    "Problem",
    "Provider",
    "ProviderKind",
    "RankedSet",
    "Result",
    "Rule",
    "RunnerUp",
    "Share",
    "SharedWeights",
    "Status",
    "StayReason",
    "Stop",
    "Term",
    "Together",
    "TogetherResult",
    "Vector",
    "WeeklyPlan",
    "Weights",
    "answer_file",
    "describe",
    "describe_file",
    "explain",
    "find_near_misses",
    "never",
    "read_problem",
    "read_question",
    "siblings",
    "solve",
    "solve_together",
    "verify",
    "verify_together",
    "write_result",
    "write_together",
    "year",
]
