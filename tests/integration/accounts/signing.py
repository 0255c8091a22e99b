"""Signing a test's visitor in, as a person does."""

import email
import email.policy
import re
from pathlib import Path

from hubapp.jobs import jobs_of
from tests.page import CheckingClient


def letters(client: CheckingClient) -> list[str]:
    """The plain words of every mail that went out, oldest first."""
    folder = Path(client.application.config["MAIL_FILE_PATH"])
    files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
    return [_words(part) for file in files for part in _split(file.read_bytes())]


def sign_in(client: CheckingClient, address: str) -> None:
    """Ask for a code, read the mail, type the code."""
    client.post_form("/sign-in", email=address)
    jobs_of(client.application).run_all()
    found = re.search(r"Your code is (\d{3} \d{3})", letters(client)[-1])
    assert found
    assert client.post_form("/sign-in/code", code=found.group(1)).status_code == 302


def _split(raw: bytes) -> list[bytes]:
    """The file outbox ends every message with a line of dashes."""
    return [part for part in re.split(rb"\n-{79}\n", raw) if part.strip()]


def _words(raw: bytes) -> str:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(("plain",))
    return body.get_content() if body else ""
