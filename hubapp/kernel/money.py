"""Money in whole pence."""

import re

_POUNDS = re.compile(r"(?P<pounds>\d{1,5})(?:\.(?P<rest>\d{1,2}))?")


def say_pence(pence: int) -> str:
    """Pounds as people write them: 4120 is "£41.20", 900 "£9", -50 "−£0.50"."""
    pounds, rest = divmod(abs(pence), 100)
    sign = "−" if pence < 0 else ""
    return f"{sign}£{pounds:,}" + (f".{rest:02d}" if rest else "")


def parse_pence(text: str) -> int:
    """Pence for "6.50", "£6.5", "6", "£1,200".

    Raises ValueError with a plain sentence when it is not an amount of money.
    """
    found = _POUNDS.fullmatch(text.strip().removeprefix("£").replace(",", "").strip())
    if not found or not found[0].isascii():
        raise ValueError("Type an amount in pounds, like 6.50")
    return int(found["pounds"]) * 100 + int((found["rest"] or "0").ljust(2, "0"))
