from hypothesis import given, settings
from hypothesis import strategies as st

from hubapp.directory.models import ProviderKind
from hubapp.kernel.week import TimeBand, Weekday
from hubapp.plans.assemble import Locality
from hubapp.plans.drawing import Box, Picture, draw_narrow, draw_wide
from tests.unit.plans.test_week import best_week
from tests.village import NINE_TO_FIVE, blended_village, need, provider, session


def inside(box: Box, picture: Picture) -> bool:
    return (
        box.x >= 0
        and box.y >= 0
        and box.x + box.width <= picture.width
        and box.y + box.height <= picture.height
    )


def test_blocks_stand_under_their_day_in_the_order_of_the_day() -> None:
    picture = draw_wide(best_week(need(), blended_village()), frozenset())
    assert [day.text for day in picture.days] == ["Monday", "Tuesday"]
    first, second, third, _ = picture.blocks
    assert first.box.x == second.box.x < third.box.x
    assert first.box.y + first.box.height == second.box.y
    assert len(picture.handovers) == 2


def test_on_a_phone_days_stand_below_each_other_and_time_runs_across() -> None:
    picture = draw_narrow(best_week(need(), blended_village()), frozenset())
    first, second, third, _ = picture.blocks
    assert first.box.y == second.box.y < third.box.y
    assert first.box.x + first.box.width == second.box.x


def test_what_is_paid_is_drawn_inside_its_stay_after_what_is_funded() -> None:
    week = best_week(need(), blended_village())
    block = next(block for block in draw_wide(week, frozenset()).blocks if block.paid)
    assert block.paid.y > block.box.y
    assert block.paid.y + block.paid.height == block.box.y + block.box.height
    assert block.asides[-1] == "£5 to pay"


def test_open_time_and_unsure_places_are_marked() -> None:
    nursery = provider(1, ProviderKind.NURSERY, "Dot Nursery")
    morning = [session(7, TimeBand(540, 720), Weekday.MONDAY)]
    asked = need(days=((Weekday.MONDAY, NINE_TO_FIVE),))
    week = best_week(asked, Locality([nursery], {1: morning}, []))
    gap, stay = draw_wide(week, frozenset({7})).blocks
    assert (gap.leg, gap.name) == (None, ("nobody yet",))
    assert stay.is_unsure


@settings(deadline=None)
@given(
    start=st.integers(0, 90), length=st.integers(1, 40), name=st.text("Wobbly Wellies", min_size=1)
)
def test_nothing_is_drawn_outside_the_picture(start: int, length: int, name: str) -> None:
    end = min(96, start + length)
    band = TimeBand(start * 15, end * 15)
    nursery = provider(1, ProviderKind.NURSERY, name)
    asked = need(days=((Weekday.MONDAY, band),))
    week = best_week(asked, Locality([nursery], {1: [session(1, band, Weekday.MONDAY)]}, []))
    for picture in (draw_wide(week, frozenset()), draw_narrow(week, frozenset())):
        assert all(inside(block.box, picture) for block in picture.blocks)
