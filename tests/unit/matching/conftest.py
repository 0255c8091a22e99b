"""Hypothesis profiles: `--hypothesis-profile=thorough` tries thousands of problems."""

from hypothesis import settings

settings.register_profile("thorough", max_examples=3000, deadline=None)
