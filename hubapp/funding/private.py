"""Numbers nobody should give a website: free text that looks like one is refused (R57)."""

import re
from enum import StrEnum

from hubapp.funding.rule import rule


class PrivateNumber(StrEnum):
    """What a piece of text looks like."""

    ELIGIBILITY_CODE = "eligibility code"
    NATIONAL_INSURANCE_NUMBER = "National Insurance number"


_GAP = r"[ \u00a0\-]?"
_PAIR = r"[0-9]{2}[ \u00a0\-]"
_LETTERS = "[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
_SHAPES = {
    PrivateNumber.ELIGIBILITY_CODE: re.compile(
        rf"(?<![0-9+])(?!0)(?:[0-9]{_GAP}){{10}}[0-9](?!{_GAP}[0-9])"
    ),
    PrivateNumber.NATIONAL_INSURANCE_NUMBER: re.compile(
        rf"(?<![A-Z0-9]){_LETTERS}{_GAP}"
        rf"(?:(?:[0-9]{_GAP}){{6}}[A-D]|{_PAIR}{_PAIR}[0-9]{{2}})(?![A-Z0-9])",
        re.IGNORECASE,
    ),
}


@rule("R57", source="UK GDPR, article 5(1)(c): no more is asked than is needed")
def private_number_in(text: str) -> PrivateNumber | None:
    """No text may hold an eligibility code or a National Insurance number.

    Let through: what begins with 0, as phone numbers do and codes do not; two letters and six
    digits written together without a last letter, as Ofsted's references are.

    >>> print(private_number_in("our code is 50012345678"))
    eligibility code
    >>> print(private_number_in("mine is AB 12 34 56 C"))
    National Insurance number
    >>> private_number_in("ring 01234 567 890 about EY123456, at 9:30 on 12/11/2026")
    """
    for kind, shape in _SHAPES.items():
        if shape.search(text):
            return kind
    return None
