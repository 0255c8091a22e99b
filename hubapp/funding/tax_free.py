"""Tax-Free Childcare: what the government adds in a quarter, from fees or from what is paid in."""

from dataclasses import dataclass
from fractions import Fraction

from hubapp.funding.dated import Dated
from hubapp.funding.rule import rule


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxFree(Dated):
    """What is added to what a family pays in, and the most of it a quarter, in pence."""

    FILE = "tax_free.toml"

    parent_pence: int
    top_up_pence: int
    most_pence_a_quarter: int
    most_pence_a_quarter_if_disabled: int

    @property
    def share_of_deposit(self) -> Fraction:
        """What each penny paid in brings: a quarter of one."""
        return Fraction(self.top_up_pence, self.parent_pence)

    @property
    def share_of_fee(self) -> Fraction:
        """What of each penny the provider gets was added: a fifth."""
        return Fraction(self.top_up_pence, self.parent_pence + self.top_up_pence)


@rule("R41", source="GOV.UK, Tax-Free Childcare")
def fee_paid_by(deposit_pence: int, room: Fraction, rates: TaxFree) -> Fraction:
    """For every 80p paid in the government adds 20p, so a top-up is a fifth of the fee.

    What a deposit pays for in pence, while there is `room` for more top-up this quarter.

    >>> from datetime import date
    >>> from hubapp.funding.dated import figures_on
    >>> rates = figures_on(TaxFree, date(2026, 11, 22))
    >>> fee_paid_by(80_00, Fraction(500_00), rates)
    Fraction(10000, 1)
    >>> fee_paid_by(80_00, Fraction(12_00), rates)
    Fraction(9200, 1)
    """
    return deposit_pence + min(deposit_pence * rates.share_of_deposit, room)


@rule("R42", source="GOV.UK, Tax-Free Childcare")
def quarter_top_up(costs: Fraction, room: Fraction, rates: TaxFree) -> Fraction:
    """A child's top-up is at most £500 a quarter, or £1,000 if the child is disabled.

    >>> from datetime import date
    >>> from hubapp.funding.dated import figures_on
    >>> rates = figures_on(TaxFree, date(2026, 11, 22))
    >>> room = quarter_room(rates)
    >>> [int(quarter_top_up(Fraction(fee), room, rates)) for fee in (100_00, 2_500_00, 3_000_00)]
    [2000, 50000, 50000]
    >>> int(quarter_top_up(Fraction(5_000_00), quarter_room(rates, disabled=True), rates))
    100000
    """
    return min(costs * rates.share_of_fee, room)


def quarter_room(rates: TaxFree, *, disabled: bool = False, used_pence: int = 0) -> Fraction:
    """How much top-up a child's quarter still has room for, in pence."""
    most = rates.most_pence_a_quarter_if_disabled if disabled else rates.most_pence_a_quarter
    return Fraction(max(0, most - used_pence))
