"""A provider's week as plain facts: the same session on several days, copied, changed. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from typing import Any, Self

from hubapp.availability.models import Booking, CareSession, PriceUnit
from hubapp.availability.told import ImpossibleError
from hubapp.directory.models import Answer
from hubapp.kernel.week import MINUTES_A_DAY, TimeBand, Weekday, say_band

MOST_SESSIONS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """A care session's own facts; what is known of its places stands elsewhere. `id` None: new."""

    id: int | None = None
    label: str
    weekday: int
    start_minutes: int
    end_minutes: int
    booking: Booking
    min_minutes: int
    term_only: bool
    age_from_months: int
    age_to_months: int
    price_pence: int | None
    price_unit: PriceUnit
    funded: Answer

    @classmethod
    def of(cls, session: CareSession) -> Self:
        """What a care session says."""
        return cls(**{name: getattr(session, name) for name in NAMES})

    @classmethod
    def from_fields(cls, told: dict[str, Any]) -> Self:
        """The facts again, from `as_fields`."""
        plain: dict[str, Any] = {name: told.get(name) for name in NAMES}
        plain["booking"] = Booking(told["booking"])
        plain["price_unit"] = PriceUnit(told["price_unit"])
        plain["funded"] = Answer(told["funded"])
        return cls(**plain)

    def as_fields(self) -> dict[str, Any]:
        """JSON-able."""
        return asdict(self)

    def as_columns(self) -> dict[str, Any]:
        """By the names of a care session's columns, without the key."""
        return {name: value for name, value in asdict(self).items() if name != "id"}

    @property
    def band(self) -> TimeBand:
        """Its time of day."""
        return TimeBand(self.start_minutes, self.end_minutes)

    @property
    def day(self) -> Weekday:
        """Its weekday."""
        return Weekday(self.weekday)

    @property
    def place(self) -> tuple[int, int, int, int]:
        """What no two sessions of a provider share."""
        return (self.weekday, self.start_minutes, self.end_minutes, self.age_from_months)

    def on(self, weekday: int, key: int | None = None) -> Self:
        """The same on another day."""
        return replace(self, id=key, weekday=weekday)


NAMES = tuple(field.name for field in fields(SessionFacts))
Week = tuple[SessionFacts, ...]


def blocks_of(week: Week) -> tuple[Week, ...]:
    """Sessions that differ only in their day, together; by time of day, youngest first."""
    found: dict[SessionFacts, list[SessionFacts]] = {}
    for session in week:
        found.setdefault(session.on(0), []).append(session)
    keys = sorted(found, key=lambda key: (*key.place, key.age_to_months, key.label))
    return tuple(tuple(sorted(found[key], key=lambda one: one.weekday)) for key in keys)


def block_with(week: Week, key: int) -> Week:
    """The block a session is in; empty when there is no such session."""
    return next((block for block in blocks_of(week) if any(one.id == key for one in block)), ())


def seen_mark(block: Week) -> str:
    """Differs when anything in a block differs: a change is to what was looked at."""
    return sha256(repr(block).encode()).hexdigest()[:16]


def with_block(
    week: Week, block: Week, facts: SessionFacts, days: Sequence[int], *, keep_others: bool
) -> Week:
    """The week with a block changed to `facts` on some days; new days are added.

    On the block's other days it stays as it was, or goes. Raises ImpossibleError.
    """
    keys = {one.weekday: one.id for one in block}
    changed = tuple(facts.on(day, keys.get(day)) for day in days)
    others = tuple(one for one in block if keep_others and one.weekday not in days)
    rest = tuple(one for one in week if one not in block)
    return checked((*rest, *others, *changed))


def copied(week: Week, source: int, targets: Iterable[int]) -> Week:
    """The week with some days made the same as another. Raises ImpossibleError.

    A session that runs at the same time for the same age keeps its key, and with it its places.
    """
    model = [one for one in week if one.weekday == source]
    if not model:
        raise ImpossibleError(f"There is nothing on {Weekday(source).label} to copy.")
    wanted = set(targets) - {source}
    if not wanted:
        raise ImpossibleError("Choose the days that should be the same.")
    keys = {one.place: one.id for one in week}
    rest = tuple(one for one in week if one.weekday not in wanted)
    made = tuple(
        one.on(day, keys.get((day, *one.place[1:]))) for day in sorted(wanted) for one in model
    )
    return checked((*rest, *made))


def checked(week: Week) -> Week:
    """The week in order. Raises ImpossibleError for one that can't be."""
    if len(week) > MOST_SESSIONS:
        raise ImpossibleError(f"A week can have {MOST_SESSIONS} sessions at most.")
    seen = set()
    for one in week:
        if not 0 <= one.start_minutes < one.end_minutes <= MINUTES_A_DAY:
            raise ImpossibleError("A session must end after it begins.")
        if one.age_from_months >= one.age_to_months:
            raise ImpossibleError("The oldest age must be older than the youngest.")
        if one.place in seen:
            times = say_band(one.start_minutes, one.end_minutes)
            raise ImpossibleError(
                f"On {one.day.label} there would be two sessions from {times} for the same age."
            )
        seen.add(one.place)
    return tuple(sorted(week, key=lambda one: (*one.place, one.id or 0)))


def difference(before: Week, after: Week) -> tuple[Week, Week]:
    """Only what differs: the sessions that change or go, and what they become or what comes."""
    stays = set(before) & set(after)
    return (
        tuple(one for one in before if one not in stays),
        tuple(one for one in after if one not in stays),
    )
