"""How an import is to be done, the same for every kind of file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from hubapp.extensions import db
from hubapp.importers.records import Bringing, digest_of

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`secret` turns homes' positions into coarse ones. `now` null: the morning of `today`.

    `person_id` is who brings the file, null from a terminal.
    """

    today: date
    secret: str
    as_at: date | None = None
    confirm_removals: bool = False
    dry_run: bool = False
    now: datetime | None = None
    file_name: str = ""
    person_id: int | None = None
    on_progress: Progress = lambda _: None

    def bringing(self, data: bytes) -> Bringing:
        """Who brings which file, and when."""
        at = self.now or datetime.combine(self.today, time(), UTC)
        return Bringing(self.file_name, digest_of(data), at, self.person_id)


@contextmanager
def whole_or_nothing(*, dry_run: bool) -> Iterator[None]:
    """One transaction: kept when all went well, and never in a rehearsal."""
    try:
        yield
        if dry_run:
            db.session.rollback()
        else:
            db.session.commit()
    except BaseException:  # an interrupted import too must leave nothing behind
        db.session.rollback()
        raise
