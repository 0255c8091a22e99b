"""What is done with the library: keeping its texts, agreeing a term's set, taking items up."""

from collections.abc import Iterable
from datetime import date

from hubapp.extensions import db
from hubapp.transitions.library import LibraryText
from hubapp.transitions.models import AgreedItem, AgreedSet, LibraryItem, TakeUp
from hubapp.transitions.queries import get_item, list_library
from hubapp.transitions.rhymes import RHYMES
from hubapp.transitions.rules import Term
from hubapp.transitions.stories import STORIES

LIBRARY = (*RHYMES, *STORIES)


def ensure_library(texts: Iterable[LibraryText] = LIBRARY) -> int:
    """Bring the library up to the texts that come with the site; how many items changed.

    Items that are not among them stay: a hub may have agreed on them. Commits.
    """
    known = {item.slug: item for item in list_library()}
    changed = 0
    for text in texts:
        item = known.get(text.slug)
        if item is None:
            item = LibraryItem(slug=text.slug)
            db.session.add(item)
        changed += _take_over(item, text)
    db.session.commit()
    return changed


def agree_set(hub_id: int, term: Term, slugs: Iterable[str]) -> AgreedSet:
    """A hub's set for a term, in the order given. The caller commits."""
    agreed = AgreedSet(
        hub_id=hub_id, term_name=term.name, starts_on=term.starts_on, ends_on=term.ends_on
    )
    agreed.items = [
        AgreedItem(item=get_item(slug), position=position)
        for position, slug in enumerate(slugs, start=1)
    ]
    db.session.add(agreed)
    return agreed


def take_up(item: AgreedItem, provider_id: int, since: date) -> None:
    """A provider uses an agreed item from a day on. The caller commits."""
    item.take_ups.append(TakeUp(provider_id=provider_id, since=since))


def _take_over(item: LibraryItem, text: LibraryText) -> bool:
    """Copy what differs; whether anything did."""
    differs = False
    for field in ("kind", "title", "words", "actions", "source_note"):
        wanted = getattr(text, field)
        if getattr(item, field) != wanted:
            setattr(item, field, wanted)
            differs = True
    return differs
