import pytest

from hubapp.kernel.money import say_pence


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
