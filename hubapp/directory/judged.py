"""What inspectors judged, area by area, kept as one text: read whole and compared whole."""

import json

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

Judged = tuple[tuple[str, str], ...]
"""What was judged and the word for it, in the order of the report."""


class JudgedText(TypeDecorator[Judged]):
    """Judgements as one text; none is null."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Judged | None, dialect: Dialect) -> str | None:
        """As JSON."""
        return json.dumps(value, ensure_ascii=False) if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> Judged | None:
        """Back, as pairs."""
        return tuple((area, word) for area, word in json.loads(value)) if value else None
