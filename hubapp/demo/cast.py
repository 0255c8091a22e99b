"""Who lives in the invented town: how many of each kind, and what part each plays."""

from collections.abc import Iterator
from enum import StrEnum

from hubapp.directory.models import ProviderKind


class Role(StrEnum):
    """What a provider is in the town for.

    An anchor sits in the middle with places for three-year-olds, so that the example families find
    answers; of a silent one nobody knows the places, of a bare one only what the register says.
    """

    ANCHOR = "anchor"
    ORDINARY = "ordinary"
    SILENT = "silent"
    BARE = "bare"


# How many of each kind: anchors, ordinary, silent, bare. Nearly half are childminders.
_CAST = {
    ProviderKind.NURSERY: (1, 7, 1, 1),
    ProviderKind.PRESCHOOL: (1, 4, 0, 0),
    ProviderKind.NURSERY_CLASS: (1, 2, 0, 0),
    ProviderKind.CHILDMINDER: (3, 11, 1, 2),
    ProviderKind.OUT_OF_SCHOOL: (0, 2, 0, 0),
    ProviderKind.OTHER: (0, 1, 0, 0),
}
TELLERS = {
    ProviderKind.NURSERY: "the manager",
    ProviderKind.PRESCHOOL: "the leader",
    ProviderKind.NURSERY_CLASS: "the school office",
    ProviderKind.CHILDMINDER: "the childminder",
    ProviderKind.OUT_OF_SCHOOL: "the club leader",
    ProviderKind.OTHER: "the organiser",
}


def list_cast() -> Iterator[tuple[ProviderKind, Role]]:
    """Every provider to be, kind by kind, anchors first."""
    for kind, numbers in _CAST.items():
        for role, number in zip(Role, numbers, strict=True):
            yield from [(kind, role)] * number
