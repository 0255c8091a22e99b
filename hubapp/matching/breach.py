"""A rule a plan breaks, said in a sentence."""

from enum import StrEnum
from typing import NamedTuple


class Checked(StrEnum):
    """Every rule `verify` checks (docs/matching.md, Rules and terms by name); values are stable."""

    SESSIONS = "sessions"
    AGE = "age"
    PLACES = "places"
    ALL_YEAR = "all year"
    DISTANCE = "distance"
    STAYS = "stays"
    SHAPE = "shape"
    TIMES = "times"
    LINKED = "linked"
    BY_PARENT = "by parent"
    DAYS = "days"
    CHOSEN_DAYS = "chosen days"
    MOST_DAYS = "most days"
    PROVIDERS = "providers"
    MOST_PROVIDERS = "most providers"
    MINIMUM_DAYS = "minimum days"
    ANCHORS = "anchors"
    FUNDING = "funding"
    FUNDED_ONLY = "funded only"
    FUNDED_DAY = "funded day"
    FUNDED_WEEK = "funded week"
    FUNDED_POOL = "funded pool"
    VECTOR = "vector"
    MEMBERS = "members"


class Breach(NamedTuple):
    """`rule` names the rule, `sentence` says what is wrong."""

    rule: Checked
    sentence: str
