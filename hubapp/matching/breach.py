"""A rule a plan breaks, said in a sentence."""

from typing import NamedTuple


class Breach(NamedTuple):
    """`rule` names the rule, `sentence` says what is wrong."""

    rule: str
    sentence: str
