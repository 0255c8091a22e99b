"""`python -m tests.worked`: the worked family's numbers into the page, its pictures beside it."""

import re

from tests.worked import IMAGES, MARKED, PAGE
from tests.worked.pictures import PICTURES
from tests.worked.tables import BLOCKS


def rewritten(page: str) -> str:
    """The page with every marked place filled from the matcher."""

    def filled(match: re.Match[str]) -> str:
        return f"{match[1]}{BLOCKS[match[2]]()}{match[4]}"

    return MARKED.sub(filled, page)


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    for name, draw in PICTURES.items():
        (IMAGES / name).write_text(draw(), encoding="utf-8")
