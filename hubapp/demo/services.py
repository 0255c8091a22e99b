"""Loading the demonstration town, once or afresh."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete

from hubapp.accounts.models import ProviderMember, Role
from hubapp.accounts.services import ensure_person, give_role
from hubapp.availability.models import FreshnessDay
from hubapp.availability.queries import count_by_confirmation, list_providers_with_sessions
from hubapp.demo.ground import CENTRE
from hubapp.demo.names import TOWN
from hubapp.demo.queries import count_rows
from hubapp.demo.specs import TakeUpSpec, Town
from hubapp.demo.town import build_town
from hubapp.demo.writing import (
    write_links,
    write_postcodes,
    write_providers,
    write_register,
    write_sessions,
)
from hubapp.directory.models import Origin, ProviderKind
from hubapp.extensions import db
from hubapp.hubs.models import Hub, HubPurpose, SchoolTerm
from hubapp.hubs.queries import find_hub
from hubapp.places.models import Postcode, PostcodeSource
from hubapp.transitions.models import AgreedSet
from hubapp.transitions.rules import term_of
from hubapp.transitions.services import agree_set, ensure_library, take_up

SLUG = "toddlebury"
SEED = 38
_FRESH_PERCENT = (55, 57, 49, 44, 46, 35, 31)  # last week first
CHAMPION = "champion@example.org"
"""The made-up champion, whose code to sign in is shown while the site is tried out."""

PROVIDER_PERSON = "provider@example.org"
"""Somebody made up who looks after a made-up pre-school, and signs in the same way."""

AGREED = (
    "baa-baa-black-sheep",
    "hickory-dickory-dock",
    "twinkle-twinkle-little-star",
    "row-row-row-your-boat",
    "one-two-buckle-my-shoe",
    "three-billy-goats-gruff",
    "little-red-hen",
    "enormous-turnip",
    "goldilocks",
    "gingerbread-boy",
)
"""Five rhymes and five stories, the same in every place."""


class DemoRefused(Exception):  # noqa: N818 - it says what happened, to a person
    """The town can't be loaded here; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class DemoLoaded:
    """What is in the town now; `built` is False when it was there already."""

    built: bool
    providers: int
    sessions: int
    links: int


def load_demo(today: date, *, secret: str, reset: bool = False) -> DemoLoaded:
    """The town as invented for a day. What is there already stays, unless `reset` asks for new."""
    hub = find_hub(SLUG)
    if hub is not None and not hub.is_demonstration:
        raise DemoRefused(f"A real hub already has the address “{SLUG}”, so the town has no room.")
    if hub is not None and not reset:
        _appoint_people(hub, today)
        db.session.commit()
        return DemoLoaded(False, *count_rows(hub.id))
    ensure_library()
    term = term_of(today)
    town = build_town(seed=SEED, today=today, secret=secret, agreed=AGREED, term=term.starts_on)
    _take_down()
    hub = _write_hub(today)
    _write_town(hub, town, agree_set(hub.id, term, AGREED))
    _appoint_people(hub, today)
    db.session.commit()
    return DemoLoaded(True, *count_rows(hub.id))


def _take_down() -> None:
    """The old town and its postcodes; the tables let everything else go with it."""
    db.session.execute(delete(Hub).where(Hub.slug == SLUG))
    db.session.execute(delete(Postcode).where(Postcode.source == PostcodeSource.DEMONSTRATION))


def _appoint_people(hub: Hub, today: date) -> None:
    """A town loaded before there were champions, or providers' own people, gets them too."""
    give_role(
        CHAMPION, hub.id, Role.CHAMPION, today=today, name="Robin, the champion", made_up=True
    )
    person = ensure_person(PROVIDER_PERSON, today=today, name="Sandy, the pre-school", made_up=True)
    providers = list_providers_with_sessions(hub.id)
    own = next((one for one in providers if one.kind is ProviderKind.PRESCHOOL), None)
    if own is not None and not person.looked_after:
        person.looked_after.append(ProviderMember(provider_id=own.id, since=today))


def _write_hub(today: date) -> Hub:
    hub = Hub(
        slug=SLUG,
        name=f"{TOWN} Childcare Hub",
        strapline="A made-up town, to try everything out",
        area_name=TOWN,
        contact_email=CHAMPION,
        purpose=HubPurpose.DEMONSTRATION,
        centre_easting=CENTRE.easting,
        centre_northing=CENTRE.northing,
        max_providers=3,
        weeks_funded=51,
        small_may_withhold_extras=True,
        created_on=today,
        terms=_terms(today),
    )
    db.session.add(hub)
    db.session.flush()
    return hub


def _terms(today: date) -> list[SchoolTerm]:
    """The school year a day lies in, 38 weeks of it funded, as most councils lay it out."""
    year = today.year if today.month >= 9 else today.year - 1
    return [
        SchoolTerm(
            name=name,
            starts_on=starts_on,
            ends_on=ends_on,
            weeks_funded=weeks,
            told_by="Invented for the demonstration",
            as_at=today,
        )
        for name, starts_on, ends_on, weeks in (
            ("Autumn", date(year, 9, 3), date(year, 12, 18), 14),
            ("Spring", date(year + 1, 1, 5), date(year + 1, 3, 26), 11),
            ("Summer", date(year + 1, 4, 13), date(year + 1, 7, 21), 13),
        )
    ]


def _write_town(hub: Hub, town: Town, agreed: AgreedSet) -> None:
    write_postcodes(town.postcodes)
    ids = write_providers(hub.id, town.providers, Origin.DEMONSTRATION)
    write_register(hub.id, [(None, line) for line in town.unlisted])
    write_sessions(
        [(ids[spec.slug], session) for spec in town.providers for session in spec.offer.sessions],
        Origin.DEMONSTRATION,
    )
    write_links(town.links, ids, Origin.DEMONSTRATION)
    _write_take_ups(agreed, town.take_ups, ids)
    _write_freshness(hub, hub.created_on)


def _write_freshness(hub: Hub, today: date) -> None:
    """Weeks before today, in which the town slowly came to tell its places; today is as it is."""
    places = sum(count_by_confirmation(hub.id).values())
    db.session.add_all(
        FreshnessDay(
            hub_id=hub.id,
            day=today - timedelta(weeks=weeks_ago),
            places=places,
            fresh=places * percent // 100,
        )
        for weeks_ago, percent in enumerate(_FRESH_PERCENT, start=1)
    )


def _write_take_ups(
    agreed: AgreedSet, take_ups: tuple[TakeUpSpec, ...], ids: dict[str, int]
) -> None:
    items = {item.item.slug: item for item in agreed.items}
    for spec in take_ups:
        take_up(items[spec.item], ids[spec.provider], spec.since)
