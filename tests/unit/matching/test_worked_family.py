"""What docs/matching.md says of its worked family is what the matcher says today.

If it is not, and the matcher is right: `python -m tests.worked`, then read the page again.
"""

import re

import pytest

from hubapp.matching import describe_file, find_near_misses, verify
from tests.worked import FAMILY, IMAGES, MARKED, PAGE, problem, result, seen
from tests.worked.pictures import PICTURES
from tests.worked.tables import BLOCKS, pounds

TEXT = PAGE.read_text(encoding="utf-8")
WRITTEN = {name: words for _, name, words, _ in MARKED.findall(TEXT)}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_marked_place_holds_what_the_matcher_says(name):
    assert WRITTEN[name] == BLOCKS[name]()


def test_no_other_places_are_marked():
    assert set(WRITTEN) == set(BLOCKS)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_what_the_matcher_says(name):
    assert (IMAGES / name).read_text(encoding="utf-8") == PICTURES[name]()
    assert f"](images/{name})" in TEXT


def test_the_command_on_the_page_says_what_is_written_below_it():
    text = FAMILY.read_text(encoding="utf-8")
    said, error = describe_file(text, name="", sets=True, plans=True, frontier=True)
    assert error is None
    assert said in WRITTEN["command"]


def test_sums_in_the_words_between_are_known_ones():
    """Amounts of pounds, and scores, stand in a table, in the file, or are a difference told."""
    told = TEXT[TEXT.index("## The family") : TEXT.index("## Why it can be trusted")]
    told += TEXT[TEXT.index("## How they are found") : TEXT.index("# Reasons")]
    words = MARKED.sub("", told)
    known = amounts("".join(WRITTEN.values()).replace("−", ""))
    for provider in problem().providers:
        for session in provider.sessions:
            known |= {pounds(session.price_pence), pounds(session.extra_pence)}
    weights = problem().need.weights
    known |= {pounds(pence) for pence in (weights.provider_pence, weights.handover_pence)}
    known |= {pounds(weights.travel_pence_per_km)}
    assert amounts(words) - known == set()


def amounts(text):
    scores = re.findall(r"\b\d{1,3}(?:,\d{3})+\b|\b\d{7,}\b", text)
    return {f"{int(x.replace(',', '')):,}" for x in scores} | set(
        re.findall(r"£[\d,]+\.\d\d", text)
    )


def test_prices_on_the_page_are_those_of_the_file():
    said = dict(re.findall(r"^\| `(\w+)` \| [a-z ]+ \| (£\S+) \|", TEXT, re.MULTILINE))
    assert said == {x.id: pounds(x.sessions[0].price_pence) for x in problem().providers}


def test_what_the_page_tells_of_the_search_is_so():
    by_name = {x.providers: x for x in seen()}
    assert len(seen()) == 26 - 2
    assert sum(x.opened for x in seen()) == 13
    in_vain = by_name["ann", "bluebell", "dora"]
    assert (in_vain.opened, in_vain.z) == (True, None)
    best = by_name[result().plan.providers]
    assert best.bound == best.z == result().plan.vector.z
    loose = by_name["elms",]
    assert loose.bound < loose.z


def test_every_week_told_of_is_sound():
    plans = [result().plan, *(item.plan for item in result().sets)]
    assert [verify(problem(), plan) for plan in plans] == [()] * len(plans)
    for miss in find_near_misses(problem(), result()):
        assert verify(miss.change.apply(problem()), miss.plan) == ()
