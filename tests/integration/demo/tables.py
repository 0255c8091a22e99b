"""Every row of every table, for comparing before with after."""

from hubapp.extensions import db


def dump_tables(*, without_ids: bool = False) -> dict[str, list[str]]:
    """Rows as text, in a settled order; `without_ids` leaves out keys a rebuild gives anew."""
    dumped = {}
    for table in db.metadata.sorted_tables:
        columns = [
            column
            for column in table.columns
            if not (without_ids and (column.name == "id" or column.foreign_keys))
        ]
        rows = db.session.execute(db.select(*columns))
        dumped[table.name] = sorted(repr(tuple(row)) for row in rows)
    db.session.rollback()
    return dumped
