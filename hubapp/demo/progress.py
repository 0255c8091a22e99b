"""How far along it is, on standard error: a moving bar for a person, one line for a file."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import track

Item = TypeVar("Item")


class Watch(Protocol):
    """Hands on the items of some work and may show how many are done."""

    def __call__(self, label: str, items: Sequence[Item]) -> Iterable[Item]:
        """The same items, in their order."""
        ...


def quietly(label: str, items: Sequence[Item]) -> Iterable[Item]:
    """Watch nothing: for tests and other programs."""
    return items


def on_terminal(label: str, items: Sequence[Item]) -> Iterator[Item]:
    """Show a bar where somebody looks on, and otherwise a plain line."""
    console = Console(stderr=True)
    if not console.is_terminal:
        console.print(f"{label}: {len(items):,}", highlight=False)
        yield from items
        return
    yield from track(items, description=label, console=console, transient=True)
