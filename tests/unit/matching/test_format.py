import copy
from typing import Any

import pytest

from hubapp.matching import FormatError, Link, read_problem, solve, write_result
from tests.unit.matching.cases import document

TOO_MANY = [None] * 5001


def changed(path: str, value: object) -> dict[str, Any]:
    """The sound document with one value replaced, by a dotted path."""
    out: Any = copy.deepcopy(document())
    at = out
    *parents, last = [int(x) if x.isdigit() and x != "0k" else x for x in path.split(".")]
    for key in parents:
        at = at[str(key) if isinstance(at, dict) else key]
    at[str(last) if isinstance(at, dict) else last] = value
    return out


def test_a_document_becomes_the_problem_it_says():
    problem = read_problem(document())
    assert (problem.name, problem.slot_minutes) == ("sound", 30)
    assert problem.need.intervals == {0: ((18, 24),), 2: ((18, 24), (26, 30))}
    assert problem.need.handover_window == {0: (20, 24)}
    assert problem.need.age_months == 27
    assert [p.id for p in problem.providers] == ["p1", "p2"]
    assert problem.providers[0].links == (Link(other="p2"),)
    assert problem.providers[0].sessions[0].free_2 == 1


def test_a_problem_may_stand_under_its_own_key():
    assert read_problem({"problem": document(), "expected": {}}) == read_problem(document())


def test_a_link_may_be_limited_to_times():
    links = [{"id": "p2", "windows": {"0": [46, 48]}}]
    problem = read_problem(changed("providers.0.links", links))
    assert problem.providers[0].links == (Link(other="p2", windows={0: (46, 48)}),)


def test_needed_times_of_a_day_may_touch():
    problem = read_problem(changed("request.need.0", [[22, 26], [18, 22]]))
    assert problem.need.intervals[0] == ((22, 26), (18, 22))


def test_needed_times_that_overlap_are_refused_by_their_day():
    with pytest.raises(FormatError) as refusal:
        read_problem(changed("request.need.2", [[26, 30], [18, 24], [23, 26]]))
    assert str(refusal.value) == "request.need.2: must not overlap, as [18, 24] and [23, 26] do."


def test_optional_fields_may_be_absent():
    out = document()
    for key in ("work", "k_days", "hours_slots", "handover_window"):
        del out["request"][key]  # type: ignore[attr-defined]
    assert read_problem(out).need.handover_window == {}


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("schema", 2, "schema"),
        ("slot_minutes", 20, "slot_minutes"),
        ("name", "", "name"),
        ("name", "\ud800", "name"),
        ("request", None, "request"),
        ("request.child", [], "request.child"),
        ("request.child.dob", "2024-02-30", "request.child.dob"),
        ("request.child.start", "07/09/2026", "request.child.start"),
        ("request.child.start", "2026-W36-1", "request.child.start"),
        ("request.child.start", "20260907", "request.child.start"),
        ("request.child.start", "2023-09-07", "request.child.start"),
        ("request.home", [0], "request.home"),
        ("request.home", [0, "x"], "request.home[1]"),
        ("request.mode", "often", "request.mode"),
        ("request.need.0", [[24, 18]], "request.need.0[0]"),
        ("request.need.0", [[18, 18]], "request.need.0[0]"),
        ("request.need.0", [[18, 49]], "request.need.0[0][1]"),
        ("request.need.0", [[18, 24], [23, 26]], "request.need.0"),
        ("request.need.0", [[23, 26], [18, 24]], "request.need.0"),
        ("request.need.0", [[18, 26], [20, 22]], "request.need.0"),
        ("request.need.0", [[18, 24], [18, 24]], "request.need.0"),
        ("request.need", {"5": [[18, 20]]}, "request.need"),
        ("request.need", [], "request.need"),
        ("request.handover_window.0", [24, 20], "request.handover_window.0"),
        ("request.max_days", "5", "request.max_days"),
        ("request.funded_slots", -1, "request.funded_slots"),
        ("request.funded_slots", 1.5, "request.funded_slots"),
        ("request.funded_slots", float("inf"), "request.funded_slots"),
        ("request.funded_slots", -(10**4000), "request.funded_slots"),
        ("request.funded_slots", [[[]]], "request.funded_slots"),
        ("request.year_round", 1, "request.year_round"),
        ("request.max_providers", True, "request.max_providers"),
        ("request.K", 0, "request.K"),
        ("request.K", None, "request.K"),
        ("request.weights.provider_p", -800, "request.weights.provider_p"),
        ("providers", TOO_MANY, "providers"),
        ("providers", {}, "providers"),
        ("providers.1.id", "p1", "providers[1].id"),
        ("providers.0.type", "aunt", "providers[0].type"),
        ("providers.0.age_months", [36, 24], "providers[0].age_months"),
        ("providers.0.links", ["p9"], "providers[0].links[0]"),
        ("providers.0.links", [7], "providers[0].links[0]"),
        (
            "providers.0.links",
            [{"id": "p2", "windows": {"0": [9, 8]}}],
            "providers[0].links[0].windows.0",
        ),
        ("providers.0.funded_cap_day", -1, "providers[0].funded_cap_day"),
        ("providers.0.sessions.0.end", 49, "providers[0].sessions[0].end"),
        ("providers.0.sessions.0.end", 16, "providers[0].sessions[0].end"),
        ("providers.0.sessions.0.day", 5, "providers[0].sessions[0].day"),
        ("providers.0.sessions.0.kind", "daily", "providers[0].sessions[0].kind"),
        ("providers.0.sessions.0.price_p", -170, "providers[0].sessions[0].price_p"),
        ("providers.0.sessions.0.extra_p", -1, "providers[0].sessions[0].extra_p"),
        ("providers.0.sessions.0.funded", "maybe", "providers[0].sessions[0].funded"),
        ("providers.0.sessions.0.free", None, "providers[0].sessions[0].free"),
    ],
)
def test_what_does_not_fit_is_refused_by_field_in_one_sentence(path, value, field):
    with pytest.raises(FormatError) as refusal:
        read_problem(changed(path, value))
    assert refusal.value.field == field
    assert str(refusal.value).startswith(f"{field}: ")
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 160


def test_a_session_id_may_not_be_used_twice():
    sessions = document()["providers"][0]["sessions"] * 2  # type: ignore[index]
    with pytest.raises(FormatError) as refusal:
        read_problem(changed("providers.0.sessions", sessions))
    assert refusal.value.field == "providers[0].sessions[1].id"


@pytest.mark.parametrize(
    ("mode", "given", "field"),
    [
        ("any_days", {"k_days": 3}, "request.k_days"),
        ("any_days", {"k_days": None}, "request.k_days"),
        ("any_hours", {"hours_slots": None}, "request.hours_slots"),
    ],
)
def test_a_mode_needs_its_number(mode, given, field):
    out = changed("request.mode", mode)
    out["request"].update(given)
    with pytest.raises(FormatError) as refusal:
        read_problem(out)
    assert refusal.value.field == field


@pytest.mark.parametrize("junk", [None, 7, "text", [], {"problem": None}])
def test_what_is_no_object_is_refused(junk):
    with pytest.raises(FormatError):
        read_problem(junk)


def test_the_answer_has_the_documented_shape():
    answer = write_result(solve(read_problem(document()), sets=True, plans=True, frontier=True))
    stay = {"provider": "p1", "session": 0, "start": 16, "end": 26}
    cost = 450  # ten slots, all funded; only the extras are paid
    travel = round(60 * 12 / 10)  # 291 m by road, there and back twice: 12 hm
    best = {"U": 10, "G": cost + travel, "C": cost, "T": 12, "P": 1, "H": 0}
    plan = {
        "providers": ["p1"],
        "days": [{"day": 0, "handover": None, "stays": [stay]}],
        "funded": [{"provider": "p1", "day": 0, "slots": 10}],
    }
    other = {**stay, "provider": "p2"}
    second = {
        "providers": ["p2"],
        "days": [{"day": 0, "handover": None, "stays": [other]}],
        "funded": [{"provider": "p2", "day": 0, "slots": 10}],
    }
    nobody = {"providers": [], "days": [], "funded": []}
    z = 10_000_000 + cost + travel
    assert answer == {
        "schema": 1,
        "name": "sound",
        "status": "proved",
        "optimum": best,
        "plan": plan,
        "sets": [
            {"Z": z, "plan": plan},
            {"Z": z, "plan": second},
            {"Z": 16_000_000, "plan": nobody},
        ],
        "plans": [z, z, 16_000_000],
        "frontier": [[10, 450, 12, 1, 0]],
    }
