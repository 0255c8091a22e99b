"""The examples in the rules' docstrings, which the docs show, are true."""

import doctest
import pkgutil
from datetime import date
from importlib import import_module
from types import ModuleType

import pytest

import hubapp.funding
from hubapp.funding.dated import figures_on
from hubapp.funding.delivery import Delivery, FundedStay
from hubapp.funding.rule import RULES
from hubapp.kernel import terms
from hubapp.kernel.week import TimeBand, Weekday

MODULES = [
    terms,
    *(
        import_module(f"hubapp.funding.{found.name}")
        for found in pkgutil.iter_modules(hubapp.funding.__path__)
    ),
]


def stay(provider: str, start_hour: float, end_hour: float) -> FundedStay:
    """Funded time on a Monday, as the examples write it."""
    band = TimeBand(int(start_hour * 60), int(end_hour * 60))
    return FundedStay(provider=provider, site=provider, weekday=Weekday.MONDAY, band=band)


NAMES = {
    "stay": stay,
    "date": date,
    "limits": figures_on(Delivery, date(2026, 11, 22)),
}
"""What every example may use."""


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_examples_are_true(module: ModuleType) -> None:
    assert doctest.testmod(module, extraglobs=NAMES).failed == 0


def test_every_rule_shows_an_example_and_a_first_line() -> None:
    for rule in RULES:
        text = rule.function.__doc__ or ""
        assert text.partition("\n")[0].endswith("."), rule
        assert ">>>" in text, rule


def test_no_rule_has_two_homes() -> None:
    numbers = [number for rule in RULES for number in rule.numbers]
    assert sorted(numbers) == sorted(set(numbers))
