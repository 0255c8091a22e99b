"""What a champion types: who told it, and how long to put a provider off."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import StringField
from wtforms.validators import Length

from hubapp.directory.forms import Pick, choices

_MOST_LETTERS = 120


class VoucherForm(FlaskForm):
    """Who told the champion, and how."""

    told_by = StringField(
        "Who told you, and how?",
        widget=GovTextInput(),
        filters=[lambda text: " ".join((text or "").split())],
        validators=[Length(max=_MOST_LETTERS, message="Say it in 120 letters or fewer")],
    )


class PutOffForm(FlaskForm):
    """For how long a provider stays out of the queue."""

    days = Pick(
        "Not now: come back to them in",
        ask="Choose how long",
        choices=choices((("2", "2 days"), ("7", "a week"), ("14", "2 weeks"), ("30", "a month"))),
    )
