"""The questions behind "What you can get": a few choices a page, each with a way not to know."""

import enum
from datetime import date
from typing import Any

from wtforms import Field, Form
from wtforms.validators import ValidationError

from hubapp.directory.forms import AnyOf, BirthFields, OneOf, choices
from hubapp.funding.question import Nation, NoPublicFunds
from hubapp.kernel.ages import BirthMonth


class Circumstance(enum.StrEnum):
    """What opens a door for this child."""

    DLA = "dla"
    EHC_PLAN = "ehcp"
    IN_CARE = "in_care"
    FOSTERED = "fostered"


class Working(enum.StrEnum):
    """What an adult does."""

    EMPLOYED = "employed"
    NEW_JOB = "new_job"
    SELF_EMPLOYED = "self_employed"
    NEWLY_SELF_EMPLOYED = "newly_self_employed"
    LEAVE_FOR_THIS_CHILD = "leave_for_this_child"
    OTHER_LEAVE = "other_leave"
    CARER_OR_ILL = "carer_or_ill"
    NOT_WORKING = "not_working"


class Age(enum.StrEnum):
    """The bands of the minimum wage."""

    FROM_21 = "21"
    FROM_18 = "18"
    UNDER_18 = "under_18"
    APPRENTICE = "apprentice"


class YesNo(enum.StrEnum):
    """An answer, or the wish not to guess."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class UniversalCredit(enum.StrEnum):
    """Whether the family gets it, and on which side of the line its wages are."""

    NO = "no"
    LOW_PAY = "low_pay"
    MORE_PAY = "more_pay"
    UNSURE = "unsure"


class ChildForm(BirthFields):
    """Where the family lives, when the child was born, and what opens a door for them."""

    home = OneOf(
        "Where do you live?",
        ask="Choose where you live",
        default=Nation.ENGLAND.value,
        choices=choices(
            [
                (Nation.ENGLAND.value, "England"),
                (Nation.SCOTLAND.value, "Scotland"),
                (Nation.WALES.value, "Wales"),
                (Nation.NORTHERN_IRELAND.value, "Northern Ireland"),
            ]
        ),
    )
    circumstances = AnyOf(
        "Is any of this true for your child?",
        ask="Choose from the list",
        choices=choices(
            [
                (Circumstance.DLA.value, "They get Disability Living Allowance"),
                (Circumstance.EHC_PLAN.value, "They have an education, health and care plan"),
                (Circumstance.IN_CARE.value, "They are in care, or were before being adopted"),
                (Circumstance.FOSTERED.value, "I am their foster carer"),
            ]
        ),
    )

    today: date
    birth: BirthMonth

    def validate_birth_year(self, _field: Field) -> None:
        """Month and year of birth together; a baby may be on the way."""
        birth = self.read_birth(self.today, may_be_due=True)
        if birth is None:
            raise ValidationError("Enter the month and year your child was born, or is due")
        self.birth = birth


class AdultsForm(Form):
    """How many people bring the child up at home."""

    adults = OneOf(
        "Who brings up your child at home?",
        ask="Choose who brings up your child at home",
        choices=choices([("1", "Me, on my own"), ("2", "Me and a partner I live with")]),
    )


class WorkForm(Form):
    """One adult's work and pay, in bands: no sums are asked for."""

    work = OneOf(
        "Work",
        ask="Choose what fits best",
        choices=choices(
            [
                (Working.EMPLOYED.value, "Employed"),
                (Working.NEW_JOB.value, "Starting a new job in the next 31 days"),
                (Working.SELF_EMPLOYED.value, "Self-employed"),
                (Working.NEWLY_SELF_EMPLOYED.value, "Self-employed for less than 12 months"),
                (
                    Working.LEAVE_FOR_THIS_CHILD.value,
                    "On maternity, paternity or adoption leave for this child",
                ),
                (Working.OTHER_LEAVE.value, "On sick leave, or on leave for another child"),
                (
                    Working.CARER_OR_ILL.value,
                    "Getting Carer’s Allowance, or a benefit for being too ill to work",
                ),
                (Working.NOT_WORKING.value, "Not in paid work"),
            ]
        ),
    )
    age = OneOf(
        "Age",
        ask="Choose an age",
        choices=choices(
            [
                (Age.FROM_21.value, "21 or over"),
                (Age.FROM_18.value, "18 to 20"),
                (Age.UNDER_18.value, "Under 18"),
                (Age.APPRENTICE.value, "An apprentice in the first year, or under 19"),
            ]
        ),
    )
    earns_enough = OneOf(
        "Pay",
        ask="Choose yes, no, or not sure",
        choices=choices(
            [
                (YesNo.YES.value, "Yes"),
                (YesNo.NO.value, "No"),
                (YesNo.UNSURE.value, "It is close, or I am not sure"),
            ]
        ),
    )
    earns_too_much = OneOf(
        "High pay",
        ask="Choose yes, no, or not sure",
        choices=choices(
            [
                (YesNo.NO.value, "No"),
                (YesNo.YES.value, "Yes"),
                (YesNo.UNSURE.value, "It is close, or I am not sure"),
            ]
        ),
    )


class HelpForm(Form):
    """Other help the family has, which opens some doors and shuts others."""

    universal_credit = OneOf(
        "Do you get Universal Credit?",
        ask="Choose what fits best",
        choices=choices(
            [
                (UniversalCredit.NO.value, "No"),
                (UniversalCredit.LOW_PAY.value, "Yes, and our wages are at or under that"),
                (UniversalCredit.MORE_PAY.value, "Yes, and our wages are more than that"),
                (UniversalCredit.UNSURE.value, "Yes, and I am not sure about our wages"),
            ]
        ),
    )
    other_benefit = OneOf(
        "Do you get any of these?",
        ask="Choose yes or no",
        choices=choices([(YesNo.NO.value, "No"), (YesNo.YES.value, "Yes")]),
    )
    vouchers = OneOf(
        "Do you use childcare vouchers, or get a grant for childcare as a student?",
        ask="Choose yes or no",
        choices=choices([(YesNo.NO.value, "No"), (YesNo.YES.value, "Yes")]),
    )
    recourse = OneOf(
        "Does a visa say that you have no recourse to public funds?",
        ask="Choose what fits best",
        choices=choices(
            [
                (NoPublicFunds.NONE.value, "No"),
                (NoPublicFunds.SOME.value, "Yes, for some of us"),
                (NoPublicFunds.ALL.value, "Yes, for all of us"),
            ]
        ),
    )


def bind(kind: type[Form], today: date, formdata: Any, prefix: str = "") -> Form:
    """A form of the walk, knowing the day."""
    form = kind(formdata, prefix=prefix)
    if isinstance(form, ChildForm):
        form.today = today
    return form
