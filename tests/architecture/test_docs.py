"""The docs say what the code does, where a program can tell."""

import re
from pathlib import Path

import pytest

from config import ROOT, Settings

DOCS = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]


def test_every_setting_is_explained() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([A-Z_]+)`", text, flags=re.MULTILINE)
    assert sorted(explained) == sorted(name.upper() for name in Settings.model_fields)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text)
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_the_architecture_names_every_room() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.parent.name for path in (ROOT / "hubapp").glob("*/__init__.py")}
    assert {room for room in rooms if f"{room}/" not in text} == set()
