"""Templates are read strictly, forms speak plainly, and time comes from the app's clock."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask, render_template_string
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from jinja2 import UndefinedError
from jinja2.meta import find_undeclared_variables
from werkzeug.datastructures import MultiDict
from wtforms import StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from hubapp.directory.forms import OneOf
from hubapp.web import clock
from hubapp.web.templating import LEFT_OPEN, VENDORED
from tests.page import faults_of


class AskingForm(FlaskForm):
    near = StringField("Where are you?", widget=GovTextInput(), validators=[InputRequired("Say")])
    hours = OneOf(
        "Funded hours", ask="Choose your hours", choices=[SelectChoice(value="15", label="15")]
    )


PAGE = """{% extends "layout.html" %}
{% block page_title %}Ask{% endblock %}
{% block content %}<h1>Ask</h1><form method="post">
{{ form.hidden_tag() }}{{ form.near }}{{ form.hours }}
<button>Go on</button></form>{% endblock %}"""


@pytest.fixture
def in_request(app: Flask) -> Iterator[Flask]:
    app.config["CLOCK"] = lambda: datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    with app.test_request_context("/"):
        yield app


@pytest.mark.parametrize(
    "text", ["{{ nobody }}", "{{ g.nothing_here }}", "{% if nobody %}{% endif %}"]
)
def test_a_misspelt_name_stops_the_page(in_request: Flask, text: str) -> None:
    with pytest.raises(UndefinedError):
        render_template_string(text)


def test_a_plain_dict_may_lack_a_key_as_the_vendored_macros_need(in_request: Flask) -> None:
    assert render_template_string("{{ given.classes }}", given={}) == ""


def test_every_name_that_the_vendored_templates_leave_open_is_known(app: Flask) -> None:
    jinja = app.jinja_env
    assert jinja.loader is not None
    names: set[str] = set()
    for template in jinja.loader.list_templates():
        if template.startswith(VENDORED):
            source = jinja.loader.get_source(jinja, template)[0]
            names |= find_undeclared_variables(jinja.parse(source))
    given = {name for name in names if name.startswith(("govuk", "_govuk"))} | {"params"}
    assert names - given <= LEFT_OPEN


def test_a_form_is_drawn_with_its_mistakes_on_top(in_request: Flask) -> None:
    form = AskingForm(MultiDict({"hours": "99"}))
    form.validate()
    html = render_template_string(PAGE, form=form)
    assert list(faults_of(html, in_request)) == []
    assert "<title>Error: Ask – Childcare Hub</title>" in html
    assert form.errors == {
        "csrf_token": ["The CSRF token is missing."],
        "near": ["Say"],
        "hours": ["Choose your hours"],
    }
    assert 'href="#near"' in html


def test_a_form_without_mistakes_says_nothing_of_them(in_request: Flask) -> None:
    html = render_template_string(PAGE, form=AskingForm())
    assert list(faults_of(html, in_request)) == []
    assert "error" not in html.lower().replace("govuk-error", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ 4120 | pence }}", "£41.20"),
        ("{{ 510 | time }}", "8:30am"),
        ("{{ 90 | duration }}", "1 hour 30 minutes"),
        ("{{ 29 | age }}", "2 years 5 months"),
    ],
)
def test_filters_say_it_as_people_do(in_request: Flask, text: str, said: str) -> None:
    assert render_template_string(text) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 24), "Tuesday 24 November"),
        (date(2027, 1, 4), "Monday 4 January 2027"),
    ],
)
def test_dates_carry_the_year_only_when_it_is_another(
    in_request: Flask, day: date, said: str
) -> None:
    assert render_template_string("{{ day | say_date }}", day=day) == said


def test_the_date_is_the_date_in_london(in_request: Flask) -> None:
    in_request.config["CLOCK"] = lambda: datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert clock.today() == date(2026, 7, 1)
    assert render_template_string("{{ today() }}") == "2026-07-01"
