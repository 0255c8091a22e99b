"""`hub worker`: sends the mail and the reminders, beside the pages."""

import click
from flask import current_app
from flask.cli import with_appcontext
from huey.consumer import Consumer

from hubapp.jobs import jobs_of


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due now, and stop.")
@with_appcontext
def worker(once: bool) -> None:
    """Send mail and reminders as they fall due, until stopped."""
    jobs = jobs_of(current_app)
    if once:
        jobs.run_all()
    else:
        Consumer(jobs.queue, workers=1, periodic=True, initial_delay=0.2, max_delay=1.0).run()
