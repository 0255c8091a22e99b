"""What an import says when it is done: one object, the same keys for every kind of file."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any


class ImportRefused(Exception):  # noqa: N818 - it says what happened, to a person
    """The whole file is refused and nothing is written; the message is one plain sentence."""

    def __init__(self, class_: str, message: str, line: int | None = None) -> None:
        """Keep the class of error, and the line it is on, beside the sentence."""
        super().__init__(message)
        self.class_ = class_
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class Collapsed:
    """A row equal to an earlier row of the same key."""

    line: int
    urn: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not written."""

    line: int
    urn: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Flagged:
    """A cell for a person to look at: its row is written, the cell is not."""

    line: int
    urn: str
    field: str
    reason: str
    value: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sound row outside the scope."""

    urn: str
    reason: str


@dataclass(frozen=True, slots=True)
class Successor:
    """A new key at the postcode of one that is gone: perhaps the same place re-registered."""

    new_urn: str
    gone_urn: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One fact of a known row: what it was, and what it becomes. For people, not for the object."""

    urn: str
    name: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Detail:
    """The first rows of each sort, as (key, name), and what changes field by field."""

    new: tuple[tuple[str, str], ...] = ()
    changed: tuple[Changed, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a whole file was refused."""

    class_: str
    message: str
    line: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportReport:
    """The keys of every report. `notes` and `detail` are for people, not part of the object.

    Raises ValueError when the rows do not add up: no row is ever lost in silence.
    """

    source: str
    layout: str | None = None
    encoding: str | None = None
    as_at: date | None = None
    header_line: int | None = None
    rows_read: int = 0
    blank_rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    duplicates_collapsed: tuple[Collapsed, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    flagged: tuple[Flagged, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    changed_by_field: Mapping[str, int] = field(default_factory=dict)
    possible_successors: tuple[Successor, ...] = ()
    consents_given: int = 0
    consents_withdrawn: int = 0
    with_position: int | None = None
    without_position: int | None = None
    terminated: int | None = None
    live: int | None = None
    unknown_columns: tuple[str, ...] = ()
    dry_run: bool = False
    written: int = 0
    error: Refusal | None = None
    notes: tuple[str, ...] = ()
    detail: Detail = Detail()

    def __post_init__(self) -> None:
        """Hold the sum that every report promises."""
        told = self.created + self.updated + self.unchanged + self.consents_given
        told += len(self.rejected) + len(self.duplicates_collapsed) + len(self.skipped)
        if self.rows_read != told:
            message = f"{self.rows_read} rows were read but {told} are accounted for"
            raise ValueError(message)

    @classmethod
    def refused(cls, source: str, refusal: ImportRefused, *, dry_run: bool) -> "ImportReport":
        """The report of a file nothing was taken from."""
        error = Refusal(refusal.class_, refusal.message, refusal.line)
        return cls(source=source, dry_run=dry_run, error=error)

    def as_json(self) -> dict[str, Any]:
        """The object `--json` prints."""
        told: dict[str, Any] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
            if name not in ("notes", "detail")
        }
        told["as_at"] = self.as_at.isoformat() if self.as_at else None
        if told["error"] is not None:
            told["error"]["class"] = told["error"].pop("class_")
        return told

    def in_words(self) -> str:
        """The same for a person at a terminal."""
        if self.error:
            where = f" (line {self.error.line})" if self.error.line else ""
            return f"{self.error.message}{where}\nNothing was written."
        lines = [_headline(self), *_rows_in_words(self), *self.notes]
        return "\n".join(line for line in lines if line)


def _headline(report: ImportReport) -> str:
    read = f"{report.rows_read:,} {_rows(report.rows_read)} read: {report.created:,} new, "
    read += f"{report.updated:,} changed, {report.unchanged:,} as before."
    return f"{read} This was a rehearsal: nothing was written." if report.dry_run else read


def _rows_in_words(report: ImportReport) -> list[str]:
    return [
        _gone(report.removed),
        _counted("collapsed, being equal to an earlier row", len(report.duplicates_collapsed)),
        _counted("left out, being outside the scope", len(report.skipped)),
        _reasons("not taken", Counter(row.reason for row in report.rejected)),
        _reasons("taken without one cell", Counter(row.reason for row in report.flagged)),
        *(
            f"  line {row.line}: {row.urn or 'no key'}, {row.reason}"
            for row in report.rejected[:20]
        ),
        *(
            f"  line {cell.line}: {cell.urn}, {cell.field} “{cell.value}”, {cell.reason}"
            for cell in report.flagged[:20]
        ),
        *(
            f"{pair.new_urn} may have taken the place of {pair.gone_urn} at {pair.postcode}."
            for pair in report.possible_successors
        ),
        _positions(report),
        f"Columns not understood: {', '.join(report.unknown_columns)}."
        if report.unknown_columns
        else "",
    ]


def _gone(count: int) -> str:
    return f"{count:,} no longer in the release: marked as gone, not deleted." if count else ""


def _counted(what: str, count: int) -> str:
    return f"{count:,} {_rows(count)} {what}." if count else ""


def _reasons(what: str, reasons: Counter[str]) -> str:
    if not reasons:
        return ""
    parts = ", ".join(f"{reason} {count:,}" for reason, count in sorted(reasons.items()))
    return f"{reasons.total():,} {_rows(reasons.total())} {what}: {parts}."


def _positions(report: ImportReport) -> str:
    if report.with_position is None:
        return ""
    return (
        f"{report.with_position:,} with a position, {report.without_position or 0:,} without one."
    )


def _rows(count: int) -> str:
    return "row" if count == 1 else "rows"
