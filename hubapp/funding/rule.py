"""The rules of funded childcare by their numbers: which function holds each, and on whose word."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its numbers ("R4"), the function that holds it and the source it is taken from."""

    numbers: tuple[str, ...]
    function: Callable[..., Any]
    source: str


RULES: list[Rule] = []
"""Every rule, in the order its module is read; docs/funding.md is written from it."""


def rule(*numbers: str, source: str) -> Callable[[Function], Function]:
    """Mark the one function that holds a rule; its docstring's examples stand in the docs."""

    def entered(function: Function) -> Function:
        RULES.append(Rule(numbers, function, source))
        return function

    return entered
