"""The form of days on which a provider is closed."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import DateField, StringField
from wtforms.validators import InputRequired, Length

from hubapp.directory.forms import refuse_private_number

_MOST_LETTERS = 120


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
