"""Who claims what: the universal hours at one provider, the rest of a child's hours elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from hubapp.funding.rule import rule

_DECLARATION = "The parent declaration (Staffordshire, Herefordshire); statutory guidance A2"


@dataclass(frozen=True, slots=True)
class Claim:
    """Minutes a week that one provider claims, of the universal hours and beyond them."""

    provider: str
    universal_minutes: int
    extended_minutes: int

    @property
    def minutes(self) -> int:
        """Both together."""
        return self.universal_minutes + self.extended_minutes


def share_claims(
    funded: Mapping[str, int], universal_minutes: int, first: str | None = None
) -> list[Claim]:
    """The universal hours are claimed where the parent says, the rest as hours for work (R27).

    `funded` are the minutes a week at each provider, `first` who claims the universal ones: if
    nobody is named, whoever has most of the child's hours. What they do not use goes to the next.

    >>> share_claims({"A": 900, "B": 900}, 900, first="A")  # doctest: +NORMALIZE_WHITESPACE
    [Claim(provider='A', universal_minutes=900, extended_minutes=0),
     Claim(provider='B', universal_minutes=0, extended_minutes=900)]
    """
    order = sorted(funded, key=lambda name: (name != first, -funded[name], name))
    left = universal_minutes
    found = []
    for name in order:
        universal = min(left, funded[name])
        left -= universal
        if funded[name]:
            found.append(Claim(name, universal, funded[name] - universal))
    return found


@rule("R27", source=_DECLARATION)
def over_claimed(claims: list[Claim], universal_minutes: int, minutes_a_week: int) -> int:
    """All providers together claim at most 15 universal hours, and at most 30 in all.

    Minutes claimed too many; 0 if the claims fit.

    >>> over_claimed([Claim("A", 900, 0), Claim("B", 0, 900)], 900, 1800)
    0
    >>> over_claimed([Claim("A", 900, 0), Claim("B", 900, 0)], 900, 1800)
    900
    """
    universal = sum(claim.universal_minutes for claim in claims)
    everything = sum(claim.minutes for claim in claims)
    return max(0, universal - universal_minutes, everything - minutes_a_week)


@rule("R28", source=_DECLARATION)
def without_work(claims: list[Claim]) -> list[Claim]:
    """When a parent's work stops counting only the hours for work end; the universal ones stay.

    They end on the last day of the grace period, which the child's code tells.

    >>> without_work([Claim("A", 900, 0), Claim("B", 0, 900)])
    [Claim(provider='A', universal_minutes=900, extended_minutes=0)]
    """
    return [
        Claim(claim.provider, claim.universal_minutes, 0)
        for claim in claims
        if claim.universal_minutes
    ]
