"""Toddlebury: a whole invented town, the same for the same seed, secret and day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from hubapp.demo.archetypes import draw_offer
from hubapp.demo.cast import TELLERS, Role, list_cast
from hubapp.demo.chance import deal, stream
from hubapp.demo.descriptions import Describer
from hubapp.demo.ground import lay_out
from hubapp.demo.links import SCHOOL_KINDS, Stop, draw_links
from hubapp.demo.names import NameBook
from hubapp.demo.paperwork import (
    FRAMEWORKS,
    draw_extras,
    draw_sources,
    redacted_line,
    register_line,
)
from hubapp.demo.specs import (
    NOTHING_KNOWN,
    Contact,
    LinkSpec,
    Offer,
    PostcodeSpec,
    ProviderSpec,
    Spot,
    TakeUpSpec,
    Town,
)
from hubapp.demo.spots import Spots
from hubapp.demo.vacancies import (
    CONFIRMED_DAYS_AGO,
    Demand,
    Voucher,
    draw_voucher,
    with_places,
)
from hubapp.directory.models import ProviderKind
from hubapp.kernel.ages import AgeBand
from hubapp.kernel.slugs import slugify
from hubapp.kernel.week import Weekday

REDACTED = 6
PUBLISHING_HOMES = 2
LATELY = (1, 9)
TAKES_PART = 0.8
TAKES_ALL = 0.55


# Thursdays are the town's busiest day for babies: a week of long days has a hole in it. Nurseries
# have little room for threes and fours midweek: pre-schools and childminders together have.
_CROWDED = frozenset({(Weekday.THURSDAY, AgeBand.UNDER_TWO)})
_CROWDED_NURSERIES = _CROWDED | {
    (Weekday.TUESDAY, AgeBand.THREE_UP),
    (Weekday.WEDNESDAY, AgeBand.THREE_UP),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A provider on its way: who and where, before what others say of it."""

    slug: str
    name: str
    kind: ProviderKind
    role: Role
    spot: Spot
    contact: Contact
    offer: Offer
    voucher: Voucher


def build_town(*, seed: int, today: date, secret: str, agreed: Sequence[str], term: date) -> Town:
    """Everything in the town. `agreed`: the slugs shared in the term that began on `term`."""
    postcodes = lay_out(stream(seed, "ground"))
    drafts = tuple(_drafts(seed, today, secret, postcodes))
    links = tuple(_links(drafts, stream(seed, "links")))
    return Town(
        postcodes=postcodes,
        providers=tuple(_providers(drafts, links, seed, today)),
        unlisted=tuple(redacted_line(len(drafts) + n, today) for n in range(1, REDACTED + 1)),
        links=links,
        take_ups=tuple(_take_ups(drafts, agreed, (term, today), stream(seed, "rhymes"))),
    )


# --- who, where and what ------------------------------------------------------------------------


def _drafts(
    seed: int, today: date, secret: str, postcodes: tuple[PostcodeSpec, ...]
) -> Iterator[Draft]:
    cast = list(list_cast())
    rng = stream(seed, "cast")
    book = NameBook(rng)
    spots = Spots(postcodes, book, rng, secret)
    days_ago = _days_ago([role for _, role in cast], rng)
    met: Counter[ProviderKind] = Counter()
    for (kind, role), span in zip(cast, days_ago, strict=True):
        own = stream(seed, kind, met[kind])
        name = book.name(kind)
        slug = slugify(name)
        voucher = draw_voucher(own, today, told_by=TELLERS[kind], days_ago=span)
        publishes = kind is not ProviderKind.CHILDMINDER or 3 <= met[kind] < 3 + PUBLISHING_HOMES
        yield Draft(
            slug=slug,
            name=name,
            kind=kind,
            role=role,
            spot=spots.find(slug, central=role is Role.ANCHOR, publishes=publishes),
            contact=Contact() if role is Role.BARE else book.contact(slug, kind),
            offer=_offer(kind, role, met[kind], voucher, own),
            voucher=voucher,
        )
        met[kind] += 1


def _days_ago(roles: list[Role], rng: Random) -> Iterator[tuple[int, int]]:
    """How long ago each provider's places were vouched for: anchors lately, the others dealt."""
    dealt = iter(deal(CONFIRMED_DAYS_AGO, len(roles), rng))
    for role in roles:
        yield LATELY if role is Role.ANCHOR else next(dealt)


def _offer(kind: ProviderKind, role: Role, number: int, voucher: Voucher, rng: Random) -> Offer:
    if role is Role.BARE:
        return NOTHING_KNOWN
    roomy = frozenset({AgeBand.THREE_UP}) if role is Role.ANCHOR else frozenset()
    crowded = _CROWDED_NURSERIES if kind is ProviderKind.NURSERY else _CROWDED
    demand = Demand(roomy=roomy, crowded=crowded, silent=role is Role.SILENT)
    offer = draw_offer(kind, rng, funded_only=number == 1, steady=role is Role.ANCHOR)
    return with_places(offer, kind, rng, demand=demand, voucher=voucher)


# --- what others say of them --------------------------------------------------------------------


def _links(drafts: tuple[Draft, ...], rng: Random) -> Iterator[LinkSpec]:
    stops = [_stop(draft) for draft in drafts if draft.offer.sessions]
    partners = [stop for stop in stops if stop.kind in SCHOOL_KINDS]
    for stop in stops:
        if stop.kind is ProviderKind.CHILDMINDER:
            yield from draw_links(stop, partners, rng)


def _stop(draft: Draft) -> Stop:
    return Stop(
        slug=draft.slug,
        kind=draft.kind,
        point=draft.spot.point,
        sessions=draft.offer.sessions,
        told_by=draft.voucher.told_by,
        as_at=draft.voucher.on,
        eager=draft.role is Role.ANCHOR,
    )


def _providers(
    drafts: tuple[Draft, ...], links: tuple[LinkSpec, ...], seed: int, today: date
) -> Iterator[ProviderSpec]:
    collectors = {link.collector for link in links}
    rng = stream(seed, "papers")
    kinds = Counter(draft.kind for draft in drafts)
    frameworks = {kind: deal(FRAMEWORKS[kind], count, rng) for kind, count in kinds.items()}
    describer = Describer(rng)
    for number, draft in enumerate(drafts, start=1):
        bare, collects = draft.role is Role.BARE, draft.slug in collectors
        words = None if bare else describer.describe(draft.kind, collects=collects)
        provider = _provider(draft, words, rng)
        register = register_line(provider, number, frameworks[draft.kind].pop(), rng, today)
        yield replace(provider, register=register)


def _provider(draft: Draft, description: str | None, rng: Random) -> ProviderSpec:
    bare = draft.role is Role.BARE
    extras = () if bare else draw_extras(draft.kind, rng)
    return ProviderSpec(
        slug=draft.slug,
        kind=draft.kind,
        name=draft.name,
        spot=replace(draft.spot, address=None) if bare else draft.spot,
        offer=draft.offer,
        description=description,
        contact=draft.contact,
        extras=extras,
        sources=() if bare else draw_sources(rng, draft.voucher, extras=bool(extras)),
    )


def _take_ups(
    drafts: tuple[Draft, ...], agreed: Sequence[str], term: tuple[date, date], rng: Random
) -> Iterator[TakeUpSpec]:
    """Most take part, more than half of those with everything. `term`: its first day, and today."""
    first, today = term
    for draft in drafts:
        keen = draft.role is Role.ANCHOR
        if draft.role is Role.BARE or (not keen and rng.random() >= TAKES_PART):
            continue
        everything = keen or rng.random() < TAKES_ALL
        count = len(agreed) if everything else rng.randint(len(agreed) // 2, len(agreed) - 1)
        since = min(today, first + timedelta(days=rng.randint(0, 40)))
        for slug in sorted(rng.sample(agreed, count), key=agreed.index):
            yield TakeUpSpec(provider=draft.slug, item=slug, since=since)
