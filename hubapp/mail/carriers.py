"""The ways out: a screen, a folder or a mail server by Flask-Mailman; or GOV.UK Notify."""

from functools import partial
from importlib import import_module
from typing import Any

from flask import current_app
from flask_mailman import EmailMultiAlternatives

from hubapp.extensions import mail
from hubapp.mail.models import Message
from hubapp.mail.services import Carrier


def by_mailman(message: Message) -> None:
    """Through whatever `MAIL_VIA` names. Raises what the mail server makes it raise."""
    written = EmailMultiAlternatives(
        subject=message.subject, body=message.words, to=[message.to_address]
    )
    if message.html:
        written.attach_alternative(message.html, "text/html")
    if message.stop_address:
        written.extra_headers["List-Unsubscribe"] = f"<{message.stop_address}>"
        written.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    # Opened here, so that it is closed even when the server says no half-way.
    with mail.get_connection() as connection:
        connection.send_messages([written])


def by_notify(client: Any, template_id: str, message: Message) -> None:
    """Through GOV.UK Notify, whose template is only ((subject)) and ((words))."""
    client.send_email_notification(
        email_address=message.to_address,
        template_id=template_id,
        personalisation={"subject": message.subject, "words": message.words},
        reference=message.key,
        one_click_unsubscribe_url=message.stop_address,
    )


def reaches_people() -> bool:
    """Whether mail leaves the house by these settings, and is not only looked at."""
    return current_app.config["MAIL_VIA"] in ("smtp", "notify")


def chosen_carrier() -> Carrier:
    """The carrier the settings ask for. Raises RuntimeError when Notify's client is missing."""
    config = current_app.config
    if config["MAIL_VIA"] != "notify":
        return by_mailman
    try:
        notify = import_module("notifications_python_client.notifications")
    except ImportError as missing:
        raise RuntimeError(
            "MAIL_VIA=notify needs GOV.UK Notify’s client: pip install -e .[notify]"
        ) from missing
    client = notify.NotificationsAPIClient(
        config["NOTIFY_API_KEY"],
        base_url=config["NOTIFY_ADDRESS"],
        timeout=config["MAIL_TIMEOUT"],
    )
    return partial(by_notify, client, config["NOTIFY_TEMPLATE_ID"])
