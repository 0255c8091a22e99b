"""The Flask application: templates read strictly, and a log without addresses."""

from types import TracebackType
from typing import Any

from flask import Flask, request

from hubapp.web.templating import StrictlyOurs

ExcInfo = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]


class HubApp(Flask):
    """An address may hold a family's postcode or a signed plan, so it stays out of the log."""

    jinja_options: dict[str, Any] = {  # noqa: RUF012 - how Flask wants it
        "undefined": StrictlyOurs,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }

    def log_exception(self, exc_info: ExcInfo) -> None:
        """Write down what broke and on which page."""
        self.logger.error("%s failed [%s]", request.endpoint, request.method, exc_info=exc_info)
