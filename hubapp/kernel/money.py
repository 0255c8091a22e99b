"""Money in whole pence."""


def say_pence(pence: int) -> str:
    """Pounds as people write them: 4120 is "£41.20", 900 "£9", -50 "−£0.50"."""
    pounds, rest = divmod(abs(pence), 100)
    sign = "−" if pence < 0 else ""
    return f"{sign}£{pounds:,}" + (f".{rest:02d}" if rest else "")
