"""From plain values to rows, many at a time. Nothing is decided here; the caller commits."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import insert

from hubapp.availability.models import CareSession, Vacancy
from hubapp.demo.specs import (
    CareSessionSpec,
    LinkSpec,
    PostcodeSpec,
    ProviderSpec,
    RegisterSpec,
)
from hubapp.directory.models import (
    CollectionLink,
    Extra,
    FactSource,
    Inspection,
    Origin,
    Provider,
    RegisterEntry,
)
from hubapp.extensions import Base, db
from hubapp.places.models import Postcode, PostcodeSource

Row = dict[str, Any]

REGISTER = "demonstration"
ROWS_AT_ONCE = 2_000
# Rows with and without a value go in together, not in a statement for each mixture.
_AS_ONE = {"render_nulls": True}


def write_postcodes(postcodes: Iterable[PostcodeSpec]) -> None:
    """The town's postcodes."""
    _insert(
        Postcode,
        (
            {
                "code": postcode.code,
                "easting": postcode.point.easting,
                "northing": postcode.point.northing,
                "country": "E",
                "district_code": None,
                "source": PostcodeSource.DEMONSTRATION,
            }
            for postcode in postcodes
        ),
    )


def write_providers(
    hub_id: int, providers: Sequence[ProviderSpec], origin: Origin
) -> dict[str, int]:
    """Providers with what hangs on them, except sessions and links; their ids by slug."""
    ids = _insert_for_ids(Provider, [_provider(hub_id, spec, origin) for spec in providers])
    by_slug = dict(zip((spec.slug for spec in providers), ids, strict=True))
    owned = list(zip(ids, providers, strict=True))
    _insert(
        Extra, ({"provider_id": key} | _flat(row) for key, spec in owned for row in spec.extras)
    )
    _insert(
        FactSource,
        ({"provider_id": key} | _flat(row) for key, spec in owned for row in spec.sources),
    )
    write_register(hub_id, [(key, spec.register) for key, spec in owned if spec.register])
    return by_slug


def write_register(hub_id: int, lines: Sequence[tuple[int | None, RegisterSpec]]) -> None:
    """Lines of the invented register with their inspections, each with its provider if named."""
    entries = [
        {"hub_id": hub_id, "provider_id": key, "source": REGISTER, "gone_since": None}
        | _flat(line, "inspections")
        for key, line in lines
    ]
    ids = _insert_for_ids(RegisterEntry, entries)
    _insert(
        Inspection,
        (
            {"register_entry_id": entry_id} | _flat(inspection)
            for entry_id, (_, line) in zip(ids, lines, strict=True)
            for inspection in line.inspections
        ),
    )


def write_sessions(sessions: Iterable[tuple[int, CareSessionSpec]], origin: Origin) -> int:
    """Care sessions and their vacancies, each with its provider's id; how many sessions."""
    written = 0
    waiting = iter(sessions)
    while batch := list(islice(waiting, ROWS_AT_ONCE)):
        rows = [
            {"provider_id": key, "origin": origin} | _flat(spec, "vacancies") for key, spec in batch
        ]
        ids = _insert_for_ids(CareSession, rows)
        _insert(
            Vacancy,
            (
                {"care_session_id": session_id} | _flat(vacancy)
                for session_id, (_, spec) in zip(ids, batch, strict=True)
                for vacancy in spec.vacancies
            ),
        )
        written += len(batch)
    return written


def write_links(links: Iterable[LinkSpec], ids: Mapping[str, int], origin: Origin) -> None:
    """Collection links between providers whose ids are known by slug."""
    _insert(
        CollectionLink,
        (
            {"collector_id": ids[link.collector], "partner_id": ids[link.partner], "origin": origin}
            | _flat(link, "collector", "partner")
            for link in links
        ),
    )


def _provider(hub_id: int, spec: ProviderSpec, origin: Origin) -> Row:
    spot = spec.spot
    return {
        "hub_id": hub_id,
        "slug": spec.slug,
        "kind": spec.kind,
        "name": spec.name,
        "origin": origin,
        "description": spec.description,
        "area": spot.area,
        "address": spot.address,
        "postcode": spot.postcode,
        "publish_address": spot.publish_address,
        "easting": spot.point.easting,
        "northing": spot.point.northing,
        "shown_easting": spot.shown.easting,
        "shown_northing": spot.shown.northing,
        **_flat(spec.contact),
        **_flat(spec.offer, "sessions"),
    }


def _flat(spec: Any, *left_out: str) -> Row:
    """A value's fields by name."""
    return {name: getattr(spec, name) for name in spec.__slots__ if name not in left_out}


def _insert(table: type[Base], rows: Iterable[Row]) -> None:
    if found := list(rows):
        db.session.execute(insert(table), found, execution_options=_AS_ONE)


def _insert_for_ids(table: type[Base], rows: list[Row]) -> Sequence[int]:
    """Insert and say which ids the rows were given, in their order."""
    if not rows:
        return []
    key = table.__table__.c.id
    adding = insert(table).returning(key, sort_by_parameter_order=True)
    return db.session.scalars(adding, rows, execution_options=_AS_ONE).all()
