"""Putting a rehearsal into a hub, and taking it out again without a trace."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete

from hubapp.availability.models import CareSession
from hubapp.demo.links import Stop
from hubapp.demo.progress import Watch, quietly
from hubapp.demo.queries import (
    count_rows,
    ids_of_providers,
    list_placed_providers,
    list_provider_ids_with_sessions,
    list_rehearsed_hubs,
    list_told_links,
)
from hubapp.demo.rehearsal import Place, Scene, invent_links, invent_offer, invent_stand_ins
from hubapp.demo.specs import CareSessionSpec, Offer, ProviderSpec
from hubapp.demo.writing import write_links, write_providers, write_sessions
from hubapp.directory.models import CollectionLink, Origin, Provider, ProviderKind
from hubapp.directory.queries import count_unplaced, count_withheld
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.hubs.queries import find_hub
from hubapp.kernel.geo import GridPoint

PROVIDERS_AT_ONCE = 50


class RehearsalRefused(Exception):  # noqa: N818 - it says what happened, to a person
    """A rehearsal can't be played here; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """How many providers have an invented week now, and what there is in it.

    `unplaced` ones have no position and stay empty.
    """

    providers: int
    stand_ins: int
    unplaced: int
    sessions: int
    links: int


def rehearse(
    slug: str, *, seed: int, today: date, secret: str, watch: Watch = quietly
) -> Rehearsed:
    """Fill a hub with an invented week for every provider whose position is known.

    An earlier rehearsal makes way; what anybody really told stays and is not added to.
    """
    hub = _hub_to_rehearse(slug)
    places = [_place(provider) for provider in list_placed_providers(hub.id)]
    if not places:
        raise RehearsalRefused(
            f"No provider of “{slug}” has a position yet: run `hub import postcodes` first."
        )
    _take_out(hub)
    scene = Scene(hub_slug=slug, seed=seed, today=today, secret=secret)
    told = list_provider_ids_with_sessions(hub.id)
    offers = {
        place.slug: invent_offer(scene, place.slug, place.kind)
        for place in watch("Inventing weeks", places)
        if place.id not in told
    }
    stand_ins = _stand_ins(hub, scene, places)
    ids = {place.slug: place.id for place in places}
    ids |= write_providers(hub.id, stand_ins, Origin.REHEARSAL)
    offers |= {spec.slug: spec.offer for spec in stand_ins}
    _write_sessions(offers, ids, watch)
    points = {place.slug: (place.kind, place.point) for place in places}
    points |= {spec.slug: (spec.kind, spec.spot.point) for spec in stand_ins}
    _write_links(hub, scene, list(_stops(offers, points)), ids)
    hub.rehearsal_seed = seed
    db.session.commit()
    _, sessions, links = count_rows(hub.id)
    return Rehearsed(len(offers), len(stand_ins), count_unplaced(hub.id), sessions, links)


def clear_rehearsal(slug: str | None) -> list[str]:
    """Take the rehearsal out of one hub, or of every hub; the names of those that had one."""
    if slug is None:
        hubs = list(list_rehearsed_hubs())
    else:
        hub = _get_hub(slug)
        hubs = [hub] if hub.rehearsal_seed is not None else []
    for hub in hubs:
        _take_out(hub)
    db.session.commit()
    return [hub.name for hub in hubs]


def _get_hub(slug: str) -> Hub:
    hub = find_hub(slug)
    if hub is None:
        raise RehearsalRefused(f"There is no hub with the address “{slug}”.")
    return hub


def _hub_to_rehearse(slug: str) -> Hub:
    hub = _get_hub(slug)
    if hub.is_demonstration:
        raise RehearsalRefused(f"“{slug}” is a demonstration: everything in it is made up already.")
    return hub


def _take_out(hub: Hub) -> None:
    """Whatever a rehearsal made. Vacancies go with their sessions."""
    own = ids_of_providers(hub.id)
    for table, owner in (
        (CollectionLink, CollectionLink.collector_id),
        (CareSession, CareSession.provider_id),
    ):
        db.session.execute(
            delete(table)
            .where(owner.in_(own), table.origin == Origin.REHEARSAL)
            .execution_options(synchronize_session=False)
        )
    db.session.execute(
        delete(Provider)
        .where(Provider.hub_id == hub.id, Provider.origin == Origin.REHEARSAL)
        .execution_options(synchronize_session=False)
    )
    hub.rehearsal_seed = None


def _place(provider: Provider) -> Place:
    """A provider's true position where it is known, or else the shown one."""
    shown = provider.shown_point
    if provider.easting is not None and provider.northing is not None:
        shown = GridPoint(provider.easting, provider.northing)
    if shown is None:
        raise ValueError("Only providers with a position can be rehearsed")
    return Place(
        id=provider.id, slug=provider.slug, kind=provider.kind, point=shown, area=provider.area
    )


def _stand_ins(hub: Hub, scene: Scene, places: Sequence[Place]) -> list[ProviderSpec]:
    """One for each childminder a register withholds, but never more than there are settings."""
    settings = [place for place in places if place.kind is not ProviderKind.CHILDMINDER]
    count = min(count_withheld(hub.id), len(settings))
    return list(invent_stand_ins(scene, settings, count))


def _write_sessions(offers: Mapping[str, Offer], ids: Mapping[str, int], watch: Watch) -> None:
    slugs = list(offers)
    pieces = [
        slugs[start : start + PROVIDERS_AT_ONCE]
        for start in range(0, len(slugs), PROVIDERS_AT_ONCE)
    ]
    for piece in watch(f"Writing weeks, {PROVIDERS_AT_ONCE} providers at a time", pieces):
        sessions: list[tuple[int, CareSessionSpec]] = [
            (ids[slug], session) for slug in piece for session in offers[slug].sessions
        ]
        write_sessions(sessions, Origin.REHEARSAL)


def _stops(
    offers: Mapping[str, Offer], points: Mapping[str, tuple[ProviderKind, GridPoint]]
) -> Iterator[Stop]:
    for slug, offer in offers.items():
        kind, point = points[slug]
        first = offer.sessions[0]
        yield Stop(
            slug=slug,
            kind=kind,
            point=point,
            sessions=offer.sessions,
            told_by=first.told_by,
            as_at=first.as_at,
        )


def _write_links(hub: Hub, scene: Scene, stops: Sequence[Stop], ids: Mapping[str, int]) -> None:
    """Links nobody really told of."""
    told = list_told_links(hub.id)
    links = [
        link
        for link in invent_links(scene, stops)
        if (ids[link.collector], ids[link.partner]) not in told
    ]
    write_links(links, ids, Origin.REHEARSAL)
