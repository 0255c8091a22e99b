"""`hub import …`: files in, from a terminal."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from hubapp.directory.services.succession import SuccessionRefused, list_offers, succeed
from hubapp.hubs.commands import require_hub, require_tables
from hubapp.importers.options import ImportOptions, whole_or_nothing
from hubapp.importers.postcode_files import read_bytes
from hubapp.importers.postcodes import WHEEL, import_postcodes
from hubapp.importers.queries import list_records
from hubapp.importers.report import ImportRefused, ImportReport
from hubapp.importers.services import IMPORTERS
from hubapp.importers.undoing import UndoRefused, undo_import
from hubapp.importers.where import NO_HUB, find_usual_hub, make_usual_hub
from hubapp.web import clock

import_commands = AppGroup("import", help="Take files in. Nothing typed by a person is ever lost.")

_EVERY = 250_000
_WHEEL_ROWS = 2_660_000  # about, for the bar only
_HELP = {
    "ofsted": "Take in a release of Ofsted's register of childcare providers, in any layout.",
    "agencies": "Take in Ofsted's list of childminder agencies.",
    "consented": "Take in who lets their address be published, and forget who no longer does.",
    "gias": "Take in the register of schools (nursery classes) or of children's centres.",
    "places": "Take in the hub's own spreadsheet of places, hours and fees (CSV or XLSX).",
}

_FILES = click.Path(exists=True, dir_okay=False, path_type=Path)
_hub = click.option("--hub", "slug", help="The hub it is for; else the only one there is.")
_dry_run = click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
_as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
_as_at = click.option(
    "--as-at", type=click.DateTime(formats=["%Y-%m-%d"]), help="The date of the release."
)
_confirm = click.option(
    "--confirm-removals", is_flag=True, help="Go on even if a third of the providers would go."
)


def _add_kind(kind: str) -> None:
    """A command for one kind of file; all take the same options."""

    @import_commands.command(kind, help=_HELP[kind])
    @click.argument("files", nargs=-1, required=True, type=_FILES, metavar="FILE...")
    @_hub
    @_as_at
    @_confirm
    @_dry_run
    @_as_json
    def take(
        files: tuple[Path, ...],
        slug: str | None,
        as_at: datetime | None,
        confirm_removals: bool,
        dry_run: bool,
        as_json: bool,
    ) -> None:
        hub_id = _hub_id(slug, dry_run=dry_run)
        for file in files:
            with _progress(file.name, None) as advance:
                options = _options(
                    as_at=as_at.date() if as_at else None,
                    confirm_removals=confirm_removals,
                    dry_run=dry_run,
                    file_name=file.name,
                    on_progress=advance,
                )
                report = _taken(kind, file, hub_id, options)
            _finish(report, as_json=as_json)


for _kind in IMPORTERS:
    _add_kind(_kind)


def _taken(kind: str, file: Path, hub_id: int, options: ImportOptions) -> ImportReport:
    try:
        data = read_bytes(file)
    except ImportRefused as refusal:
        return ImportReport.refused(kind, refusal, dry_run=options.dry_run)
    return IMPORTERS[kind](data, hub_id, options)


def _options(**given: object) -> ImportOptions:
    return ImportOptions(
        today=clock.today(),
        now=clock.now(),
        secret=current_app.config["SECRET_KEY"],
        **given,  # type: ignore[arg-type]  # the options of the commands, by the same names
    )


def _hub_id(slug: str | None, *, dry_run: bool) -> int:
    """The hub named, or the usual one; a hub for all of England is made when there is none."""
    if slug is not None:
        return require_hub(slug).id
    require_tables()
    hub = find_usual_hub()
    if hub is not None:
        return hub.id
    if dry_run:
        return NO_HUB
    hub = make_usual_hub(clock.today())
    if hub is None:
        raise click.ClickException("Say which hub it is for: --hub SLUG. See them: hub hub list")
    click.echo(f"Made the hub {hub.name} ({hub.slug}), there being none.", err=True)
    return hub.id


@import_commands.command("postcodes")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_as_at
@_dry_run
@_as_json
def postcodes(
    sources: tuple[str, ...], as_at: datetime | None, dry_run: bool, as_json: bool
) -> None:
    """Load postcodes: “wheel”, or files or folders of Code-Point Open, ONSPD or NSPL."""
    require_tables()
    missing = [source for source in sources if source != WHEEL and not Path(source).exists()]
    if missing:
        raise click.ClickException(f"There is no file called {missing[0]}.")
    if WHEEL in sources and len(sources) > 1:
        raise click.ClickException("Load the wheel and files one after the other, not together.")
    total = _WHEEL_ROWS if WHEEL in sources else None
    with _progress("Postcodes", total) as advance:
        options = _options(
            as_at=as_at.date() if as_at else None, dry_run=dry_run, on_progress=advance
        )
        report = import_postcodes(sources, options)
    _finish(report, as_json=as_json)


@import_commands.command("list")
@_hub
def list_(slug: str | None) -> None:
    """Say which imports changed something, newest first."""
    hub_id = _hub_id(slug, dry_run=True)
    records = list_records(hub_id)
    if not records:
        click.echo("Nothing has been imported yet.")
    for record in records:
        undone = ", taken back" if record.undone_at else ""
        click.echo(
            f"{record.id}  {record.made_at:%d/%m/%Y %H:%M}  {record.source}  {record.file_name}  "
            f"{record.counts['written']:,} written{undone}  {record.file_hash[:12]}"
        )


@import_commands.command("undo")
@click.argument("number", type=int)
def undo(number: int) -> None:
    """Take an import back, but for what has been changed since."""
    require_tables()
    try:
        report = undo_import(number, secret=current_app.config["SECRET_KEY"], now=clock.now())
    except UndoRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(report.in_words())


@import_commands.command("successors")
@_hub
def successors(slug: str | None) -> None:
    """Say which new registrations may be the same place as a gone one."""
    pairs = list_offers(_hub_id(slug, dry_run=True))
    if not pairs:
        click.echo("No new registration is at the postcode of a gone one.")
    for pair in pairs:
        click.echo(
            f"{pair.new_name} ({pair.new_key}) may be the same place as {pair.gone_name} "
            f"({pair.gone_key}), at {pair.postcode}."
        )


@import_commands.command("succeed")
@click.argument("new")
@click.argument("gone")
@_hub
def succeed_(new: str, gone: str, slug: str | None) -> None:
    """Join the registration NEW to the place that was GONE, with all that is known of it."""
    hub_id = _hub_id(slug, dry_run=True)
    try:
        with whole_or_nothing(dry_run=False):
            joined = succeed(hub_id, new.upper(), gone.upper())
    except SuccessionRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    was = "" if joined.was == joined.name else f", which was {joined.was},"
    click.echo(f"{joined.name}{was} is now registered as {new.upper()}; it was {gone.upper()}.")


def _finish(report: ImportReport, *, as_json: bool) -> None:
    """Say it, and leave with a status that tells a refused file from a taken one."""
    said = json.dumps(report.as_json(), ensure_ascii=False) if as_json else report.in_words()
    click.echo(said)
    if report.error:
        sys.exit(1)


@contextmanager
def _progress(label: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, a plain line now and then elsewhere; always beside the answer."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain_lines(label)
        return
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda count: bar.advance(task, count)


def _plain_lines(label: str) -> Callable[[int], None]:
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        before, done = done, done + count
        if before // _EVERY != done // _EVERY:
            click.echo(f"{label}: {done:,}", err=True)

    return advance
