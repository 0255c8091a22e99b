"""Very many providers: those that cannot matter are left out before sets are formed.

1. The most promising providers by themselves are searched; their lists bound what is of interest.
2. A provider stays if some week that uses it could be as good (`anyone`).

Cost: one pass over the day plans, and one search among a few providers.
"""

from dataclasses import replace

import numpy as np

from hubapp.matching.dayplans import Catalogue, build_catalogue
from hubapp.matching.objective import by_z
from hubapp.matching.offers import Flags
from hubapp.matching.rows import RowStore
from hubapp.matching.screen import Screen
from hubapp.matching.setlist import Found, search_sets
from hubapp.matching.stop import never
from hubapp.matching.ways import ways_by_z

CROWD = 600
"""Up to so many providers none is left out beforehand."""
PROMISING = 120
"""How many providers are searched first."""


def is_crowd(catalogue: Catalogue) -> bool:
    """Whether there are too many providers for tables of pairs."""
    return len(catalogue.offers.providers) > CROWD


def narrowed(catalogue: Catalogue, room: int) -> Catalogue:
    """A catalogue with the same `room` best sets, and least Zs, as this one."""
    anyone = Screen(catalogue, ways_by_z(catalogue)).with_anyone()
    promising = np.zeros(len(anyone), dtype=np.bool_)
    promising[np.argsort(anyone, kind="stable")[:PROMISING]] = True
    few = among(catalogue, promising)
    found = Found(few, by_z(few), room)
    search_sets(RowStore(few), Screen(few, ways_by_z(few)), found.objective, found, never)
    return among(catalogue, anyone <= found.limit)


def among(catalogue: Catalogue, kept: Flags) -> Catalogue:
    """The catalogue of some of the providers."""
    offers = catalogue.offers
    providers = tuple(p for p, stays in zip(offers.providers, kept, strict=True) if stays)
    return build_catalogue(replace(offers.problem, providers=providers))
