"""The form every form comes from, and WTForms' own sentences in the site's words."""

from typing import Any

from flask_wtf import FlaskForm

_IN_OUR_WORDS = {
    "Not a valid choice.": "Choose one of the answers shown",
    "Invalid Choice: could not coerce.": "Choose one of the answers shown",
    "Invalid choice(s): one or more data inputs could not be coerced.": (
        "Choose from the answers shown"
    ),
    "This field is required.": "This needs an answer",
    "Not a valid integer value.": "Enter a whole number, like 3",
    "Not a valid decimal value.": "Enter a number, like 3.5",
    "Not a valid date value.": "Enter a date, like 24 11 2026",
    "Not a valid time value.": "Enter a time, like 8:30am",
}


class PlainWords:
    """Stands where WTForms looks for translations: from its English to ours."""

    def gettext(self, string: str) -> str:
        """A sentence of WTForms as we say it."""
        if string.startswith("'%(value)s' is not a valid choice"):
            return "Choose from the answers shown"
        return _IN_OUR_WORDS.get(string, string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The same where the sentence depends on a number."""
        if "not valid choices" in plural or "not a valid choice" in singular:
            return "Choose from the answers shown"
        return singular if n == 1 else plural


class HubForm(FlaskForm):
    """A form with a forgery check, whose mistakes are told in plain words."""

    class Meta(FlaskForm.Meta):
        """How WTForms builds it."""

        def get_translations(self, form: Any) -> PlainWords:
            """Our words, whatever the browser's language: the site speaks English."""
            return PlainWords()
