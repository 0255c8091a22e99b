"""What a release changes: register facts follow it, what people here said does not."""

from dataclasses import replace
from datetime import date

import pytest

from hubapp.directory.models import InspectionFramework, ProviderKind
from hubapp.directory.rules.facts import (
    InspectionFacts,
    KnownEntry,
    KnownProvider,
    ListedFacts,
    RegisterFacts,
    RegisterRecord,
    RegisterRelease,
)
from hubapp.directory.rules.listing import (
    WITHHELD_NAME,
    Surroundings,
    is_listable,
    kind_of,
    listed_facts,
    slug_of,
    title_case,
)
from hubapp.directory.rules.register import decide_entry, decide_gone, successors
from hubapp.kernel.geo import GridPoint, coarse_point

HERE, THERE = GridPoint(358000, 172000), GridPoint(360000, 175000)
BY = Surroundings({"BS14ST": HERE, "BS65AA": THERE}, secret="s")
NOWHERE = Surroundings({}, secret="s")
FACTS = RegisterFacts(
    redacted=False,
    name="Acorn Nursery",
    provider_type="Childcare on non-domestic premises",
    provider_subtype="Full day care",
    status="Active",
    registers="ALL",
    address="1 High Street",
    town="BRISTOL",
    postcode="BS1 4ST",
    phone="0117 496 0123",
    local_authority="Bristol",
    places=24,
    registered_on=date(2002, 5, 24),
)
CHILDMINDER = replace(FACTS, provider_type="Childminder", provider_subtype=None, name="Jo's Place")
GRADED = InspectionFacts(InspectionFramework.GRADED, date(2020, 2, 10), "Good", "Yes", "1")
RECORD = RegisterRecord("EY100001", FACTS, (GRADED,))
PROVIDER = KnownProvider(7, listed_facts(FACTS), publish_address=True, point=HERE)
KNOWN = KnownEntry(3, "EY100001", None, None, FACTS, (GRADED,), PROVIDER)


@pytest.mark.parametrize(
    ("type_", "subtype", "kind"),
    [
        ("Childcare on non-domestic premises", "Full day care", ProviderKind.NURSERY),
        ("Childcare on non-domestic premises", "Sessional day care", ProviderKind.PRESCHOOL),
        (
            "Childcare on non-domestic premises",
            "Out-of-school day care",
            ProviderKind.OUT_OF_SCHOOL,
        ),
        ("Childcare on non-domestic premises", None, ProviderKind.OTHER),
        ("Childcare on domestic premises", "Out-of-school day care", ProviderKind.NURSERY),
        ("Childminder", None, ProviderKind.CHILDMINDER),
        ("Childminder", "Home childcarer", ProviderKind.CHILDMINDER),
        ("Childminder without domestic premises", None, ProviderKind.CHILDMINDER),
    ],
)
def test_kinds(type_: str, subtype: str | None, kind: ProviderKind) -> None:
    assert kind_of(replace(FACTS, provider_type=type_, provider_subtype=subtype)) is kind


@pytest.mark.parametrize(
    ("town", "said"),
    [
        ("BRISTOL", "Bristol"),
        ("WESTON-SUPER-MARE", "Weston-super-Mare"),
        ("Stow on the wold", "Stow on the Wold"),
        ("KING'S LYNN", "King's Lynn"),
        ("the reddings", "The Reddings"),
    ],
)
def test_towns_are_written_as_people_write_them(town: str, said: str) -> None:
    assert title_case(town) == said


@pytest.mark.parametrize(
    ("name", "taken", "slug"),
    [
        ("Mama Bear's Day Nursery!", set(), "mama-bears-day-nursery-ey1"),
        ("Acorn", {"acorn-ey1"}, "acorn-ey1-2"),
        ("Acorn", {"acorn-ey1", "acorn-ey1-2"}, "acorn-ey1-3"),
        ("幼儿园", set(), "ey1"),
    ],
)
def test_slugs_are_readable_and_never_clash(name: str, taken: set[str], slug: str) -> None:
    assert slug_of(name, "EY1", taken) == slug


def test_a_new_setting_is_listed_where_it_is() -> None:
    change = decide_entry(RECORD, None, date(2021, 8, 31), BY)
    assert change.provider == {
        "kind": ProviderKind.NURSERY,
        "name": "Acorn Nursery",
        "area": "Bristol",
        "address": "1 High Street",
        "postcode": "BS1 4ST",
        "phone": "0117 496 0123",
        "publish_address": True,
        "easting": HERE.easting,
        "northing": HERE.northing,
        "shown_easting": HERE.easting,
        "shown_northing": HERE.northing,
    }
    assert change.entry is not None
    assert change.entry["as_at"] == date(2021, 8, 31)
    assert change.inspections == (GRADED,)


@pytest.mark.parametrize("type_", ["Childminder", "Childcare on domestic premises"])
def test_a_home_is_shown_near_where_it_is_and_without_its_address(type_: str) -> None:
    home = replace(CHILDMINDER, provider_type=type_)
    change = decide_entry(replace(RECORD, facts=home), None, None, BY)
    coarse = coarse_point(HERE, secret="s", key="EY100001")
    assert change.provider is not None
    assert {
        name: change.provider[name]
        for name in (
            "address",
            "postcode",
            "phone",
            "publish_address",
            "shown_easting",
            "shown_northing",
        )
    } == {
        "address": None,
        "postcode": None,
        "phone": None,
        "publish_address": False,
        "shown_easting": coarse.easting,
        "shown_northing": coarse.northing,
    }


@pytest.mark.parametrize(
    "facts",
    [
        replace(FACTS, redacted=True, name=None),
        replace(FACTS, name=None),
        replace(FACTS, provider_type="Home childcarer"),
    ],
)
def test_who_is_not_named_or_works_in_the_familys_home_is_not_listed(facts: RegisterFacts) -> None:
    assert is_listable(facts) is False
    assert decide_entry(replace(RECORD, facts=facts), None, None, BY).provider is None


def test_the_same_row_again_changes_nothing() -> None:
    change = decide_entry(RECORD, KNOWN, None, BY)
    assert (change.writes, change.fields) == (False, ())


def test_a_later_release_of_the_same_row_moves_its_date_and_is_no_update() -> None:
    change = decide_entry(RECORD, KNOWN, date(2022, 3, 31), BY)
    assert (change.entry, change.fields) == ({"as_at": date(2022, 3, 31)}, ())


def test_changed_register_facts_are_taken_and_the_listing_follows() -> None:
    fresh = replace(FACTS, name="Oak Nursery", places=30)
    change = decide_entry(replace(RECORD, facts=fresh), KNOWN, None, BY)
    assert change.entry == {"name": "Oak Nursery", "places": 30}
    assert change.provider == {"name": "Oak Nursery"}
    assert change.fields == ("name", "places")


def test_what_somebody_here_changed_stays() -> None:
    local = replace(PROVIDER, listed=replace(PROVIDER.listed, name="Acorns", phone=None))
    fresh = replace(FACTS, name="Oak Nursery", phone="0117 496 0999", town="Bath")
    change = decide_entry(replace(RECORD, facts=fresh), replace(KNOWN, provider=local), None, BY)
    assert change.provider == {"area": "Bath"}


def test_a_fact_not_known_here_is_filled_in_when_the_register_learns_it() -> None:
    old = replace(FACTS, phone=None)
    known = replace(KNOWN, facts=old, provider=replace(PROVIDER, listed=listed_facts(old)))
    assert decide_entry(RECORD, known, None, BY).provider == {"phone": "0117 496 0123"}


def test_a_damaged_cell_does_not_replace_a_good_one() -> None:
    damaged = replace(FACTS, places=None, address="Easton")
    record = RegisterRecord(
        "EY100001", damaged, (), frozenset({"places", "address", "inspection_graded"})
    )
    change = decide_entry(record, KNOWN, None, BY)
    assert (change.writes, change.fields) == (False, ())


def test_a_new_inspection_replaces_the_old_one_of_its_kind() -> None:
    later = replace(GRADED, inspected_on=date(2024, 1, 9), number="2")
    change = decide_entry(replace(RECORD, inspections=(later,)), KNOWN, None, BY)
    assert (change.inspections, change.fields) == ((later,), ("inspection_graded",))


def test_a_position_is_filled_in_once_the_postcode_is_known() -> None:
    known = replace(KNOWN, provider=replace(PROVIDER, point=None))
    change = decide_entry(RECORD, known, None, BY)
    assert (change.fields, change.writes, change.has_position) == ((), True, True)
    assert decide_entry(RECORD, known, None, NOWHERE).writes is False


@pytest.mark.parametrize(
    ("point", "moved"),
    [(HERE, True), (GridPoint(HERE.easting + 8, HERE.northing), True), (GridPoint(1, 1), False)],
)
def test_a_position_follows_its_postcode_unless_somebody_moved_it(
    point: GridPoint, moved: bool
) -> None:
    known = replace(KNOWN, provider=replace(PROVIDER, point=point))
    change = decide_entry(
        replace(RECORD, facts=replace(FACTS, postcode="BS6 5AA")), known, None, BY
    )
    assert change.provider is not None
    assert change.provider.get("easting") == (THERE.easting if moved else None)


def test_a_postcode_somebody_typed_here_places_the_provider() -> None:
    local = KnownProvider(7, replace(PROVIDER.listed, postcode="BS6 5AA"), True, None)
    change = decide_entry(RECORD, replace(KNOWN, provider=local), None, BY)
    assert change.provider is not None
    assert change.provider["easting"] == THERE.easting


def test_a_home_that_agreed_to_be_shown_is_shown_where_it_is() -> None:
    home = KnownProvider(7, listed_facts(CHILDMINDER), publish_address=True, point=None)
    known = replace(KNOWN, facts=CHILDMINDER, provider=home)
    change = decide_entry(replace(RECORD, facts=CHILDMINDER), known, None, BY)
    assert change.provider is not None
    assert change.provider["shown_easting"] == HERE.easting


def test_somebody_who_withholds_their_name_later_is_no_longer_named() -> None:
    hidden = replace(
        FACTS, redacted=True, name=None, address=None, town=None, postcode=None, phone=None
    )
    change = decide_entry(replace(RECORD, facts=hidden), KNOWN, None, BY)
    assert change.provider == {
        "name": WITHHELD_NAME,
        "area": None,
        "address": None,
        "postcode": None,
        "phone": None,
        "easting": None,
        "northing": None,
        "shown_easting": None,
        "shown_northing": None,
    }


def test_somebody_who_is_named_later_is_listed() -> None:
    hidden = replace(FACTS, redacted=True, name=None)
    change = decide_entry(RECORD, replace(KNOWN, facts=hidden, provider=None), None, BY)
    assert change.adds_provider is True


def test_a_provider_taken_out_here_does_not_come_back() -> None:
    assert decide_entry(RECORD, replace(KNOWN, provider=None), None, BY).provider is None


def test_one_that_comes_back_to_the_register_is_no_longer_gone() -> None:
    change = decide_entry(RECORD, replace(KNOWN, gone_since=date(2022, 1, 1)), None, BY)
    assert (change.entry, change.fields) == ({"gone_since": None}, ("gone_since",))


def test_gone_are_those_neither_taken_nor_mentioned_nor_gone_before() -> None:
    known = [
        replace(KNOWN, source_id="EY1"),
        replace(KNOWN, source_id="EY2"),
        replace(KNOWN, source_id="EY3"),
        replace(KNOWN, source_id="EY4", gone_since=date(2020, 1, 1)),
    ]
    release = RegisterRelease(
        "ofsted", None, (replace(RECORD, source_id="EY1"),), mentioned=frozenset({"EY2"})
    )
    assert [entry.source_id for entry in decide_gone(known, release)] == ["EY3"]


def test_a_new_key_at_a_gone_ones_postcode_is_offered_as_its_successor() -> None:
    new = [
        replace(RECORD, source_id="EY9"),
        RegisterRecord("EY8", replace(FACTS, postcode=None), ()),
    ]
    assert successors(new, [KNOWN]) == [("EY9", "EY100001", "BS1 4ST")]


def test_listed_facts_of_a_setting() -> None:
    assert listed_facts(FACTS) == ListedFacts(
        ProviderKind.NURSERY,
        "Acorn Nursery",
        "Bristol",
        "1 High Street",
        "BS1 4ST",
        "0117 496 0123",
    )
