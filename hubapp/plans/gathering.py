"""Everything the answers to one need are worked out from, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hubapp import matching
from hubapp.availability.queries import list_care_sessions
from hubapp.availability.rules import patience_of
from hubapp.directory.queries import find_provider, list_links_among, list_providers_within
from hubapp.directory.where import find_where
from hubapp.funding.hours import weekly_funded_minutes
from hubapp.hubs.models import Hub
from hubapp.kernel.geo import GridPoint
from hubapp.matching.nearmiss import FARTHER_METRES
from hubapp.plans.assemble import Locality, Priced, assemble, in_reach, price_sessions
from hubapp.plans.need import CareNeed
from hubapp.plans.week import Week, live_in

MOST_PROVIDERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A need, where it is, and everyone who might answer it, with prices.

    `most_providers` is the hub's own rule on how many places a child may go to.
    """

    need: CareNeed
    today: date
    home: GridPoint
    work: GridPoint | None
    funded_minutes: int
    most_providers: int
    locality: Locality
    priced: Mapping[int, Priced]

    @property
    def ends(self) -> tuple[GridPoint, ...]:
        """Home, and work if there is one: distances are measured from both."""
        return (self.home,) if self.work is None else (self.home, self.work)

    def problem(
        self, asked: CareNeed | None = None, *, count_unknown: bool = False
    ) -> matching.Problem:
        """The matcher's problem for this need, or for another one here."""
        return assemble(
            asked or self.need,
            self.locality,
            home=self.home,
            work=self.work,
            funded_minutes=self.funded_minutes,
            today=self.today,
            count_unknown=count_unknown,
        )

    def lived(self, plan: matching.WeeklyPlan) -> Week:
        """A plan as a week people live, priced from the true prices."""
        return live_in(plan, self.need, self.locality, self.priced, self.funded_minutes)


def gather(hub: Hub, need: CareNeed, today: date) -> Ground:
    """Read everything. Raises PlaceNotFound when a postcode can't be placed."""
    home = find_where(hub, need.home).point
    work = find_where(hub, need.work).point if need.work else None
    locality = _locality(hub, need, home, work)
    return Ground(
        need=need,
        today=today,
        home=home,
        work=work,
        funded_minutes=weekly_funded_minutes(
            need.funded, need.starts_on, weeks=hub.weeks_funded if need.year_round else None
        ),
        most_providers=hub.max_providers or MOST_PROVIDERS,
        locality=locality,
        priced=price_sessions(locality),
    )


def _locality(hub: Hub, need: CareNeed, home: GridPoint, work: GridPoint | None) -> Locality:
    """Everyone in reach, and a little beyond: going farther may be the least change that helps.

    A place the family has already counts however far away it is.
    """
    reach = need.reach_metres + max(FARTHER_METRES)
    nearby = {
        provider.id: provider
        for point in (home, work)
        if point is not None
        for provider in list_providers_within(hub.id, point, reach)
        if in_reach(point, provider, reach)
    }
    held = find_provider(hub.id, need.held.provider) if need.held else None
    if held is not None:
        nearby[held.id] = held
    providers = [nearby[key] for key in sorted(nearby)]
    ids = [provider.id for provider in providers]
    return Locality(
        providers, list_care_sessions(ids), list_links_among(ids), patience=patience_of(hub)
    )
