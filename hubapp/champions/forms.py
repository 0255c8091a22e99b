"""What a champion types: who told it, days a provider is closed, how long to put one off."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import DateField, StringField
from wtforms.validators import InputRequired, Length

from hubapp.directory.forms import Pick, choices, refuse_private_number

_MOST_LETTERS = 120


class VoucherForm(FlaskForm):
    """Who told the champion, and how."""

    told_by = StringField(
        "Who told you, and how?",
        widget=GovTextInput(),
        filters=[lambda text: " ".join((text or "").split())],
        validators=[
            Length(max=_MOST_LETTERS, message="Say it in 120 letters or fewer"),
            refuse_private_number,
        ],
    )


class ClosureForm(FlaskForm):
    """Days, both included, on which a provider is closed."""

    starts_on = DateField(
        "First day closed",
        widget=GovTextInput(),
        validators=[InputRequired("Choose the first day")],
    )
    ends_on = DateField(
        "Last day closed",
        widget=GovTextInput(),
        validators=[InputRequired("Choose the last day")],
    )
    reason = StringField(
        "Why, in a few words (families see this)",
        widget=GovTextInput(),
        validators=[
            Length(max=_MOST_LETTERS, message="Say it in 120 letters or fewer"),
            refuse_private_number,
        ],
    )


class PutOffForm(FlaskForm):
    """For how long a provider stays out of the queue."""

    days = Pick(
        "Not now: come back to them in",
        ask="Choose how long",
        choices=choices((("2", "2 days"), ("7", "a week"), ("14", "2 weeks"), ("30", "a month"))),
    )
