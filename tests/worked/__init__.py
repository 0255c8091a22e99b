"""The worked family of docs/matching.md: `python -m tests.worked` writes its numbers and pictures.

What stands between `<!-- worked: NAME -->` and `<!-- end -->` in that page, and docs/images, comes
from here. A test checks that it is what the matcher says today.
"""

import json
import re
import subprocess
import sys
from functools import lru_cache
from typing import NamedTuple

from config import ROOT
from hubapp.matching import Problem, Result, read_problem, solve

PAGE = ROOT / "docs" / "matching.md"
FAMILY = ROOT / "docs" / "worked-family.json"
IMAGES = ROOT / "docs" / "images"
MARKED = re.compile(r"(<!-- worked: ([a-z-]+) -->\n\n)(.*?)(\n<!-- end -->)", flags=re.DOTALL)


class Seen(NamedTuple):
    """A provider set the search came to: its bound, and its best week's Z where it was searched.

    `limit` is the highest Z that could still enter the list when the set's turn came.
    """

    providers: tuple[str, ...]
    bound: int
    limit: int
    opened: bool
    z: int | None


@lru_cache(maxsize=1)
def problem() -> Problem:
    """The family and its seven providers."""
    return read_problem(json.loads(FAMILY.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def result() -> Result:
    """Everything `hub match` can be asked for."""
    return solve(problem(), sets=True, plans=True, frontier=True)


@lru_cache(maxsize=1)
def seen() -> tuple[Seen, ...]:
    """Every set in the order in which the search came to it.

    Another process runs the search as plain Python, where it can be listened to.
    """
    told = subprocess.run(
        [sys.executable, "-m", "tests.worked.listening"],
        env={"NUMBA_DISABLE_JIT": "1"},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return tuple(
        Seen(tuple(providers), bound, limit, opened, z)
        for providers, bound, limit, opened, z in json.loads(told.stdout)
    )
