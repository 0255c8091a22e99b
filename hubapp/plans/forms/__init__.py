"""Forms of building a week: text in, typed values out."""

from hubapp.plans.forms.build import BuildWeekForm

__all__ = ["BuildWeekForm"]
