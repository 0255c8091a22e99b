"""What a family reads: steps of a day, reasons, doubts."""

from datetime import date

from hubapp.availability.models import Closure, VacancyState
from hubapp.directory.models import Answer, ProviderKind
from hubapp.kernel.ages import BirthMonth
from hubapp.kernel.week import TimeBand, Weekday
from hubapp.plans.assemble import Locality
from hubapp.plans.doubts import doubts_about
from hubapp.plans.reasons import reasons_for
from hubapp.plans.sentences import say
from hubapp.plans.steps import tell
from tests.unit.plans.test_week import best_week
from tests.village import NINE_TO_FIVE, TODAY, blended_village, need, places, provider, session


def test_a_day_is_told_as_who_takes_the_child_where_and_alike_days_once() -> None:
    week = best_week(need(), blended_village())
    stories = tell(week.days)
    assert [story.days for story in stories] == ["Monday and Tuesday"]
    assert [(step.when, step.words) for step in stories[0].steps] == [
        ("9am", "You take your child to Acorn Pre-school."),
        ("12 noon", "Bea Brown collects your child from Acorn Pre-school on foot."),
        ("5pm", "You collect your child from Bea Brown."),
    ]


def test_a_childminder_who_takes_the_child_there_is_said_to() -> None:
    village = blended_village(from_minutes=525, to_minutes=540)
    early = [session(30, TimeBand(480, 540), Weekday.MONDAY)]
    asked = need(days=((Weekday.MONDAY, TimeBand(480, 720)),))
    locality = Locality(village.providers, {**village.sessions, 2: early}, village.links)
    steps = tell(best_week(asked, locality).days)[0].steps
    assert steps[1].words == "Bea Brown takes your child to Acorn Pre-school on foot."


def test_a_session_longer_than_needed_is_told_by_when_the_family_comes_and_goes() -> None:
    nursery = provider(1, ProviderKind.NURSERY, "Dot Nursery")
    long_day = [session(1, TimeBand(450, 1080), Weekday.MONDAY)]
    asked = need(days=((Weekday.MONDAY, NINE_TO_FIVE),))
    steps = tell(best_week(asked, Locality([nursery], {1: long_day}, [])).days)[0].steps
    assert [(step.when, step.words) for step in steps] == [
        ("9am", "You take your child to Dot Nursery. You may come from 7:30am."),
        ("5pm", "You collect your child from Dot Nursery. They may stay to 6pm."),
    ]


def test_open_time_is_said_beside_the_rest() -> None:
    nursery = provider(1, ProviderKind.NURSERY, "Dot Nursery")
    morning = [session(1, TimeBand(540, 720), Weekday.MONDAY)]
    asked = need(days=((Weekday.MONDAY, NINE_TO_FIVE),))
    steps = tell(best_week(asked, Locality([nursery], {1: morning}, [])).days)[0].steps
    assert [(step.when, step.words) for step in steps] == [
        ("9am", "You take your child to Dot Nursery."),
        ("12 noon", "You collect your child from Dot Nursery."),
        ("12 noon to 5pm", "Nobody yet."),
    ]


def test_reasons_name_who_collects_and_what_is_covered() -> None:
    week = best_week(need(), blended_village())
    assert [say(reason) for reason in reasons_for(week, [week], need())] == [
        "Covers all the time you asked for.",
        "Bea Brown walks or drives children to or from Acorn Pre-school, so you do not have to.",
        # Each day there and back to both: 1.3 x 2 x (200 + 400) metres by road, twice a week.
        "Extra travel: about 2 miles a week.",
    ]


def said_doubts(**facts: object) -> list[str]:
    """What is doubted of one nursery day with these facts."""
    nursery = provider(1, ProviderKind.NURSERY, "Dot Nursery", **facts.pop("provider", {}))
    asked = need(days=((Weekday.MONDAY, NINE_TO_FIVE),), **facts.pop("need", {}))
    day = session(1, NINE_TO_FIVE, Weekday.MONDAY, **facts)
    week = best_week(asked, Locality([nursery], {1: [day]}, []), count_unknown=True)
    return [say(doubt) for doubt in doubts_about(week, asked, TODAY)]


def test_what_is_sure_raises_no_doubt() -> None:
    assert said_doubts() == []


def test_every_doubt_says_whom_to_ask() -> None:
    assert said_doubts(vacancies=places(None, days_ago=None)) == [
        "We do not know if Dot Nursery has a place. Ring first."
    ]
    assert said_doubts(vacancies=places(2, days_ago=40)) == [
        "Nobody has confirmed places at Dot Nursery since 13 October. Ring first."
    ]
    assert said_doubts(vacancies=places(2, days_ago=20)) == [
        "Places at Dot Nursery were last confirmed on 2 November."
    ]
    assert said_doubts(funded=Answer.UNKNOWN) == [
        "Dot Nursery has not told us everything about funded hours. Ask before you rely on them."
    ]
    (birthday,) = said_doubts(need={"birth": BirthMonth(2023, 11)})
    assert birthday.endswith("We counted them as just under 3.")


def test_who_is_closed_in_the_first_week_is_asked_when_to_start() -> None:
    asked = need()
    week = best_week(asked, blended_village())
    closed = [
        Closure(provider_id=2, starts_on=date(2026, 11, 20), ends_on=ends_on)
        for ends_on in (date(2026, 11, 23), date(2026, 11, 27))
    ]
    assert [say(doubt) for doubt in doubts_about(week, asked, TODAY, closures=closed)] == [
        "Bea Brown is closed in your first week, until 27 November. Ask when you can start."
    ]


def test_seats_nobody_has_counted_are_asked_about() -> None:
    asked = need()
    week = best_week(asked, blended_village(seats=None))
    assert [say(doubt) for doubt in doubts_about(week, asked, TODAY)] == [
        "Ask Bea Brown if there is a seat free for the trip to or from Acorn Pre-school."
    ]


def test_a_state_confirmed_today_as_unknown_is_still_unknown() -> None:
    told = places(None, days_ago=0)
    assert {row.state for row in told} == {VacancyState.UNKNOWN}
    assert said_doubts(vacancies=told) == ["We do not know if Dot Nursery has a place. Ring first."]
