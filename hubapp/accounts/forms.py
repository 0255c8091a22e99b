"""The two questions of signing in."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import EmailField, StringField
from wtforms.validators import InputRequired, Regexp


class AddressForm(FlaskForm):
    """Which address to send a code to."""

    email = EmailField(
        "Your email address",
        widget=GovTextInput(),
        validators=[
            InputRequired("Type your email address"),
            Regexp(r"^\s*[^@\s]+@[^@\s]+\s*$", message="Type your whole email address, with its @"),
        ],
    )


class CodeForm(FlaskForm):
    """The code from the mail."""

    code = StringField(
        "The code",
        widget=GovTextInput(),
        validators=[
            InputRequired("Type the code from the email"),
            Regexp(r"^[\s\d]*$", message="The code is six digits"),
        ],
    )
