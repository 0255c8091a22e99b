"""The library the site brings along: rhymes and stories that nobody has to ask leave for (R63)."""

from dataclasses import dataclass

from hubapp.transitions.models import ItemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryText:
    """One item as it is printed. Verses and paragraphs are parted by an empty line.

    `actions` has a line for each thing to do, in the order it comes.
    """

    slug: str
    title: str
    words: str
    actions: str
    source_note: str
    kind: ItemKind
