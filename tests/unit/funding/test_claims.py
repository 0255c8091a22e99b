"""Who claims what: the examples of R27 and R28."""

from hypothesis import given
from hypothesis import strategies as st

from hubapp.funding.claims import Claim, over_claimed, share_claims, without_work

FIFTEEN, THIRTY = 900, 1800


def test_r27_universal_hours_at_one_provider_and_the_rest_at_the_other() -> None:
    claims = share_claims({"A": FIFTEEN, "B": FIFTEEN}, FIFTEEN, first="B")
    assert claims == [Claim("B", FIFTEEN, 0), Claim("A", 0, FIFTEEN)]
    assert over_claimed(claims, FIFTEEN, THIRTY) == 0


def test_r27_the_universal_hours_are_not_there_twice() -> None:
    twice = [Claim("A", FIFTEEN, 0), Claim("B", FIFTEEN, 0)]
    assert over_claimed(twice, FIFTEEN, THIRTY) == FIFTEEN


def test_r27_thirty_hours_are_all_there_are() -> None:
    assert over_claimed([Claim("A", FIFTEEN, 600), Claim("B", 0, 600)], FIFTEEN, THIRTY) == 300


def test_universal_hours_a_provider_does_not_use_go_to_the_next() -> None:
    claims = share_claims({"A": 600, "B": 1200}, FIFTEEN, first="A")
    assert claims == [Claim("A", 600, 0), Claim("B", 300, 900)]


def test_unless_the_parent_says_they_are_claimed_where_most_hours_are() -> None:
    assert share_claims({"A": 600, "B": 1200}, FIFTEEN)[0] == Claim("B", FIFTEEN, 300)


def test_r28_when_work_is_lost_the_universal_hours_stay() -> None:
    claims = share_claims({"A": FIFTEEN, "B": FIFTEEN}, FIFTEEN, first="A")
    assert without_work(claims) == [Claim("A", FIFTEEN, 0)]


@given(
    st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 600)),
    st.integers(0, FIFTEEN),
    st.sampled_from("ABCD"),
)
def test_claims_are_all_hours_used_and_as_universal_as_can_be(funded, universal, first) -> None:
    claims = share_claims(funded, universal, first)
    assert {claim.provider: claim.minutes for claim in claims} == {
        k: v for k, v in funded.items() if v
    }
    used = sum(funded.values())
    assert sum(claim.universal_minutes for claim in claims) == min(universal, used)
    assert over_claimed(claims, universal, used) == 0
