"""The form for finding childcare. It is sent by GET, so that a search can be kept and shared."""

from datetime import date
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import Field, StringField
from wtforms.validators import ValidationError

from hubapp.directory.forms import AnyOf, BirthFields, Pick, choices, mile_choices, require_where
from hubapp.directory.models import ProviderKind
from hubapp.directory.words import KIND_WORDS
from hubapp.hubs.models import Hub
from hubapp.kernel.ages import BirthMonth
from hubapp.kernel.geo import GridPoint
from hubapp.kernel.week import WORKING_WEEK, Weekday


class FindForm(BirthFields):
    """Near where, within how far, for a child born when, what kind, which days.

    `point` and `birth` are set by a validation that passed.
    """

    near = StringField("Postcode, or an area", widget=GovTextInput())
    within = Pick("Within", ask="Choose how far", default="2", choices=mile_choices())
    kinds = AnyOf(
        "Kind of childcare",
        ask="Choose from the kinds listed",
        choices=choices((kind.value, words) for kind, words in KIND_WORDS.items()),
    )
    days = AnyOf(
        "Open on",
        ask="Choose days from Monday to Friday",
        choices=choices((str(int(day)), day.label) for day in WORKING_WEEK),
    )

    hub: Hub
    today: date
    point: GridPoint
    birth: BirthMonth | None

    @classmethod
    def for_hub(cls, hub: Hub, today: date, **kwargs: Any) -> "FindForm":
        """A form that knows its hub and the day."""
        form = cls(**kwargs)
        form.hub, form.today, form.birth = hub, today, None
        return form

    def validate_near(self, field: Field) -> None:
        """A postcode or area we can place."""
        self.point = require_where(self.hub, field, "Enter a postcode, or the name of an area")

    def validate_birth_year(self, _field: Field) -> None:
        """Optional, but both parts together."""
        self.birth = self.read_birth(self.today)

    def validate_within(self, field: Field) -> None:
        """How far is not asked for by everyone who links here: two miles unless said."""
        if not field.data:
            raise ValidationError("Choose how far")

    @property
    def weekdays(self) -> tuple[Weekday, ...]:
        """The days ticked."""
        return tuple(Weekday(int(day)) for day in self.days.data or ())

    @property
    def wanted_kinds(self) -> tuple[ProviderKind, ...]:
        """The kinds ticked; none ticked means any."""
        return tuple(ProviderKind(kind) for kind in self.kinds.data or ())
