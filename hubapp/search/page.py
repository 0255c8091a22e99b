"""Everything one provider's page shows, for families and for those who look at it beforehand."""

from datetime import date
from typing import Any

from hubapp.availability.presenters import place_grids
from hubapp.availability.queries import list_closures, list_sessions_of
from hubapp.availability.rules import patience_of
from hubapp.availability.sheet_words import told_in_sheet
from hubapp.directory.models import Provider
from hubapp.directory.queries import list_links_of
from hubapp.directory.words import (
    ANSWER_WORDS,
    EXTRA_KIND_WORDS,
    EXTRA_PER_WORDS,
    INSPECTION_WORDS,
    KIND_WORDS,
)
from hubapp.hubs.models import Hub
from hubapp.search.presenters import (
    say_ages,
    say_no_extras,
    say_no_inspection,
    say_price,
    say_register,
)
from hubapp.transitions.queries import list_items_shared_by


def page_of(provider: Provider, hub: Hub, today: date) -> dict[str, Any]:
    """What the page's template asks for. A link that one end has still to confirm is no fact."""
    sessions = list_sessions_of(provider.id)
    return {
        "provider": provider,
        "kind_words": KIND_WORDS[provider.kind],
        "answers": ANSWER_WORDS,
        "extra_kinds": EXTRA_KIND_WORDS,
        "no_extras": say_no_extras(provider, hub, today),
        "extra_per": EXTRA_PER_WORDS,
        "inspection_words": INSPECTION_WORDS,
        "no_inspection": say_no_inspection(provider.register_entry),
        "say_register": say_register,
        "sheet": told_in_sheet(provider.id),
        "ages": say_ages(provider),
        "price": say_price(sessions),
        "grids": place_grids(sessions, today, patience_of(hub)),
        "closures": list_closures(provider.id, today),
        "sources": {source.topic.value: source for source in provider.sources},
        "links": [link for link in list_links_of(provider.id) if link.waits_for is None],
        "songs": list_items_shared_by(hub.id, [provider.id], today),
        "preview": False,
    }
