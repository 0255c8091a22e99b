"""Who is looking at a page: the person signed in on this browser, if any."""

from typing import cast

from flask import Flask
from flask_login import current_user

from hubapp.accounts.models import Person, SignIn
from hubapp.accounts.services import find_live_sign_in
from hubapp.extensions import login
from hubapp.web import clock


def current_sign_in() -> SignIn | None:
    """The sign-in of this browser, while it holds."""
    return cast(SignIn, current_user) if current_user.is_authenticated else None


def current_person() -> Person | None:
    """The person signed in on this browser, if any."""
    found = current_sign_in()
    return found.person if found else None


def set_up(app: Flask) -> None:
    """Read sign-ins for the app, and give templates `current_person()`."""
    login.init_app(app)
    login.user_loader(lambda key: find_live_sign_in(key, now=clock.now()))
    app.jinja_env.globals["current_person"] = current_person
