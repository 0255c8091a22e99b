"""`python -m tests.worked`: what pages of docs/ say of the code, written from the code."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.worked import IMAGES, MARKED, funding, tables
from tests.worked import PAGE as MATCHING_PAGE
from tests.worked.pictures import PICTURES


def rewrite(page: Path, blocks: Mapping[str, Callable[[], str]]) -> None:
    """Fill every marked place of a page."""

    def filled(match: re.Match[str]) -> str:
        return f"{match[1]}{blocks[match[2]]()}{match[4]}"

    page.write_text(MARKED.sub(filled, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    rewrite(MATCHING_PAGE, tables.BLOCKS)
    rewrite(funding.PAGE, funding.BLOCKS)
    for name, draw in PICTURES.items():
        (IMAGES / name).write_text(draw(), encoding="utf-8")
