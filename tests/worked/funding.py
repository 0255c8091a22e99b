"""The tables of docs/funding.md: every rule with its function, source and example, every figure."""

import doctest
import pkgutil
from dataclasses import fields
from importlib import import_module
from inspect import getdoc, getmodule
from pathlib import Path
from typing import Any

import hubapp.funding
from hubapp.funding.dated import Dated, every_period
from hubapp.funding.rule import RULES, Rule

PAGE = Path(__file__).parents[2] / "docs" / "funding.md"

for _found in pkgutil.iter_modules(hubapp.funding.__path__):
    import_module(f"hubapp.funding.{_found.name}")


def rules() -> str:
    """A row a rule, in the order of their numbers."""
    rows = [
        "| rule | what it says | function | source | example |",
        "|---|---|---|---|---|",
        *(_row(rule) for rule in sorted(RULES, key=_number)),
    ]
    return "\n".join(rows) + "\n"


def figures() -> str:
    """A table a file: its figures by the days they hold for."""
    kinds = {kind.FILE: kind for kind in Dated.__subclasses__()}
    return "\n\n".join(_table(kinds[file]) for file in sorted(kinds)) + "\n"


BLOCKS = {"rules": rules, "figures": figures}


def _number(rule: Rule) -> tuple[int, str]:
    first = rule.numbers[0]
    return int(first.strip("Rb")), first


def _row(rule: Rule) -> str:
    module = getmodule(rule.function)
    assert module is not None
    where = module.__name__.replace(".", "/") + ".py"
    name = f"[`{rule.function.__name__}`](../{where})"
    says = (getdoc(rule.function) or "").partition("\n")[0]
    cells = (", ".join(rule.numbers), says, name, rule.source, _example(rule))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _example(rule: Rule) -> str:
    """The first example that shows an answer."""
    found = doctest.DocTestParser().get_examples(getdoc(rule.function) or "")
    telling = [example for example in found if example.want]
    asked = telling[0].source.strip()
    if asked.startswith("print("):
        asked = asked.removeprefix("print(").removesuffix(")")
    answer = " ".join(telling[0].want.split())
    return f"`{' '.join(asked.split())}` → `{answer}`"


def _table(kind: type[Dated]) -> str:
    told = {field.name for field in fields(Dated)}
    names = [field.name for field in fields(kind) if field.name not in told]
    periods = every_period(kind)
    return "\n".join(
        [
            f"**[`{kind.FILE}`](../hubapp/funding/data/{kind.FILE})** {getdoc(kind)}".partition(
                "\n"
            )[0],
            "",
            "| from | until | " + " | ".join(f"`{name}`" for name in names) + " | checked |",
            "|---" * (len(names) + 3) + "|",
            *(
                f"| {period.starts_on} | {period.ends_on} | "
                + " | ".join(_shown(getattr(period, name)) for name in names)
                + f" | {period.checked} |"
                for period in periods
            ),
        ]
    )


def _shown(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
