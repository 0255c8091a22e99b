"""The form of who a provider is, where, and what it says of itself."""

from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovTextArea, GovTextInput
from wtforms import BooleanField, Field, StringField, TextAreaField
from wtforms.validators import Length, Optional, Regexp, ValidationError

from hubapp.directory.forms import refuse_private_number
from hubapp.listing.forms.fields import tidy, words
from hubapp.places.rules import tidy_postcode


class DetailsForm(FlaskForm):
    """Who the provider is, where, and what it says of itself."""

    name = words("Name", most=100, ask="Type the name families know you by")
    area = words("Part of town", most=60)
    address = words("Address", most=200)
    postcode = words("Postcode", most=10)
    publish_address = BooleanField(
        "Show my address and postcode to everybody", widget=GovCheckboxInput()
    )
    register_number = StringField(
        "Ofsted number",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[
            Optional(),
            Regexp(r"^[A-Za-z]{0,2}[0-9]{5,8}$", message="Type it like EY123456 or 2512345"),
        ],
    )
    description = TextAreaField(
        "In your own words",
        widget=GovTextArea(),
        filters=[lambda text: (text or "").strip().replace("\r\n", "\n")],
        validators=[
            Length(max=1000, message="Say it in 1,000 letters or fewer"),
            refuse_private_number,
        ],
    )

    def validate_postcode(self, field: Field) -> None:
        """A whole one, so that distances can be told."""
        if field.data and tidy_postcode(field.data) is None:
            raise ValidationError("Type a full postcode, like BS1 4ST")

    def columns_for(self, *, is_at_home: bool) -> dict[str, Any]:
        """What was typed, after a validation that passed; nothing typed is not known.

        Only who works at home is asked whether everybody may see where.
        """
        consent = {"publish_address": bool(self.publish_address.data)} if is_at_home else {}
        return {
            **consent,
            "name": self.name.data,
            "area": self.area.data or None,
            "address": self.address.data or None,
            "postcode": self.postcode.data.upper() or None,
            "register_number": self.register_number.data.upper() or None,
            "description": self.description.data or None,
        }
