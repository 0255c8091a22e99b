"""Walking through the questions page by page, with everything answered so far carried along.

Nothing is kept between pages but in the pages themselves: what was answered on the others travels
in hidden fields, and is checked again each time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import Form

from hubapp.funding.question import Nation
from hubapp.paying.forms import AdultsForm, ChildForm, HelpForm, WorkForm, bind

AT, BACK_TO = "at", "back_to"
_FORMS: Mapping[str, type[Form]] = {
    "child": ChildForm,
    "adults": AdultsForm,
    "first": WorkForm,
    "second": WorkForm,
    "help": HelpForm,
}


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a person is: the page `shown`, or None once everything is answered."""

    forms: Mapping[str, Form]
    shown: str | None

    @property
    def form(self) -> Form:
        """The questions of the page that is shown."""
        return self.forms[self.shown or "child"]

    @property
    def before(self) -> str | None:
        """The page before this one, if there is any."""
        pages = list(pages_of(self.forms))
        at = pages.index(self.shown) if self.shown in pages else len(pages)
        return pages[at - 1] if at else None

    @property
    def number(self) -> int:
        """How many pages on, from 1."""
        return list(pages_of(self.forms)).index(self.shown or "child") + 1

    @property
    def carried(self) -> Iterator[tuple[str, str]]:
        """Names and values of what the other pages were answered with."""
        for name, form in self.forms.items():
            if name != self.shown:
                for field in form:
                    for value in field.data if isinstance(field.data, list) else [field.data]:
                        if value:
                            yield field.name, value


def begin(today: date) -> Walk:
    """The first page, nothing answered."""
    return Walk(_bound(None, today), "child")


def go_on(sent: Any, today: date) -> Walk:
    """From the form of one page to the next; or to the first page with something to mend."""
    forms = _bound(sent, today)
    pages = list(pages_of(forms))
    if sent.get(BACK_TO) in pages:
        return Walk(forms, sent[BACK_TO])
    at = pages.index(sent[AT]) if sent.get(AT) in pages else 0
    for name in pages[: at + 1]:
        if not forms[name].validate():
            return Walk(forms, name)
    return Walk(forms, pages[at + 1] if at + 1 < len(pages) else None)


def pages_of(forms: Mapping[str, Form]) -> Iterator[str]:
    """The pages this family is asked, in order."""
    yield "child"
    if forms["child"].home.data != Nation.ENGLAND:
        return
    yield from ("adults", "first")
    if forms["adults"].adults.data == "2":
        yield "second"
    yield "help"


def _bound(sent: Any, today: date) -> dict[str, Form]:
    own = {"first": "first", "second": "second"}
    return {name: bind(kind, today, sent, own.get(name, "")) for name, kind in _FORMS.items()}
