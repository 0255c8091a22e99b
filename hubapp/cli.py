"""The `hub` command: everything a person does to a hub from a terminal."""

from flask.cli import FlaskGroup

from hubapp.demo.commands import demo, rehearse
from hubapp.factory import create_app
from hubapp.hubs.commands import hub_commands
from hubapp.hubs.people_commands import people_commands
from hubapp.importers.commands import import_commands
from hubapp.paying.commands import cost_command, entitlement_command
from hubapp.plans.commands import match_command
from hubapp.reminders.commands import ask
from hubapp.worker import worker

main = FlaskGroup(
    name="hub",
    create_app=create_app,
    add_default_commands=False,
    help="Run and look after a childcare hub.",
)
main.add_command(hub_commands)
main.add_command(people_commands)
main.add_command(import_commands)
main.add_command(match_command)
main.add_command(entitlement_command)
main.add_command(cost_command)
main.add_command(demo)
main.add_command(rehearse)
main.add_command(ask)
main.add_command(worker)
