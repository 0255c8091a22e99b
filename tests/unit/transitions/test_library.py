"""What the site brings along: complete, short enough to tell, and free to use."""

from datetime import date

import pytest

from hubapp.demo.services import AGREED
from hubapp.transitions.models import ItemKind
from hubapp.transitions.rhymes import RHYMES
from hubapp.transitions.rules import Term, term_of
from hubapp.transitions.services import LIBRARY
from hubapp.transitions.stories import STORIES


def test_no_text_is_missing() -> None:
    assert [
        text.slug
        for text in LIBRARY
        if not all((text.title, text.words, text.actions, text.source_note))
    ] == []
    assert (len(RHYMES), len(STORIES)) == (10, 6)
    assert len({text.slug for text in LIBRARY}) == 16


def test_stories_fit_one_sitting_in_paragraphs() -> None:
    lengths = {story.slug: len(story.words.split()) for story in STORIES}
    assert {slug: words for slug, words in lengths.items() if not 150 <= words <= 220} == {}
    assert [s.slug for s in STORIES if s.words.count("\n\n") < 3] == []
    lines = [line for story in STORIES for line in story.words.split("\n\n")]
    assert [line for line in lines if "\n" in line or "  " in line or line != line.strip()] == []


def test_rhymes_are_lines_without_stray_spaces() -> None:
    lines = [line for rhyme in RHYMES for line in rhyme.words.split("\n")]
    assert [line for line in lines if line != line.strip()] == []
    assert max(len(line) for line in lines) <= 50


def test_nothing_still_in_copyright_crept_in() -> None:
    said = " ".join(text.title + text.words for text in LIBRARY).lower()
    modern = ("wheels on the bus", "little teapot", "speckled frogs", "dingle dangle", "zoom zoom")
    assert [title for title in modern if title in said] == []


def test_five_rhymes_and_five_stories_are_agreed() -> None:
    kinds = {text.slug: text.kind for text in LIBRARY}
    assert [kinds[slug] for slug in AGREED] == [ItemKind.RHYME] * 5 + [ItemKind.STORY] * 5
    assert len(set(AGREED)) == 10


@pytest.mark.parametrize(
    ("on", "term"),
    [
        (date(2026, 11, 22), Term("Autumn 2026", date(2026, 9, 1), date(2026, 12, 31))),
        (date(2026, 9, 1), Term("Autumn 2026", date(2026, 9, 1), date(2026, 12, 31))),
        (date(2026, 8, 31), Term("Summer 2026", date(2026, 4, 1), date(2026, 8, 31))),
        (date(2027, 1, 1), Term("Spring 2027", date(2027, 1, 1), date(2027, 3, 31))),
    ],
)
def test_a_day_lies_in_its_funding_term(on: date, term: Term) -> None:
    assert term_of(on) == term
