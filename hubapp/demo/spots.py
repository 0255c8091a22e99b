"""Where in the invented town each provider is, and what of it may be shown."""

from random import Random

from hubapp.demo.ground import AREAS, MIDDLE
from hubapp.demo.names import NameBook
from hubapp.demo.specs import PostcodeSpec, Spot
from hubapp.kernel.geo import GridPoint, coarse_point


class Spots:
    """Hands out each postcode to at most one provider, neighbourhood by neighbourhood."""

    def __init__(
        self, postcodes: tuple[PostcodeSpec, ...], book: NameBook, rng: Random, secret: str
    ) -> None:
        """Shuffle each neighbourhood's postcodes once."""
        self._free = {
            area: iter(rng.sample(own, len(own)))
            for area in AREAS
            if (own := [postcode for postcode in postcodes if postcode.area == area])
        }
        self._book, self._rng, self._secret = book, rng, secret
        self._next_areas: list[str] = []

    def find(self, slug: str, *, central: bool, publishes: bool) -> Spot:
        """A place for a provider; a home that is not published shows only a coarse point."""
        postcode = next(self._free[MIDDLE if central else self._next_area()])
        point = GridPoint(
            postcode.point.easting + self._rng.randint(-25, 25),
            postcode.point.northing + self._rng.randint(-25, 25),
        )
        key = f"{postcode.code}|{slug}"
        return Spot(
            area=postcode.area,
            address=self._book.address(),
            postcode=f"{postcode.code[:3]} {postcode.code[3:]}",
            publish_address=publishes,
            point=point,
            shown=point if publishes else coarse_point(point, secret=self._secret, key=key),
        )

    def _next_area(self) -> str:
        if not self._next_areas:
            self._next_areas = self._rng.sample(AREAS, len(AREAS))
        return self._next_areas.pop()
