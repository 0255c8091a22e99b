"""The sentences of an answer, in words a nine-year-old could read."""

from datetime import date, timedelta

from hubapp.funding.dated import say_day
from hubapp.funding.question import Nation
from hubapp.funding.schemes import CodeAnswer, Scheme

_GROWN = {
    Scheme.WORKING_PARENT: "9 months old",
    Scheme.TWO_YEAR_OLD: "2 years old",
    Scheme.UNIVERSAL: "3 years old",
}
_AT_SCHOOL = "Then your child starts Reception, or must be at school."
_TOO_OLD = "Then your child is too old for it."
_THEN = {
    Scheme.WORKING_PARENT: _AT_SCHOOL,
    Scheme.TWO_YEAR_OLD: "Then the 15 hours for all 3 and 4-year-olds take its place.",
    Scheme.UNIVERSAL: _AT_SCHOOL,
    Scheme.TFC: _TOO_OLD,
    Scheme.UC: _TOO_OLD,
}
_OWN_HELP = {
    Nation.WALES: "Wales has its own: ask about the Childcare Offer for Wales and Flying Start.",
    Nation.SCOTLAND: "Scotland has its own: ask your council about funded early learning.",
    Nation.NORTHERN_IRELAND: "Northern Ireland has its own: see nidirect.gov.uk.",
}
NOT_BORN = "You can use this once your baby is born. Then tell us the day."
BIRTHDAY_NEEDED = "It hangs on the day your child is born: give the exact date to know."
FOSTER = "This is not for foster children. Your fostering service can say what helps instead."
ONLY_ON_UC = "This is for families who get Universal Credit."
NOT_WITH_UC = "You cannot have Tax-Free Childcare while you get Universal Credit."
NOT_WITH_TAX_CREDITS = (
    "You cannot have Tax-Free Childcare while you get tax credits. Tax credits ended in April 2025,"
    " so check what you get now."
)
NO_PUBLIC_FUNDS = "At least one parent must be allowed to claim public funds."
UC_OF_NORTHERN_IRELAND = "Northern Ireland has its own Universal Credit: ask there."
NOT_A_CODE = "That is not an eligibility code: a code is 11 digits."


def not_in_england(nation: Nation) -> str:
    """Why a home elsewhere has no funded hours of England (R67)."""
    return f"Your home must be in England. {_OWN_HELP[nation]}"


def say_term(scheme: Scheme, first: date, not_from: date) -> str:
    """From when until when, where no day is asked about."""
    grown = f", the term after your child is {_GROWN[scheme]}" if scheme in _GROWN else ""
    last = say_day(last_day(not_from))
    return f"By your child's age this is from {say_day(first)}{grown}, until {last}."


def use_now(scheme: Scheme, not_from: date) -> str:
    """It can be used on the day asked about."""
    return f"You can use this now, until {say_day(last_day(not_from))}. {_THEN[scheme]}"


def use_later(scheme: Scheme, first: date) -> str:
    """The child is not old enough yet."""
    return f"You can use this from {say_day(first)}, the term after your child is {_GROWN[scheme]}."


def has_ended(scheme: Scheme, not_from: date) -> str:
    """The child is past it."""
    return f"The last day for this is {say_day(last_day(not_from))}. {_THEN[scheme]}"


def law_had_not_begun(on: date) -> str:
    """The scheme is younger than the day asked about, for a child of this age."""
    return f"On {say_day(on)} this was not open to children of this age yet."


def code_waits(first: date) -> str:
    """The code was confirmed too late for this term."""
    return f"Your code can be used from {say_day(first)}, the term after it was confirmed."


def code_in_grace(code: CodeAnswer) -> str:
    """The code has run out: no place may begin with it."""
    return (
        "Your code has run out, so no place can begin. A place your child already has goes on"
        f" until {_grace_end(code)}. Confirm your code again if you still work."
    )


def place_goes_on(code: CodeAnswer) -> str:
    """The code has run out, but the child's place is kept for a while."""
    return (
        f"Your code has run out, but your child keeps the place until {_grace_end(code)}. You"
        " cannot add hours. Confirm your code again if you still work."
    )


def code_expired(code: CodeAnswer) -> str:
    """The code has run out, and so has its grace."""
    return (
        f"Your code has run out, and the time to keep a place ended on {_grace_end(code)}. Apply"
        " again on GOV.UK."
    )


def apply_for_code(apply_from: date | None, apply_by: date, start: date) -> str:
    """What a working family has to do before its child is old enough, and by when."""
    since = f" You can do so from {say_day(apply_from)}." if apply_from else ""
    return (
        f"Apply on GOV.UK for a code.{since} It must be confirmed by {say_day(apply_by)}, so that"
        f" your child can start on {say_day(start)}. Then confirm it again every 3 months."
    )


def apply_for_next_term(apply_by: date, start: date) -> str:
    """What a working family has to do whose child is old enough already."""
    return (
        f"If you have no code yet, apply on GOV.UK. It must be confirmed by {say_day(apply_by)}, so"
        f" that your child can start on {say_day(start)}. If you have one, confirm it again every"
        " 3 months."
    )


def ask_council(apply_from: date | None) -> str:
    """What the family of a 2-year-old has to do."""
    since = f", from {say_day(apply_from)}" if apply_from else ""
    return f"Ask your council or a provider how to apply{since}."


ASK_PROVIDER = "You need no code. Ask a provider for a place."
APPLY_FOR_TFC = "Apply on GOV.UK, and confirm every 3 months that nothing has changed."
REPORT_TO_UC = "Pay for the childcare first, then report it in your Universal Credit account."


def last_day(not_from: date) -> date:
    """The last day something can be used."""
    return not_from - timedelta(days=1)


def _grace_end(code: CodeAnswer) -> str:
    return say_day(code.grace_ends) if code.grace_ends else "the end of term"
