"""docs/funding.md says what the rules and the data say today.

If it does not, and the code is right: `python -m tests.worked`, then read the page again.
"""

import pytest

from tests.worked import MARKED
from tests.worked.funding import BLOCKS, PAGE

WRITTEN = {name: words for _, name, words, _ in MARKED.findall(PAGE.read_text(encoding="utf-8"))}
WANTED = {f"R{number}" for number in (*range(1, 51), 57, 58, 65, 66, 67)} | {"R67b"}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_marked_place_holds_what_the_code_says(name: str) -> None:
    assert WRITTEN[name] == BLOCKS[name]()


def test_every_rule_of_funding_stands_in_the_table() -> None:
    rows = WRITTEN["rules"].splitlines()[2:]
    numbers = {number for row in rows for number in row.split("|")[1].replace(" ", "").split(",")}
    assert numbers == WANTED
