"""The order of the rooms, and what may stand where."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from config import ROOT

MODULES = sorted((ROOT / "hubapp").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_rooms_keep_their_order() -> None:
    # On its own, because it sets logging up for the whole process.
    told = subprocess.run(  # noqa: S603 - our own command
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_says_its_one_purpose(path: Path) -> None:
    purpose = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert purpose
    assert purpose.splitlines()[0].rstrip().endswith((".", ":", "!", "?"))


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_template_has_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']", text)


def test_only_queries_select() -> None:
    selecting = {
        _name(path)
        for path in MODULES
        if path.name != "queries.py" and _selects(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert selecting == set()


def _selects(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("sqlalchemy")
        and any(name.name == "select" for name in node.names)
        for node in ast.walk(tree)
    )


def test_only_the_settings_read_the_environment() -> None:
    reading = {
        _name(path)
        for path in MODULES
        if re.search(r"\bos\.(environ|getenv)\b", path.read_text(encoding="utf-8"))
    }
    assert reading == set()
