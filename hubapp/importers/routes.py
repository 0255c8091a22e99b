"""Files in, in the browser: bring one, see what it would change, apply or leave it, take it back.

For champions and the council. Postcodes belong to no hub: they are loaded from a terminal.
"""

from contextlib import closing
from dataclasses import replace

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response

from hubapp.accounts.models import Role
from hubapp.directory.services.succession import SuccessionRefused, list_offers, succeed
from hubapp.hubs.entry import open_to, require_person
from hubapp.importers.forms import KIND_WORDS, UploadForm
from hubapp.importers.models import ImportUpload
from hubapp.importers.options import ImportOptions, whole_or_nothing
from hubapp.importers.queries import find_record, list_records
from hubapp.importers.report import ImportReport
from hubapp.importers.services import IMPORTERS
from hubapp.importers.undoing import UndoRefused, undo_import
from hubapp.importers.uploads import Upload, drop_upload, find_upload, keep_upload
from hubapp.importers.words import FIELD_WORDS, REASON_WORDS
from hubapp.web import clock

Page = Response | str | tuple[str, int]

_MOST_BYTES = 40_000_000

blueprint = Blueprint("importers", __name__, url_prefix="/<slug>/champion/imports")
for_keepers = open_to(Role.CHAMPION, Role.AUTHORITY)


@blueprint.url_value_preprocessor
def _allow_large_files(endpoint: str | None, values: object) -> None:
    """A register is larger than any other form; only the page that takes one may be so large."""
    if endpoint == "importers.bring":
        request.max_content_length = _MOST_BYTES


@blueprint.get("")
@for_keepers
def overview(slug: str) -> str:
    """Bring a file; what was brought before; places that may be the same under a new number."""
    return _overview(UploadForm(formdata=None))


@blueprint.post("")
@for_keepers
def bring(slug: str) -> Page:
    """Keep the file, and show what it would do."""
    form = UploadForm()
    if not form.validate_on_submit():
        return _overview(form), 422
    with closing(form.file.data) as file:
        name, data = secure_filename(file.filename or "") or "file", file.read()
    upload = Upload(
        hub_id=g.hub.id,
        person_id=require_person().id,
        kind=form.kind.data,
        file_name=name,
        as_at=form.day,
        data=data,
    )
    row = keep_upload(upload, now=clock.now())
    return redirect(url_for("importers.preview", slug=slug, number=row.id), 303)


@blueprint.get("/files/<int:number>")
@for_keepers
def preview(slug: str, number: int) -> Page:
    """What the file would change, field by field; nothing is written."""
    upload = _upload(number)
    report = _taken(upload, dry_run=True, confirmed=False)
    asks = bool(report.error and report.error.class_ == "mass_removal_needs_confirm")
    if asks:
        report = _taken(upload, dry_run=True, confirmed=True)
    return render_template(
        "importers/preview.html",
        upload=upload,
        report=report,
        asks=asks,
        kind=KIND_WORDS[upload.kind],
        fields=FIELD_WORDS,
        reasons=REASON_WORDS,
    )


@blueprint.post("/files/<int:number>/apply")
@for_keepers
def apply(slug: str, number: int) -> Page:
    """Take the file in, as it was shown."""
    upload = _upload(number)
    confirmed = bool(request.form.get("confirm_removals"))
    report = _taken(upload, dry_run=False, confirmed=confirmed)
    if report.error:
        return redirect(url_for("importers.preview", slug=slug, number=number), 303)
    drop_upload(number)
    said = f"Done: {report.written} written." if report.written else "Nothing had to be changed."
    return redirect(url_for("importers.overview", slug=slug, said=said), 303)


@blueprint.post("/files/<int:number>/leave")
@for_keepers
def leave(slug: str, number: int) -> Response:
    """Forget the file."""
    drop_upload(_upload(number).id)
    return redirect(url_for("importers.overview", slug=slug), 303)


@blueprint.post("/<int:number>/undo")
@for_keepers
def undo(slug: str, number: int) -> Response:
    """Take an import of this hub back."""
    record = find_record(number)
    if record is None or record.hub_id != g.hub.id:
        abort(404)
    try:
        report = undo_import(number, secret=current_app.config["SECRET_KEY"], now=clock.now())
    except UndoRefused as refusal:
        return redirect(url_for("importers.overview", slug=slug, said=str(refusal)), 303)
    return redirect(url_for("importers.overview", slug=slug, said=report.in_words()), 303)


@blueprint.post("/succeed")
@for_keepers
def join(slug: str) -> Response:
    """Two numbers are one place: its facts, links and history go on under the new one."""
    new, gone = request.form.get("new", ""), request.form.get("gone", "")
    try:
        with whole_or_nothing(dry_run=False):
            joined = succeed(g.hub.id, new, gone)
    except SuccessionRefused as refusal:
        return redirect(url_for("importers.overview", slug=slug, said=str(refusal)), 303)
    said = f"{joined.name} is now registered as {new}; it was {gone}."
    return redirect(url_for("importers.overview", slug=slug, said=said), 303)


def _overview(form: UploadForm) -> str:
    return render_template(
        "importers/overview.html",
        form=form,
        records=list_records(g.hub.id),
        kinds=KIND_WORDS,
        offers=list_offers(g.hub.id),
        said=request.args.get("said", "")[:300],
    )


def _upload(number: int) -> ImportUpload:
    upload = find_upload(g.hub.id, number)
    if upload is None:
        abort(404)
    return upload


def _taken(upload: ImportUpload, *, dry_run: bool, confirmed: bool) -> ImportReport:
    options = ImportOptions(
        today=clock.today(),
        now=clock.now(),
        secret=current_app.config["SECRET_KEY"],
        as_at=upload.as_at,
        file_name=upload.file_name,
        person_id=require_person().id,
        confirm_removals=confirmed,
        dry_run=dry_run,
    )
    report = IMPORTERS[upload.kind](upload.data, upload.hub_id, options)
    return replace(report, notes=())
