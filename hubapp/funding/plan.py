"""One child's plan of care through a year: what each leg, any week and the whole year come to."""

from dataclasses import dataclass
from fractions import Fraction

from hubapp.funding.amounts import Amounts, total
from hubapp.funding.pool import Claimant, Pool, share_year

# --- the plan -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyLeg:
    """The same care in each of the first `weeks_per_year` weeks.

    `fee_pence_per_week` is the price if nothing were funded. Minutes nobody told are None; such a
    leg can't be funded.
    """

    id: str
    fee_pence_per_week: Fraction
    weeks_per_year: int
    minutes_per_week: int | None = None
    fundable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLeg:
    """So many days a year, in no certain week: a holiday club. Its minutes are not known."""

    id: str
    days_per_year: int
    fee_pence_per_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """Something the family opted into, in each of the first `weeks_per_year` weeks."""

    pence: int
    times_per_week: int
    weeks_per_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A child's care by who gives it, the funded pool its legs share, and extras."""

    weekly_legs: tuple[WeeklyLeg, ...] = ()
    day_legs: tuple[DayLeg, ...] = ()
    pool: Pool | None = None
    extras: tuple[Extra, ...] = ()


# --- the year -----------------------------------------------------------------------------------


class PlannedYear:
    """A plan with its funded minutes shared out; weeks are counted from 0."""

    def __init__(self, plan: Plan) -> None:
        """Shares the pool: see `share_year`."""
        self.plan = plan
        claimants = [
            Claimant(
                id=leg.id,
                minutes_per_week=leg.minutes_per_week,
                pence_per_minute=leg.fee_pence_per_week / leg.minutes_per_week,
                weeks=leg.weeks_per_year,
            )
            for leg in plan.weekly_legs
            if leg.fundable and leg.minutes_per_week
        ]
        self._funded = share_year(claimants, plan.pool) if plan.pool else {}

    @property
    def weeks(self) -> int:
        """In how many weeks there is something to pay, or care that is free."""
        legs = (leg.weeks_per_year for leg in self.plan.weekly_legs)
        return max([*legs, *(extra.weeks_per_year for extra in self.plan.extras)], default=0)

    @property
    def funded_weeks(self) -> int:
        """From this week on nothing is funded any more."""
        return max(
            (
                week + 1
                for minutes in self._funded.values()
                for week, funded in enumerate(minutes)
                if funded
            ),
            default=0,
        )

    def funded_minutes(self, leg: str, week: int) -> int:
        """Funded minutes of a leg in a week."""
        minutes = self._funded.get(leg, [])
        return minutes[week] if week < len(minutes) else 0

    def week(self, week: int) -> Amounts:
        """What one week comes to; days in no certain week are not in it."""
        legs = [
            _amounts(leg, 1, self.funded_minutes(leg.id, week))
            for leg in self.plan.weekly_legs
            if week < leg.weeks_per_year
        ]
        extras = sum(
            extra.pence * extra.times_per_week
            for extra in self.plan.extras
            if week < extra.weeks_per_year
        )
        return total(legs) + Amounts(extras=Fraction(extras))

    def legs(self) -> dict[str, Amounts]:
        """What each leg comes to in the year."""
        weekly = {
            leg.id: _amounts(leg, leg.weeks_per_year, sum(self._funded.get(leg.id, [])))
            for leg in self.plan.weekly_legs
        }
        fees = {leg.id: leg.days_per_year * leg.fee_pence_per_day for leg in self.plan.day_legs}
        by_day = {
            name: Amounts(gross=Fraction(fee), fees=Fraction(fee)) for name, fee in fees.items()
        }
        return weekly | by_day

    def year(self) -> Amounts:
        """What everything comes to in the year."""
        extras = sum(
            extra.pence * extra.times_per_week * extra.weeks_per_year for extra in self.plan.extras
        )
        return total(self.legs().values()) + Amounts(extras=Fraction(extras))


def _amounts(leg: WeeklyLeg, weeks: int, funded_minutes: int) -> Amounts:
    """So many weeks of a leg; a paid minute costs fee ÷ minutes, not rounded."""
    gross = leg.fee_pence_per_week * weeks
    minutes = leg.minutes_per_week or 0
    funded_value = leg.fee_pence_per_week * funded_minutes / minutes if minutes else Fraction(0)
    return Amounts(
        gross=gross,
        funded_minutes=Fraction(funded_minutes),
        paid_minutes=Fraction(minutes * weeks - funded_minutes),
        fees=gross - funded_value,
    )
