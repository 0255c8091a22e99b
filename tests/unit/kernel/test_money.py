import pytest

from hubapp.kernel.money import parse_pence, say_pence


@pytest.mark.parametrize(
    ("pence", "words"),
    [
        (4120, "£41.20"),
        (900, "£9"),
        (5, "£0.05"),
        (0, "£0"),
        (123_456, "£1,234.56"),
        (-50, "−£0.50"),
    ],
)
def test_money_is_said_in_pounds(pence: int, words: str) -> None:
    assert say_pence(pence) == words


@pytest.mark.parametrize(
    ("typed", "pence"),
    [("6.50", 650), ("£6.5", 650), (" 6 ", 600), ("£1,200", 120_000), ("0.05", 5)],
)
def test_money_is_read_as_people_write_it(typed: str, pence: int) -> None:
    assert parse_pence(typed) == pence


@pytest.mark.parametrize("typed", ["", "six", "6.505", "-6", "6 50", "£", "٦"])
def test_what_is_no_amount_is_said(typed: str) -> None:
    with pytest.raises(ValueError, match=r"like 6\.50"):
        parse_pence(typed)
