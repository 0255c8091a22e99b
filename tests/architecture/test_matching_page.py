"""docs/matching.md lists every rule, every term and every module of the matcher by name."""

import importlib
import re

import pytest

from config import ROOT
from hubapp.matching.breach import Checked
from hubapp.matching.explain import Term

PAGE = (ROOT / "docs" / "matching.md").read_text(encoding="utf-8")
MODULES = sorted(
    path.stem for path in (ROOT / "hubapp" / "matching").glob("*.py") if path.stem != "__init__"
)
NAMED = re.findall(r"^\| `([a-z ]+)` \| (rule|term) \|.*\| (.+) \| (.+) \|$", PAGE, re.MULTILINE)


def test_the_table_lists_the_rules_verify_checks():
    assert [name for name, kind, *_ in NAMED if kind == "rule"] == list(Checked)


def test_the_table_lists_the_terms_of_the_objective():
    assert [name for name, kind, *_ in NAMED if kind == "term"] == list(Term)


def test_every_rule_is_checked_somewhere():
    sources = (ROOT / "hubapp" / "matching").glob("verify*.py")
    used = {name for path in sources for name in re.findall(r"Checked\.(\w+)", path.read_text())}
    assert used == set(Checked.__members__)


@pytest.mark.parametrize(("name", "kind", "search", "check"), NAMED)
def test_the_table_names_what_there_is(name, kind, search, check):
    assert set(re.findall(r"`(\w+)`", search)) <= set(MODULES)
    for module, function in re.findall(r"`(\w+)\.(\w+)`", check):
        assert module.startswith("verify")
        assert callable(getattr(importlib.import_module(f"hubapp.matching.{module}"), function))


def test_the_page_names_every_module():
    assert [name for name in MODULES if f"`{name}`" not in PAGE] == []


def test_the_tables_of_modules_name_no_other():
    rows = re.findall(r"^\| (?:[\d–] \| )?((?:`\w+`(?:, )?)+) \| .*\|$", PAGE, re.MULTILINE)
    tables = [re.findall(r"`(\w+)`", row) for row in rows]
    modules = [names for names in tables if set(names) & set(MODULES)]
    assert len(modules) > 10
    assert {name for names in modules for name in names} <= set(MODULES)
