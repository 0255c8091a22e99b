"""The library in the database, the term's set, and what places have in common."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.exc import NoResultFound

from hubapp.directory.models import Origin, Provider, ProviderKind
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.transitions.models import AgreedSet, ItemKind, LibraryItem
from hubapp.transitions.queries import (
    count_take_ups,
    find_current_set,
    find_item,
    get_item,
    list_items_shared_by,
    list_library,
)
from hubapp.transitions.rules import term_of
from hubapp.transitions.services import LIBRARY, agree_set, ensure_library, take_up

TODAY = date(2026, 11, 22)
SLUGS = ("pat-a-cake", "goldilocks", "humpty-dumpty")


def add_hub(slug: str = "hub") -> Hub:
    hub = Hub(slug=slug, name=slug, created_on=TODAY)
    db.session.add(hub)
    db.session.flush()
    return hub


def add_provider(hub: Hub, slug: str) -> int:
    provider = Provider(
        hub_id=hub.id, slug=slug, kind=ProviderKind.OTHER, name=slug, origin=Origin.TOLD
    )
    db.session.add(provider)
    db.session.flush()
    return provider.id


def slugs(items: object) -> list[str]:
    assert isinstance(items, list)
    return [item.slug for item in items]


def test_the_library_is_loaded_once(app: Flask) -> None:
    assert ensure_library() == len(LIBRARY)
    assert ensure_library() == 0
    assert {item.slug for item in list_library()} == {text.slug for text in LIBRARY}
    assert [item.kind for item in list_library(ItemKind.STORY)] == [ItemKind.STORY] * 6
    titles = [item.title for item in list_library(ItemKind.RHYME)]
    assert (len(titles), titles) == (10, sorted(titles))


def test_a_changed_text_is_brought_up_to_date_and_added_ones_stay(app: Flask) -> None:
    ensure_library()
    db.session.add(
        LibraryItem(slug="ours", kind=ItemKind.RHYME, title="Ours", words="La", source_note="Ours")
    )
    db.session.commit()
    key = get_item("goldilocks").id
    changed = [replace(text, title=text.title + "!") for text in LIBRARY[-1:]]
    assert ensure_library(changed) == 1
    assert get_item("henny-penny").title == "Henny-Penny!"
    assert ensure_library() == 1
    assert (get_item("henny-penny").title, get_item("ours").title) == ("Henny-Penny", "Ours")
    assert get_item("goldilocks").id == key


def test_an_item_nobody_knows(app: Flask) -> None:
    ensure_library()
    assert find_item("no-such-rhyme") is None
    with pytest.raises(NoResultFound):
        get_item("no-such-rhyme")


def test_the_current_set_is_the_one_of_the_day(app: Flask) -> None:
    ensure_library()
    hub, other = add_hub(), add_hub("other")
    autumn = agree_set(hub.id, term_of(TODAY), SLUGS)
    spring = agree_set(hub.id, term_of(date(2027, 1, 1)), SLUGS[:1])
    db.session.commit()

    def current(on: date, hub_id: int = hub.id) -> AgreedSet | None:
        return find_current_set(hub_id, on)

    assert [current(date(2026, 9, 1)), current(date(2026, 12, 31))] == [autumn, autumn]
    assert current(date(2027, 1, 1)) == spring
    assert [current(date(2026, 8, 31)), current(date(2027, 4, 1))] == [None, None]
    assert current(TODAY, other.id) is None
    assert [row.item.slug for row in autumn.items] == list(SLUGS)


def test_places_share_what_every_one_of_them_uses_in_the_agreed_order(app: Flask) -> None:
    ensure_library()
    hub = add_hub()
    agreed = agree_set(hub.id, term_of(TODAY), SLUGS)
    a, b, c = (add_provider(hub, name) for name in "abc")
    for position, provider_id in ((2, a), (0, a), (1, a), (0, b), (2, b), (1, c)):
        take_up(agreed.items[position], provider_id, TODAY)
    db.session.commit()

    def shared(*ids: int, on: date = TODAY) -> list[str]:
        return slugs(list(list_items_shared_by(hub.id, ids, on)))

    assert shared(a) == list(SLUGS)
    assert shared(a, b) == shared(b, a, b) == ["pat-a-cake", "humpty-dumpty"]
    assert shared(a, c) == ["goldilocks"]
    assert shared(a, b, c) == shared(b, c) == shared() == []
    assert shared(a, on=date(2026, 11, 21)) == []  # not yet taken up
    assert shared(a, on=date(2027, 1, 1)) == []  # the term is over
    assert list(count_take_ups(agreed.id, TODAY).values()) == [2, 2, 2]
    assert list(count_take_ups(agreed.id, date(2026, 11, 21)).values()) == [0, 0, 0]
    assert list(count_take_ups(agreed.id, TODAY)) == [row.id for row in agreed.items]
