"""Mail that waits goes out once; a server that refuses or hangs loses nothing."""

import json
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from flask_migrate import upgrade

from config import Settings
from hubapp.extensions import db
from hubapp.factory import create_app
from hubapp.jobs import jobs_of
from hubapp.mail.carriers import chosen_carrier
from hubapp.mail.models import Message
from hubapp.mail.services import Draft, Posted, queue_message, send_waiting

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def queue(key: str = "one", **more: Any) -> Message:
    draft = Draft(
        key=key, to_address="ada@example.org", subject="Hello", words="Hello, Ada", **more
    )
    message = queue_message(draft, now=NOW)
    db.session.commit()
    return message


class Letterbox:
    """A mail server's end of the line, which keeps or refuses what comes."""

    def __init__(self) -> None:
        self.refuse = False
        self.came: list[str] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuse:
            return "451 Come back later"
        self.came.append(envelope.content.decode())
        return "250 Thank you"


@pytest.fixture
def letterbox() -> Iterator[tuple[Letterbox, int]]:
    box = Letterbox()
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


def site(tmp_path: Path, **settings: Any) -> Flask:
    return create_app(
        Settings(
            database_url=f"sqlite:///{tmp_path / 'mail.sqlite3'}",
            jobs_file=tmp_path / "jobs.sqlite3",
            secret_key="tests only",
            **settings,
        )
    )


def close() -> None:
    db.session.remove()
    db.engine.dispose()


def test_an_occasion_is_queued_once(app: Flask) -> None:
    assert queue("monday") is queue("monday")
    assert queue("tuesday") is not queue("monday")


def test_mail_goes_out_once_with_a_way_to_stop_it(
    tmp_path: Path, letterbox: tuple[Letterbox, int]
) -> None:
    box, port = letterbox
    with site(tmp_path, mail_via="smtp", mail_port=port).app_context():
        upgrade()
        message = queue(html="<p>Hello</p>", stop_address="https://hub.example/stop")
        assert send_waiting(chosen_carrier(), now=NOW) == Posted(1, 0)
        assert send_waiting(chosen_carrier(), now=NOW) == Posted(0, 0)
        assert (message.sent_at, message.next_try_at, message.words) == (NOW, None, "")
        close()
    (mail,) = box.came
    assert "To: ada@example.org" in mail
    assert "List-Unsubscribe: <https://hub.example/stop>" in mail
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in mail
    assert "multipart/alternative" in mail


def test_a_server_that_refuses_is_asked_again_later(
    tmp_path: Path, letterbox: tuple[Letterbox, int]
) -> None:
    box, port = letterbox
    box.refuse = True
    with site(tmp_path, mail_via="smtp", mail_port=port).app_context():
        upgrade()
        message = queue()
        assert send_waiting(chosen_carrier(), now=NOW) == Posted(0, 1)
        assert (message.tries, message.sent_at, message.words) == (1, None, "Hello, Ada")
        assert send_waiting(chosen_carrier(), now=NOW + timedelta(seconds=59)) == Posted(0, 0)
        box.refuse = False
        assert send_waiting(chosen_carrier(), now=NOW + timedelta(minutes=1)) == Posted(1, 0)
        close()
    assert len(box.came) == 1


def test_a_server_that_hangs_is_left_alone_and_loses_nothing(tmp_path: Path) -> None:
    with closing(socket.socket()) as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        settings = {"mail_port": deaf.getsockname()[1], "mail_timeout_seconds": 1}
        with site(tmp_path, mail_via="smtp", **settings).app_context():
            upgrade()
            message = queue()
            assert send_waiting(chosen_carrier(), now=NOW) == Posted(0, 1)
            assert (message.words, message.sent_at) == ("Hello, Ada", None)
            assert message.next_try_at == NOW + timedelta(minutes=1)
            close()


def test_one_bad_message_stops_no_other(app: Flask) -> None:
    queue("bad")
    queue("good")
    carried: list[str] = []

    def carry(message: Message) -> None:
        if message.key == "bad":
            raise ValueError("no such address")
        carried.append(message.key)

    assert send_waiting(carry, now=NOW) == Posted(1, 1)
    assert carried == ["good"]


def test_it_is_given_up_after_some_days(app: Flask) -> None:
    def refuse(_message: Message) -> None:
        raise OSError

    message, now = queue(), NOW
    while message.next_try_at is not None:
        now = message.next_try_at
        send_waiting(refuse, now=now)
    assert timedelta(days=2) < now - NOW < timedelta(days=4)
    assert message.sent_at is None


def test_what_another_worker_is_sending_is_not_sent_twice(app: Flask) -> None:
    queue()
    twice: list[Posted] = []

    def carry(_message: Message) -> None:
        twice.append(send_waiting(carry, now=NOW))

    assert send_waiting(carry, now=NOW) == Posted(1, 0)
    assert twice == [Posted(0, 0)]


def test_the_job_puts_mail_into_the_folder(app: Flask) -> None:
    queue()
    app.config["CLOCK"] = lambda: NOW
    jobs_of(app).run_all()
    (file,) = Path(app.config["MAIL_FILE_PATH"]).iterdir()
    assert "Hello, Ada" in file.read_text()


class Notify(BaseHTTPRequestHandler):
    """GOV.UK Notify as its documentation describes it."""

    asked: list[tuple[str, dict[str, Any]]] = []  # noqa: RUF012 - shared with the test on purpose

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.headers["Authorization"].startswith("Bearer ")
        self.asked.append((self.path, body))
        answer = json.dumps({"id": "740e5834-3a29-46b4-9a6f-16142fde533a"}).encode()
        self.send_response(201)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


def test_mail_by_gov_uk_notify(tmp_path: Path) -> None:
    Notify.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), Notify)
    Thread(target=server.serve_forever, daemon=True).start()
    key = "hub-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"
    settings = {
        "notify_api_key": key,
        "notify_template_id": "9d751e0e-f929-4891-82a1-a3e1c3c18ee3",
        "notify_address": f"http://127.0.0.1:{server.server_port}",
    }
    with site(tmp_path, mail_via="notify", **settings).app_context():
        upgrade()
        queue(stop_address="https://hub.example/stop")
        assert send_waiting(chosen_carrier(), now=NOW) == Posted(1, 0)
        close()
    server.shutdown()
    server.server_close()
    assert Notify.asked == [
        (
            "/v2/notifications/email",
            {
                "email_address": "ada@example.org",
                "template_id": "9d751e0e-f929-4891-82a1-a3e1c3c18ee3",
                "personalisation": {"subject": "Hello", "words": "Hello, Ada"},
                "reference": "one",
                "one_click_unsubscribe_url": "https://hub.example/stop",
            },
        )
    ]
