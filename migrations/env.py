"""Runs migrations on the app's own database, whichever it is."""

from alembic import context
from flask import current_app

_extension = current_app.extensions["migrate"]
_database = _extension.db


def _run_on_connection() -> None:
    with _database.engine.connect() as connection:
        # SQLite rebuilds a table to change it, which foreign keys would take for a deletion.
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=_database.metadata,
            **_extension.configure_args,
        )
        try:
            with context.begin_transaction():
                context.run_migrations()
        finally:
            # The connection goes back to the pool, where deletions must cascade again.
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA foreign_keys=ON")


if context.is_offline_mode():
    context.configure(
        url=_database.engine.url,
        target_metadata=_database.metadata,
        literal_binds=True,
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()
else:
    _run_on_connection()
