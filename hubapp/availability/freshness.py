"""How fresh a hub's places are, today and over the last weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.exc import IntegrityError

from hubapp.availability import queries
from hubapp.availability.models import FreshnessDay
from hubapp.availability.rules import Freshness, Patience, freshness, patience_of
from hubapp.extensions import db
from hubapp.hubs.models import Hub
from hubapp.hubs.queries import list_hubs

WEEKS = 8
_BAR_WIDTH, _BAR_STEP, BAR_HEIGHT = 20, 26, 60


@dataclass(frozen=True, slots=True)
class Shares:
    """A hub's places by how old their confirmation is; what is not known counts as stale."""

    places: int
    fresh: int
    ageing: int
    stale: int

    @property
    def percent_fresh(self) -> int:
        """The share that is fresh, in whole percent, never rounded up to all."""
        return _percent(self.fresh, self.places)


@dataclass(frozen=True, slots=True)
class WeekBar:
    """One week in the small picture: a bar and its words. `percent` None: not noted."""

    weeks_ago: int
    percent: int | None
    x: int
    y: int
    width: int
    height: int


def share_out(counts: Mapping[date | None, int], today: date, patience: Patience) -> Shares:
    """Places by how fresh they are, from how many were confirmed on which day. Pure."""
    by_freshness = dict.fromkeys(Freshness, 0)
    for confirmed_on, number in counts.items():
        by_freshness[freshness(confirmed_on, today, patience)] += number
    return Shares(
        places=sum(counts.values()),
        fresh=by_freshness[Freshness.FRESH],
        ageing=by_freshness[Freshness.AGEING],
        stale=by_freshness[Freshness.STALE] + by_freshness[Freshness.NEVER],
    )


def shares_of(hub: Hub, today: date) -> Shares:
    """How fresh a hub's places are today."""
    return share_out(queries.count_by_confirmation(hub.id), today, patience_of(hub))


def weeks_of(hub: Hub, now: Shares, today: date) -> tuple[WeekBar, ...]:
    """How fresh a hub was in each of the last weeks, oldest first, and is now; empty at first."""
    since = today - timedelta(weeks=WEEKS) + timedelta(days=1)
    before = queries.list_freshness_days(hub.id, since)
    bars = bars_of([*before, FreshnessDay(day=today, places=now.places, fresh=now.fresh)], today)
    return bars if sum(bar.percent is not None for bar in bars) > 1 else ()


def bars_of(noted: Sequence[FreshnessDay], today: date) -> tuple[WeekBar, ...]:
    """A bar a week, each from the last day noted in it. Pure."""
    last = {(today - row.day).days // 7: _percent(row.fresh, row.places) for row in noted}
    return tuple(_bar(weeks_ago, last.get(weeks_ago)) for weeks_ago in reversed(range(WEEKS)))


def note_freshness(*, today: date) -> int:
    """Note how fresh each hub is today, once a day; how many were noted now. Commits."""
    noted = 0
    for hub in list_hubs():
        if not queries.list_freshness_days(hub.id, today):
            noted += _note(hub, today)
    db.session.commit()
    return noted


def _note(hub: Hub, today: date) -> bool:
    shares = shares_of(hub, today)
    row = FreshnessDay(hub_id=hub.id, day=today, places=shares.places, fresh=shares.fresh)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return False
    return True


def _bar(weeks_ago: int, percent: int | None) -> WeekBar:
    height = round(BAR_HEIGHT * (percent or 0) / 100)
    return WeekBar(
        weeks_ago=weeks_ago,
        percent=percent,
        x=_BAR_STEP * (WEEKS - 1 - weeks_ago),
        y=BAR_HEIGHT - height,
        width=_BAR_WIDTH,
        height=height,
    )


def _percent(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 0
