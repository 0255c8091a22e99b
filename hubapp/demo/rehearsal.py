"""An invented week for real providers, so that a hub can be tried before anybody has told theirs.

Each provider has its own source of chance, so that its week is the same whoever else is listed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin
from random import Random

from hubapp.demo.archetypes import draw_offer
from hubapp.demo.chance import draw, stream
from hubapp.demo.links import NEAR_METRES, SCHOOL_KINDS, Stop, draw_links
from hubapp.demo.specs import Contact, LinkSpec, Offer, ProviderSpec, Spot
from hubapp.demo.vacancies import CONFIRMED_DAYS_AGO, Demand, draw_voucher, with_places
from hubapp.directory.models import ProviderKind
from hubapp.kernel.geo import GridPoint, coarse_point

SILENT_SHARE = 0.08
TOLD_BY = "invented for a rehearsal"
STAND_IN_METRES = (150, 1_200)
_PARTNER_KINDS = (*SCHOOL_KINDS, ProviderKind.NURSERY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A real provider as a rehearsal sees it."""

    id: int
    slug: str
    kind: ProviderKind
    point: GridPoint
    area: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a rehearsal is played on: its hub, its seed, its day and the site's secret."""

    hub_slug: str
    seed: int
    today: date
    secret: str


def invent_offer(scene: Scene, slug: str, kind: ProviderKind) -> Offer:
    """One provider's week with its places."""
    rng = stream(scene.seed, scene.hub_slug, slug)
    demand = Demand(silent=rng.random() < SILENT_SHARE)
    voucher = draw_voucher(
        rng, scene.today, told_by=TOLD_BY, days_ago=draw(CONFIRMED_DAYS_AGO, rng)
    )
    offer = draw_offer(kind, rng, funded_only=rng.random() < 0.2)
    return with_places(offer, kind, rng, demand=demand, voucher=voucher)


def invent_stand_ins(scene: Scene, settings: Sequence[Place], count: int) -> Iterator[ProviderSpec]:
    """Childminders for those a register keeps unlisted: each somewhere near a setting."""
    for number in range(1, count + 1):
        slug = f"rehearsal-childminder-{number}"
        rng = stream(scene.seed, scene.hub_slug, slug, "where")
        near = rng.choice(settings)
        point = _around(near.point, rng)
        yield ProviderSpec(
            slug=slug,
            kind=ProviderKind.CHILDMINDER,
            name=f"Rehearsal childminder {number}",
            spot=Spot(
                area=near.area,
                address=None,
                postcode=None,
                publish_address=False,
                point=point,
                shown=coarse_point(point, secret=scene.secret, key=f"{scene.hub_slug}|{slug}"),
            ),
            offer=invent_offer(scene, slug, ProviderKind.CHILDMINDER),
            contact=Contact(),
        )


def invent_links(scene: Scene, stops: Iterable[Stop]) -> Iterator[LinkSpec]:
    """Who collects from where: schools and pre-schools first, nurseries where there are none."""
    stops = list(stops)
    ground = _Ground(stop for stop in stops if stop.kind in _PARTNER_KINDS)
    for stop in stops:
        if stop.kind is ProviderKind.CHILDMINDER and stop.sessions:
            near = ground.near(stop.point)
            schools = [partner for partner in near if partner.kind in SCHOOL_KINDS]
            yield from draw_links(
                stop, schools or near, stream(scene.seed, scene.hub_slug, stop.slug, "links")
            )


class _Ground:
    """Partners by square, so that a childminder is compared with neighbours only."""

    def __init__(self, stops: Iterable[Stop]) -> None:
        """Sort each into its square."""
        self._squares: dict[tuple[int, int], list[Stop]] = {}
        for stop in stops:
            self._squares.setdefault(_square(stop.point), []).append(stop)

    def near(self, point: GridPoint) -> list[Stop]:
        """All partners within reach, and a few beyond."""
        column, row = _square(point)
        return [
            stop
            for east in (-1, 0, 1)
            for north in (-1, 0, 1)
            for stop in self._squares.get((column + east, row + north), ())
            if point.metres_to(stop.point) < NEAR_METRES
        ]


def _square(point: GridPoint) -> tuple[int, int]:
    return point.easting // NEAR_METRES, point.northing // NEAR_METRES


def _around(point: GridPoint, rng: Random) -> GridPoint:
    turn, reach = rng.random() * 2 * pi, rng.uniform(*STAND_IN_METRES)
    return GridPoint(
        round(point.easting + reach * cos(turn)), round(point.northing + reach * sin(turn))
    )
