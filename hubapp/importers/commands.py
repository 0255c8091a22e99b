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

from hubapp.hubs.commands import require_hub, require_tables
from hubapp.importers.postcode_files import read_bytes
from hubapp.importers.report import ImportRefused, ImportReport
from hubapp.importers.services import (
    WHEEL,
    RegisterOptions,
    import_ofsted,
    import_postcodes,
)
from hubapp.web import clock

import_commands = AppGroup("import", help="Take files in. Nothing typed by a person is ever lost.")

_EVERY = 250_000
_WHEEL_ROWS = 2_660_000  # about, for the bar only

_dry_run = click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
_as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@import_commands.command("postcodes")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_dry_run
@_as_json
def postcodes(sources: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Load postcodes. SOURCE is “wheel” or Code-Point Open files or folders."""
    require_tables()
    missing = [source for source in sources if source != WHEEL and not Path(source).exists()]
    if missing:
        raise click.ClickException(f"There is no file called {missing[0]}.")
    if WHEEL in sources and len(sources) > 1:
        raise click.ClickException("Load the wheel and files one after the other, not together.")
    total = _WHEEL_ROWS if WHEEL in sources else None
    with _progress("Postcodes", total) as advance:
        report = import_postcodes(sources, dry_run=dry_run, on_progress=advance)
    _finish(report, as_json=as_json)


@import_commands.command("ofsted")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--hub", "slug", required=True, help="The hub it is for.")
@click.option("--as-at", type=click.DateTime(formats=["%Y-%m-%d"]), help="The date of the release.")
@click.option("--confirm-removals", is_flag=True, help="Mark as gone even a third of providers.")
@_dry_run
@_as_json
def ofsted(
    file: Path,
    slug: str,
    as_at: datetime | None,
    confirm_removals: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take in a release of Ofsted's register of childcare providers."""
    hub = require_hub(slug)
    options = RegisterOptions(
        today=clock.today(),
        secret=current_app.config["SECRET_KEY"],
        as_at=as_at.date() if as_at else None,
        confirm_removals=confirm_removals,
        dry_run=dry_run,
    )
    try:
        data = read_bytes(file)
    except ImportRefused as refusal:
        report = ImportReport.refused("ofsted", refusal, dry_run=dry_run)
    else:
        report = import_ofsted(data, hub.id, options)
    _finish(report, as_json=as_json)


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
