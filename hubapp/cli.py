"""The `hub` command: everything a person does to a hub from a terminal."""

from flask.cli import FlaskGroup

from hubapp.factory import create_app

main = FlaskGroup(
    name="hub",
    create_app=create_app,
    add_default_commands=False,
    help="Run and look after a childcare hub.",
)
