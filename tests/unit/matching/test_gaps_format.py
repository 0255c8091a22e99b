"""Files: what is just within the limits is read as it stands, what is beyond is refused."""

import pytest

from hubapp.matching import FormatError, Link, Mode, read_problem
from tests.unit.matching.cases import document
from tests.unit.matching.test_format import changed

SESSION, AT = "providers.0.sessions.0", "providers[0].sessions[0]"


def read(path, value):
    return read_problem(changed(path, value))


@pytest.mark.parametrize(
    ("path", "value", "part"),
    [
        ("request.funded_slots", 0, lambda x: x.need.funded_slots),
        ("request.funded_slots", 7 * 48, lambda x: x.need.funded_slots),
        ("request.u_slack_slots", 0, lambda x: x.need.slack_slots),
        ("request.K", 1, lambda x: x.need.list_length),
        ("request.max_providers", 0, lambda x: x.need.max_providers),
        ("request.weights.travel_p_per_km", 0, lambda x: x.need.weights.travel_pence_per_km),
        ("request.weights.provider_p", 0, lambda x: x.need.weights.provider_pence),
        ("request.weights.handover_p", 0, lambda x: x.need.weights.handover_pence),
        ("providers.0.funded_cap_day", 0, lambda x: x.providers[0].funded_cap_day_slots),
        ("providers.0.funded_cap_week", 0, lambda x: x.providers[0].funded_cap_week_slots),
        ("providers.0.funded_cap_week", 30, lambda x: x.providers[0].funded_cap_week_slots),
        ("providers.0.funded_cap_week", None, lambda x: x.providers[0].funded_cap_week_slots),
        (f"{SESSION}.start", 0, lambda x: x.providers[0].sessions[0].start),
        (f"{SESSION}.end", 48, lambda x: x.providers[0].sessions[0].end),
        (f"{SESSION}.price_p", 0, lambda x: x.providers[0].sessions[0].price_pence),
        (f"{SESSION}.extra_p", 0, lambda x: x.providers[0].sessions[0].extra_pence),
        (f"{SESSION}.min_slots", 48, lambda x: x.providers[0].sessions[0].min_slots),
    ],
)
def test_a_number_at_its_limit_is_read(path, value, part):
    assert part(read(path, value)) == value


@pytest.mark.parametrize("slot", [0, 47])
def test_a_session_may_be_the_first_or_the_last_slot_of_the_day(slot):
    out = changed(f"{SESSION}.start", slot)
    out["providers"][0]["sessions"][0]["end"] = slot + 1
    assert read_problem(out).providers[0].sessions[0].end == slot + 1


@pytest.mark.parametrize(
    ("mode", "key", "value", "part"),
    [
        (Mode.ANY_DAYS, "k_days", 0, "days_wanted"),
        (Mode.ANY_DAYS, "k_days", 2, "days_wanted"),
        (Mode.ANY_HOURS, "hours_slots", 0, "slots_wanted"),
        (Mode.ANY_HOURS, "hours_slots", 5 * 48, "slots_wanted"),
    ],
)
def test_a_mode_has_its_number(mode, key, value, part):
    out = changed("request.mode", mode.value)
    out["request"][key] = value
    need = read_problem(out).need
    assert (need.mode, getattr(need, part)) == (mode, value)


@pytest.mark.parametrize(
    ("links", "read_as"),
    [
        (None, ()),
        ([], ()),
        ([{"id": "p2"}], (Link(other="p2"),)),
        ([{"id": "p2", "windows": None}], (Link(other="p2"),)),
        ([{"id": "p2", "windows": {"4": [0, 0]}}], (Link(other="p2", windows={4: (0, 0)}),)),
    ],
)
def test_links_are_read(links, read_as):
    assert read("providers.0.links", links).providers[0].links == read_as


def test_care_may_start_on_the_day_of_birth():
    assert read("request.child.start", "2024-06-01").need.age_months == 0


@pytest.mark.parametrize("ages", [[0, 1200], [24, 24]])
def test_ages_may_run_to_a_hundred_years_or_be_none_at_all(ages):
    one = read("providers.0.age_months", ages).providers[0]
    assert [one.age_from_months, one.age_to_months] == ages


def test_five_thousand_providers_are_read():
    one = {**document()["providers"][1], "sessions": [], "links": []}
    many = [{**one, "id": f"p{i}"} for i in range(5000)]
    assert len(read("providers", many).providers) == 5000


def test_as_many_providers_may_be_anchored_as_used():
    out = changed("request.anchors", [{"provider": "p1"}, {"provider": "p2"}])
    out["request"]["max_providers"] = 2
    assert len(read_problem(out).need.anchors) == 2


@pytest.mark.parametrize(
    ("path", "value", "refusal"),
    [
        ("slot_minutes", 20, "slot_minutes: must be 15 or 30, not 20."),
        ("request.mode", "any_days", "request.k_days: is needed when mode is any_days."),
        ("request.mode", "any_hours", "request.hours_slots: is needed when mode is any_hours."),
        ("request.child.start", "2024-05-31", "request.child.start: is before the child is born."),
        ("request.hours_slots", 241, "request.hours_slots: must be at most 240, not 241."),
        ("request.funded_slots", 337, "request.funded_slots: must be at most 336, not 337."),
        (
            "providers.0.age_months",
            [0, 1201],
            "providers[0].age_months[1]: must be at most 1200, not 1201.",
        ),
        (
            "providers.0.links",
            ["p9"],
            "providers[0].links[0]: links to 'p9', which is not in the list.",
        ),
        ("providers.1.id", "p1", "providers[1].id: 'p1' is used twice."),
        (f"{SESSION}.start", 48, f"{AT}.start: must be at most 47, not 48."),
        (f"{SESSION}.end", 49, f"{AT}.end: must not be beyond midnight (slot 48), not 49."),
    ],
)
def test_a_refusal_says_what_is_wrong(path, value, refusal):
    with pytest.raises(FormatError) as raised:
        read(path, value)
    assert str(raised.value) == refusal


def test_more_chosen_days_than_days_with_a_need_are_refused():
    out = changed("request.mode", "any_days")
    out["request"]["k_days"] = 3
    with pytest.raises(FormatError) as raised:
        read_problem(out)
    assert str(raised.value) == "request.k_days: asks for 3 days but only 2 have a need."


def test_in_quarter_hours_a_day_has_ninety_six_slots():
    for end, refusal in ((96, None), (97, "must not be beyond midnight (slot 96), not 97.")):
        out = changed("slot_minutes", 15)
        out["providers"][0]["sessions"][0]["end"] = end
        if refusal is None:
            assert read_problem(out).providers[0].sessions[0].end == end
        else:
            with pytest.raises(FormatError) as raised:
                read_problem(out)
            assert str(raised.value) == f"{AT}.end: {refusal}"


def test_what_stands_under_problem_is_named_as_if_alone_and_itself_when_no_problem():
    for wrong, field in ((None, "problem"), ({**document(), "schema": 2}, "schema")):
        with pytest.raises(FormatError) as raised:
            read_problem({"problem": wrong})
        assert raised.value.field == field
