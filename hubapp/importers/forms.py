"""Bringing a file: what it is, which, and of what day."""

from datetime import date

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovTextInput
from wtforms import StringField
from wtforms.validators import Optional, ValidationError

from hubapp.directory.forms import Pick, choices
from hubapp.importers.cells import read_date

KIND_WORDS = {
    "places": "Our own spreadsheet of places, hours and fees",
    "ofsted": "Ofsted’s register of childcare providers",
    "consented": "Ofsted’s list of consented addresses",
    "agencies": "Ofsted’s list of childminder agencies",
    "gias": "The register of schools, or of children’s centres",
}


class UploadForm(FlaskForm):
    """A file and what it is."""

    kind = Pick("What is it?", ask="Choose what the file is", choices=choices(KIND_WORDS.items()))
    file = FileField("The file", widget=GovFileInput(), validators=[FileRequired("Choose a file")])
    as_at = StringField(
        "Of what day is it, if the file does not say?",
        widget=GovTextInput(),
        validators=[Optional()],
    )

    def validate_as_at(self, field: StringField) -> None:
        """A day that has been."""
        if self.day is None:
            raise ValidationError("Type a day like 31/08/2026")

    @property
    def day(self) -> date | None:
        """The day typed, or None."""
        return read_date(self.as_at.data.strip()) if self.as_at.data else None
