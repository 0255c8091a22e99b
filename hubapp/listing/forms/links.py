"""The form of a collection: with whom, which way, on which days, between which times."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import ValidationError

from hubapp.directory.forms import AnyOf, OneOf, Pick, choices
from hubapp.directory.models import Provider
from hubapp.kernel.week import WORKING_WEEK
from hubapp.listing.forms.fields import TimeField, words

WE_COLLECT, THEY_COLLECT = "we", "they"


class LinkForm(FlaskForm):
    """A collection link as one of the two tells it."""

    other = Pick("With whom?", ask="Choose the other provider")
    way = OneOf(
        "Who walks or drives?",
        ask="Choose who it is",
        choices=choices(
            (
                (WE_COLLECT, "We collect children from them, or take children to them"),
                (THEY_COLLECT, "They collect children from us, or bring children to us"),
            )
        ),
    )
    days = AnyOf(
        "On which days?",
        ask="Choose days of the week",
        choices=choices((str(int(day)), day.label) for day in WORKING_WEEK),
    )
    earliest = TimeField("At the earliest")
    latest = TimeField("At the latest")
    seats = Pick(
        "For how many children at once?",
        ask="Choose how many, or not said",
        choices=choices([("", "Not said"), *((str(n), str(n)) for n in range(1, 13))]),
    )
    travel = words("How? (on foot, by car)", most=60)

    def offer(self, providers: Iterable[Provider]) -> None:
        """The providers there are to choose from."""
        self.other.choices = choices([("", "Choose"), *((one.slug, one.name) for one in providers)])

    def validate_other(self, field: Field) -> None:
        """Somebody was chosen."""
        if not field.data:
            raise ValidationError("Choose the other provider")

    def validate_days(self, field: Field) -> None:
        """It happens on some day."""
        if not field.data:
            raise ValidationError("Choose at least one day")
