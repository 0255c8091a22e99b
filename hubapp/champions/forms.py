"""What a champion types: who told it, how long to put a provider off, a new provider."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from hubapp.directory.forms import OneOf, Pick, choices, refuse_private_number
from hubapp.directory.models import ProviderKind
from hubapp.directory.words import KIND_WORDS

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


class PutOffForm(FlaskForm):
    """For how long a provider stays out of the queue."""

    days = Pick(
        "Not now: come back to them in",
        ask="Choose how long",
        choices=choices((("2", "2 days"), ("7", "a week"), ("14", "2 weeks"), ("30", "a month"))),
    )


class NewProviderForm(FlaskForm):
    """A provider that no register brought."""

    name = StringField(
        "Its name",
        widget=GovTextInput(),
        filters=[lambda text: " ".join((text or "").split())],
        validators=[
            InputRequired("Type the name families know it by"),
            Length(max=100, message="Say it in 100 letters or fewer"),
        ],
    )
    kind = OneOf(
        "What sort of care is it?",
        ask="Choose the sort of care",
        choices=choices((kind.value, words) for kind, words in KIND_WORDS.items()),
    )

    @property
    def chosen_kind(self) -> ProviderKind:
        """The sort of care, after a validation that passed."""
        return ProviderKind(self.kind.data)
