"""How templates are found and read: ours strictly, the vendored components as they were written."""

from typing import Any

from flask import Flask
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader, StrictUndefined, Undefined
from jinja2.utils import missing

VENDORED = ("govuk_frontend_jinja", "govuk_frontend_wtf")

# Names that the vendored templates read without anybody having set them.
LEFT_OPEN = frozenset(
    {
        *("assetPath", "assetUrl", "opengraphImageUrl", "pageTitleLang", "themeColor", "cspNonce"),
        *("htmlLang", "htmlClasses", "bodyClasses", "bodyAttributes"),
        *("headerClasses", "headerAttributes", "containerClasses", "containerAttributes"),
        *("mainClasses", "mainAttributes", "mainLang", "footerClasses", "footerAttributes"),
        *("serviceName", "serviceUrl", "caller", "undefined", "null"),
        *("hintId", "errorId", "labelHtml", "effectiveValue", "dateInputItems", "listClasses"),
        *("hasHint", "isChecked", "itemHintId", "itemDescribedBy"),
        *("role", "typeClass", "successBanner", "title"),
    }
)


class StrictlyOurs(StrictUndefined):
    """A misspelt name or attribute stops the page; what the vendored templates leave open does not.

    Their macros take parameters as dicts, and ask for many that nobody gave.
    """

    def __new__(  # type: ignore[misc]  # hands back the lenient kind where that is meant
        cls, hint: str | None = None, obj: Any = missing, name: str | None = None, *rest: Any
    ) -> Undefined:
        """The lenient kind for a dict's missing key and a name that is left open."""
        if isinstance(obj, dict) or (obj is missing and name in LEFT_OPEN):
            return Undefined(hint, obj, name, *rest)
        return super().__new__(cls)


def set_up(app: Flask) -> None:
    """Put the components and form widgets where templates find them."""
    ours = app.jinja_loader
    vendored = PrefixLoader({name: PackageLoader(name) for name in VENDORED})
    app.jinja_env.loader = ChoiceLoader([ours, vendored] if ours else [vendored])
    WTFormsHelpers(app)
