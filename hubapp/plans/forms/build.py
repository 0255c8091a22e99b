"""The form for building a week: text in, a typed care need out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import Field, FormField, StringField
from wtforms.validators import ValidationError

from hubapp.availability.queries import list_providers_with_sessions, list_sessions_of
from hubapp.directory.distance import METRES_A_MILE
from hubapp.directory.forms import (
    AnyOf,
    BirthFields,
    OneOf,
    Pick,
    choices,
    mile_choices,
    require_where,
)
from hubapp.directory.models import Provider
from hubapp.funding.hours import FundedHours, first_funded_day, school_age_day
from hubapp.hubs.models import Hub
from hubapp.kernel.ages import BirthMonth
from hubapp.kernel.week import WORKING_WEEK, TimeBand, Weekday
from hubapp.plans.answers import start_choices
from hubapp.plans.forms.times import DayTimes, is_typed, read_band, require_after, required_time
from hubapp.plans.holding import PlaceDoesNotFit, choose_held_sessions
from hubapp.plans.need import Asking, CareNeed, HeldPlace

_LONGEST_WEEK_HOURS = 60
_NUMBERS_OF_DAYS = ("1", "2", "3", "4", "5")


class BuildWeekForm(FlaskForm, BirthFields):
    """Which child, which days, which funded hours, how far, how many places.

    `hub` and `today` are given once made, and with them whose places are `offered`; `need` is set
    by a validation that passed.
    """

    home = StringField("Your postcode, or the area you live in", widget=GovTextInput())
    starts = Pick("When would you like to start?", ask="Choose when you would like to start")
    asking = OneOf(
        "How fixed are the days?",
        ask="Choose how fixed the days are",
        default=Asking.THESE_DAYS.value,
        choices=choices(
            [
                (Asking.THESE_DAYS.value, "I need these days and times"),
                (Asking.SOME_DAYS.value, "I need some of these days, any of them will do"),
                (Asking.SOME_HOURS.value, "I need a number of hours, any time on these days"),
            ]
        ),
    )
    days_wanted = Pick(
        "How many days?",
        ask="Choose how many days",
        default="3",
        choices=choices((number, number) for number in _NUMBERS_OF_DAYS),
    )
    hours_wanted = StringField("How many hours a week?", widget=GovTextInput(), default="30")
    days = AnyOf(
        "Which days?",
        ask="Choose days from Monday to Friday",
        choices=choices((str(int(day)), day.label) for day in WORKING_WEEK),
        default=["0", "1", "2"],
    )
    from_time = StringField("From", widget=GovTextInput(), default="08:30")
    to_time = StringField("To", widget=GovTextInput(), default="17:30")
    monday = FormField(DayTimes, "Monday")
    tuesday = FormField(DayTimes, "Tuesday")
    wednesday = FormField(DayTimes, "Wednesday")
    thursday = FormField(DayTimes, "Thursday")
    friday = FormField(DayTimes, "Friday")
    held = Pick("Which place do you have?", ask="Choose the place from the list", default="")
    held_days = AnyOf(
        "Which days is your child there?",
        ask="Choose days from Monday to Friday",
        choices=choices((str(int(day)), day.label) for day in WORKING_WEEK),
    )
    held_from = StringField("From", widget=GovTextInput())
    held_to = StringField("To", widget=GovTextInput())
    funded = OneOf(
        "How many funded hours does your child have?",
        ask="Choose how many funded hours your child has",
        default=FundedHours.THIRTY.value,
        choices=choices(
            [
                (FundedHours.THIRTY.value, "30 hours"),
                (FundedHours.FIFTEEN.value, "15 hours"),
                (FundedHours.NONE.value, "No funded hours, or I am not sure"),
            ]
        ),
    )
    season = OneOf(
        "Term time or all year?",
        ask="Choose term time or all year",
        default="term",
        choices=choices([("term", "Term time (38 weeks)"), ("year", "All year, holidays too")]),
    )
    reach = Pick(
        "How far can you go?", ask="Choose how far you can go", default="2", choices=mile_choices()
    )
    work = StringField("Postcode of your work, if it is on your way", widget=GovTextInput())
    max_providers = OneOf(
        "How many different places at most?",
        ask="Choose how many places at most",
        default="2",
        choices=choices([("1", "One place"), ("2", "Two places"), ("3", "Three places")]),
    )
    handover = OneOf(
        "Can you move your child from one place to another in the middle of the day?",
        ask="Choose if you can move your child in the middle of the day",
        default="no",
        choices=choices([("no", "No"), ("yes", "Yes, between these times")]),
    )
    handover_from = StringField("From", widget=GovTextInput(), default="11:30")
    handover_to = StringField("To", widget=GovTextInput(), default="13:30")

    hub: Hub
    today: date
    offered: Sequence[Provider]
    need: CareNeed

    @classmethod
    def for_hub(cls, hub: Hub, today: date, **kwargs: Any) -> "BuildWeekForm":
        """A form that knows its hub and the day."""
        form = cls(**kwargs)
        form.hub, form.today = hub, today
        form.starts.choices = choices(start_choices(today))
        if form.starts.data is None:
            form.starts.data = form.starts.choices[0].value
        form.offered = list_providers_with_sessions(hub.id)
        form.held.choices = choices(
            [("", "No place yet"), *((row.slug, _say_provider(row)) for row in form.offered)]
        )
        if hub.max_providers is not None:
            allowed = [n for n in ("1", "2", "3") if int(n) <= hub.max_providers]
            form.max_providers.choices = [
                choice for choice in form.max_providers.choices if choice.value in allowed
            ]
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every answer, then make the need; errors stand beside their fields."""
        if not super().validate(extra_validators):
            return False
        birth = self.read_birth(self.today)
        if birth is None:
            return False
        self.need = self._read(birth)
        if problem := _funding_problem(self.need):
            self.funded.errors = [problem]
        try:
            self.need = replace(self.need, held=self._read_held())
        except PlaceDoesNotFit as problem:
            self[problem.field].errors = [str(problem)]
        return not self.errors

    def validate_birth_year(self, _field: Field) -> None:
        """Month and year of birth together."""
        if self.read_birth(self.today) is None:
            raise ValidationError("Enter the month and year your child was born")

    def validate_home(self, field: Field) -> None:
        """A postcode or area we can place."""
        require_where(self.hub, field, "Enter your postcode")

    def validate_work(self, field: Field) -> None:
        """Optional; a postcode or area we can place."""
        if is_typed(field):
            require_where(self.hub, field, "Enter the postcode of work")

    def validate_days(self, field: Field) -> None:
        """At least one day."""
        if not field.data:
            raise ValidationError("Choose at least one day")

    def validate_from_time(self, field: Field) -> None:
        """A time of day."""
        required_time(field, "Enter the time care should start, like 8:30am")

    def validate_to_time(self, field: Field) -> None:
        """A time of day after the start."""
        end = required_time(field, "Enter the time care should end, like 5:30pm")
        require_after(self.from_time, end)

    def validate_held(self, field: Field) -> None:
        """Named, once anything is told of it."""
        if not field.data and (self.held_days.data or self._held_times_typed):
            raise ValidationError("Choose which place you have, or leave its days and times empty")

    def validate_held_days(self, field: Field) -> None:
        """Days that are asked for; needed once times are told."""
        if not self.held.data:
            return
        if not field.data and self._held_times_typed:
            raise ValidationError("Choose the days your child is there, or leave the times empty")
        held, needed = _ticked(field), _ticked(self.days)
        if missing := [day.label for day in held if day not in needed]:
            raise ValidationError(f"Tick {missing[0]} in the days you need too")
        if self._days_asked is not None and self._days_asked < len(held):
            raise ValidationError(
                f"Your child is there {len(held)} days a week. Ask for as many days, or more"
            )

    def validate_held_from(self, field: Field) -> None:
        """A time of day, once either is typed."""
        if self.held.data and self._held_times_typed:
            required_time(field, "Enter when your child gets there too, like 9am")

    def validate_held_to(self, field: Field) -> None:
        """A later time of day, once either is typed."""
        if self.held.data and self._held_times_typed:
            end = required_time(field, "Enter when your child leaves too, like 3pm")
            require_after(self.held_from, end)

    def validate_days_wanted(self, _field: Field) -> None:
        """No more days than were ticked."""
        ticked = len(self.days.data or ())
        if ticked and self._days_asked is not None and self._days_asked > ticked:
            raise ValidationError(f"You ticked {ticked} days. Tick more days, or ask for fewer")

    def validate_hours_wanted(self, field: Field) -> None:
        """Whole hours a week."""
        if self.asking.data != Asking.SOME_HOURS.value:
            return
        text = (field.data or "").strip()
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= _LONGEST_WEEK_HOURS):
            raise ValidationError(
                f"Enter how many hours a week, from 1 to {_LONGEST_WEEK_HOURS}, like 30"
            )

    def validate_handover_to(self, field: Field) -> None:
        """A time of day after the first, when the parent can move the child."""
        if self.handover.data == "yes":
            required_time(self.handover_from, "Enter when you could start, like 11:30am")
            end = required_time(field, "Enter when you must be done, like 1:30pm")
            require_after(self.handover_from, end)

    @property
    def _days_asked(self) -> int | None:
        """How many days, where some days will do and the number was chosen from the list."""
        number = self.days_wanted.data
        some_days = self.asking.data == Asking.SOME_DAYS.value
        return int(number) if some_days and number in _NUMBERS_OF_DAYS else None

    @property
    def _held_times_typed(self) -> bool:
        return is_typed(self.held_from) or is_typed(self.held_to)

    @property
    def own_times(self) -> dict[Weekday, DayTimes]:
        """The optional times of single days."""
        return {
            Weekday.MONDAY: self.monday.form,
            Weekday.TUESDAY: self.tuesday.form,
            Weekday.WEDNESDAY: self.wednesday.form,
            Weekday.THURSDAY: self.thursday.form,
            Weekday.FRIDAY: self.friday.form,
        }

    def _read(self, birth: BirthMonth) -> CareNeed:
        asking = Asking(self.asking.data)
        return CareNeed(
            home=self.home.data.strip(),
            birth=birth,
            starts_on=date.fromisoformat(self.starts.data),
            asking=asking,
            days=self._days(),
            days_wanted=int(self.days_wanted.data) if asking is Asking.SOME_DAYS else None,
            minutes_wanted=(
                int(self.hours_wanted.data) * 60 if asking is Asking.SOME_HOURS else None
            ),
            funded=FundedHours(self.funded.data),
            year_round=self.season.data == "year",
            reach_metres=round(float(self.reach.data) * METRES_A_MILE),
            work=(self.work.data or "").strip() or None,
            max_providers=int(self.max_providers.data),
            handover=(
                read_band(self.handover_from, self.handover_to)
                if self.handover.data == "yes"
                else None
            ),
        )

    @property
    def held_provider(self) -> Provider | None:
        """Whose place the family has."""
        return next((row for row in self.offered if row.slug == self.held.data), None)

    def _read_held(self) -> HeldPlace | None:
        """The place the family has. Raises PlaceDoesNotFit."""
        provider = self.held_provider
        if provider is None:
            return None
        band = read_band(self.held_from, self.held_to) if self._held_times_typed else None
        sessions = choose_held_sessions(
            provider.name,
            list_sessions_of(provider.id),
            self.need,
            _ticked(self.held_days),
            band,
        )
        return HeldPlace(provider=provider.slug, sessions=sessions, band=band)

    def _days(self) -> tuple[tuple[Weekday, TimeBand], ...]:
        week = read_band(self.from_time, self.to_time)
        return tuple(
            (
                day,
                week if own.is_empty else read_band(own.start, own.end),
            )
            for day in _ticked(self.days)
            for own in (self.own_times[day],)
        )


def _ticked(field: Field) -> list[Weekday]:
    return [day for day in WORKING_WEEK if str(int(day)) in (field.data or ())]


def _say_provider(provider: Provider) -> str:
    return f"{provider.name}, {provider.area}" if provider.area else provider.name


def _funding_problem(need: CareNeed) -> str | None:
    """Why this child can't use the hours chosen on the day care starts, if so."""
    first = first_funded_day(need.funded, need.birth, need.age_months)
    if first is None:
        return None
    if first > need.starts_on:
        return (
            f"A child born in {need.birth} can use {need.funded} funded hours from"
            f" {first.day} {first:%B %Y}. Choose a later start, or “no funded hours” for now"
        )
    if need.starts_on >= school_age_day(need.birth):
        return (
            "A child of this age is at school, so funded hours have ended. Choose “no funded hours”"
        )
    return None
