"""Names that nobody could take for a real business or a real person, and ways to reach them.

Numbers come from the ranges Ofcom keeps for drama; addresses are under example.org, which is
reserved for examples.
"""

from collections.abc import Iterator
from random import Random

from hubapp.demo.specs import Contact
from hubapp.directory.models import ProviderKind

TOWN = "Toddlebury"

_COUNTS = ("Seven", "Nine", "Eleven", "Thirteen", "Forty", "Two and a Half", "Six", "A Dozen")
_MOODS = (
    "Bashful",
    "Wobbly",
    "Snoozing",
    "Whistling",
    "Hiccupping",
    "Tiptoeing",
    "Giggling",
    "Mittened",
    "Polite",
)
_CROWD = (
    "Badgers",
    "Wellies",
    "Puddings",
    "Hedgehogs",
    "Teapots",
    "Walruses",
    "Turnips",
    "Snails",
    "Umbrellas",
)
_LARDER = (
    "Marmalade",
    "Rhubarb",
    "Custard",
    "Crumpet",
    "Gooseberry",
    "Porridge",
    "Treacle",
    "Piccalilli",
    "Semolina",
    "Parsnip",
    "Butterscotch",
    "Damson",
    "Gingerbeer",
    "Flapjack",
)
_COMPANY = (
    "Cat",
    "Trombone",
    "Kangaroo",
    "Lighthouse",
    "Platypus",
    "Wheelbarrow",
    "Hippo",
    "Moon",
    "Bicycle",
    "Hammock",
    "Tortoise",
    "Submarine",
    "Cuckoo Clock",
    "Hot Water Bottle",
)
_FIRST = (
    "Dotty",
    "Amina",
    "Barnaby",
    "Priya",
    "Winnie",
    "Kwame",
    "Clementine",
    "Zofia",
    "Humphrey",
    "Mei",
    "Tilly",
    "Olu",
    "Hattie",
    "Rufus",
    "Nasreen",
    "Bronwen",
    "Peggy",
    "Marcus",
    "Gus",
    "Ottoline",
)
_LAST = (
    "Tumbledown",
    "Appledumpling",
    "Butterscone",
    "Pocketfluff",
    "Whirligig",
    "Kettlewhistle",
    "Crumblewick",
    "Zigzaggle",
    "Hopscotchby",
    "Muddlestone",
    "Thistlepuff",
    "Oatcakes",
    "Hullabaloo",
    "Rumpletrousers",
    "Nightlight",
    "Bubblewick",
    "Picklejar",
    "Mufflescarf",
    "Gumboots",
    "Underumbrella",
)
_STREETS = (
    "Thistledown Row",
    "Bobbin Street",
    "Skipping Rope Lane",
    "Lost Mitten Road",
    "Tuppenny Steps",
    "Snail's Gallop",
    "Butter Knife Close",
    "Wheelbarrow Hill",
    "Second Breakfast Way",
    "Hopping Foot Lane",
)
_ENDINGS = {
    ProviderKind.NURSERY: "Nursery",
    ProviderKind.PRESCHOOL: "Pre-school",
    ProviderKind.NURSERY_CLASS: "School Nursery Class",
    ProviderKind.OUT_OF_SCHOOL: "Before and After School Club",
    ProviderKind.OTHER: "Crèche",
}


class NameBook:
    """Hands out each name, address and number once."""

    def __init__(self, rng: Random) -> None:
        """Shuffle every list once."""
        self._people = _paired(_FIRST, _LAST, rng)
        self._crowds = _paired(_MOODS, _CROWD, rng)
        self._larders = _paired(_LARDER, _COMPANY, rng)
        self._counts = _shuffled(_COUNTS, rng)
        self._settings = 0
        self._addresses = _addresses(rng)
        self._landlines = _numbers("01632 960", rng)
        self._mobiles = _numbers("07700 900", rng)

    def name(self, kind: ProviderKind) -> str:
        """A new name for a provider of a kind."""
        if kind is ProviderKind.CHILDMINDER:
            return " ".join(next(self._people))
        self._settings += 1
        return f"{self._setting()} {_ENDINGS[kind]}"

    def _setting(self) -> str:
        """Turn by turn "The Polite Turnips", "Rhubarb Moon", "Nine Wobbly Wellies"."""
        turn = self._settings % 5
        if turn in (1, 3, 4):
            return " ".join(next(self._larders))
        mood, crowd = next(self._crowds)
        first = next(self._counts) if turn == 2 else "The"
        return f"{first} {mood} {crowd}"

    def address(self) -> str:
        """A new house in a street of the town."""
        return next(self._addresses)

    def contact(self, slug: str, kind: ProviderKind) -> Contact:
        """A phone number, an e-mail address and, for settings, a website."""
        at_home = kind is ProviderKind.CHILDMINDER
        return Contact(
            phone=next(self._mobiles if at_home else self._landlines),
            email=f"{slug}@example.org",
            website=None if at_home else f"https://{slug}.example.org/",
        )


def _shuffled(parts: tuple[str, ...], rng: Random) -> Iterator[str]:
    return iter(rng.sample(parts, len(parts)))


def _paired(
    first: tuple[str, ...], last: tuple[str, ...], rng: Random
) -> Iterator[tuple[str, str]]:
    """Each part once: two names never share a word."""
    return zip(_shuffled(first, rng), _shuffled(last, rng), strict=True)


def _addresses(rng: Random) -> Iterator[str]:
    houses = [f"{number} {street}, {TOWN}" for street in _STREETS for number in range(1, 30)]
    return iter(rng.sample(houses, len(houses)))


def _numbers(prefix: str, rng: Random) -> Iterator[str]:
    return (f"{prefix}{last:03d}" for last in rng.sample(range(1000), 1000))
