"""Taking in what is told of a provider's places: changing, confirming, all full, undoing.

Each is one transaction and one `Telling` in the history, with a step for each place it touched.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from hubapp.accounts.models import Role
from hubapp.availability import queries
from hubapp.availability.models import (
    CareSession,
    Telling,
    TellingKind,
    Vacancy,
    VacancyState,
    VacancyStep,
)
from hubapp.availability.told import Standing, Told
from hubapp.extensions import db
from hubapp.kernel.ages import AGE_BAND_MONTHS, AgeBand

Cell = tuple[int, AgeBand]
"""A place in the week: a care session's id, and the band of children it is for."""

PROVIDER = "provider"
"""The role of who answers by a provider's own link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """Who vouches, in which role, when. `told_by`: where a champion has it from."""

    role: str
    at: datetime
    today: date
    person_id: int | None = None
    told_by: str | None = None

    @property
    def is_champion(self) -> bool:
        """Whether the hub's champion says it, and not the provider."""
        return self.role == Role.CHAMPION.value


@dataclass(frozen=True, slots=True)
class NewTold:
    """What a cell is to say, and the version of it that was looked at (0: nothing told yet)."""

    told: Told
    seen: int


@dataclass(slots=True)
class Saved:
    """What came of it. `overtaken`: cells somebody else changed meanwhile, which stay as theirs.

    `telling` None: nothing had to be done.
    """

    telling: Telling | None = None
    overtaken: list[Cell] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many places were touched."""
        return len(self.telling.steps) if self.telling else 0


def cells_of(sessions: Iterable[CareSession]) -> Iterator[Cell]:
    """Every cell of some care sessions: each with each band its ages reach into."""
    for session in sessions:
        for band, (youngest, oldest) in AGE_BAND_MONTHS.items():
            if session.age_from_months < oldest and youngest < session.age_to_months:
                yield session.id, band


def fingerprint(sessions: Iterable[CareSession]) -> str:
    """Differs when anything told of some care sessions differs: an answer is to what was seen."""
    told = sorted(
        (row.care_session_id, row.age_band.value, row.version)
        for session in sessions
        for row in session.vacancies
    )
    return sha256(repr(told).encode()).hexdigest()[:16]


def tell(provider_id: int, news: Mapping[Cell, NewTold], voucher: Voucher) -> Saved:
    """Change cells of one provider; each one told is vouched for, changed or not.

    Cells of other providers are passed over. A cell that was changed since it was looked at is
    left alone and handed back in `overtaken`.
    """
    vacancies = _vacancies_by_cell(provider_id)
    known = set(cells_of(queries.list_sessions_of(provider_id)))
    saved = Saved()
    telling = _begin(provider_id, TellingKind.CHANGED, voucher)
    for cell, wanted in news.items():
        if cell not in known:
            continue
        vacancy = vacancies.get(cell)
        # Who says what stands there already, as a form sent twice does, contradicts nobody.
        agrees = _version(vacancy) == wanted.seen or Told.of(vacancy) == wanted.told
        if not agrees or not _put(telling, cell, vacancy, wanted, voucher):
            saved.overtaken.append(cell)
    saved.telling = _finish(telling)
    return saved


def confirm(provider_id: int, voucher: Voucher) -> Saved:
    """Vouch for everything a provider has told. What is not known stays not known."""
    telling = _begin(provider_id, TellingKind.CONFIRMED, voucher)
    for cell, vacancy in _vacancies_by_cell(provider_id).items():
        if vacancy.state is not VacancyState.UNKNOWN:
            _put(telling, cell, vacancy, NewTold(Told.of(vacancy), vacancy.version), voucher)
    return Saved(_finish(telling))


def fill_up(provider_id: int, voucher: Voucher) -> Saved:
    """Every session is full; where there is a waiting list, there still is."""
    telling = _begin(provider_id, TellingKind.FULL, voucher)
    vacancies = _vacancies_by_cell(provider_id)
    for cell in cells_of(queries.list_sessions_of(provider_id)):
        vacancy = vacancies.get(cell)
        waits = vacancy is not None and vacancy.state is VacancyState.WAITING_LIST
        told = Told(VacancyState.WAITING_LIST if waits else VacancyState.FULL)
        _put(telling, cell, vacancy, NewTold(told, _version(vacancy)), voucher)
    return Saved(_finish(telling))


def undo(telling: Telling, voucher: Voucher) -> Saved:
    """Put places back as they stood before a telling, but for those told anew since."""
    undoing = _begin(telling.provider_id, TellingKind.UNDONE, voucher)
    undoing.undoes_id = telling.id
    latest = queries.latest_steps(step.vacancy_id for step in telling.steps)
    saved = Saved()
    for step in telling.steps:
        vacancy = step.vacancy
        is_latest = latest[vacancy.id] == step.id
        if not (is_latest and _stand(undoing, vacancy, Standing.from_fields(step.before))):
            saved.overtaken.append((vacancy.care_session_id, vacancy.age_band))
    saved.telling = _finish(undoing)
    return saved


def _begin(provider_id: int, kind: TellingKind, voucher: Voucher) -> Telling:
    return Telling(
        provider_id=provider_id,
        kind=kind,
        made_at=voucher.at,
        role=voucher.role,
        person_id=voucher.person_id,
        told_by=voucher.told_by,
    )


def _finish(telling: Telling) -> Telling | None:
    """Into the history, unless nothing was touched."""
    if telling.steps:
        db.session.add(telling)
    db.session.commit()
    return telling if telling.steps else None


def _put(
    telling: Telling, cell: Cell, vacancy: Vacancy | None, new: NewTold, voucher: Voucher
) -> bool:
    """Whether the cell now says what it should; False when somebody was faster."""
    row = vacancy or _first_vacancy(cell)
    if row is None:
        return False
    known = new.told.state is not VacancyState.UNKNOWN
    after = Standing(
        new.told,
        voucher.today if known else None,
        voucher.role if known else None,
        voucher.told_by if known else None,
    )
    return _stand(telling, row, after)


def _stand(telling: Telling, vacancy: Vacancy, after: Standing) -> bool:
    """Make a vacancy stand so, if it is still at the version we read; note the step."""
    before = Standing.of(vacancy)
    version = vacancy.version + (before.told != after.told)
    changed = db.session.execute(
        update(Vacancy)
        .where(Vacancy.id == vacancy.id, Vacancy.version == vacancy.version)
        .values(**after.as_columns(), version=version)
        .returning(Vacancy.id)
        .execution_options(synchronize_session=False)
    ).first()
    if changed is None:
        return False
    db.session.expire(vacancy)
    telling.steps.append(
        VacancyStep(vacancy_id=vacancy.id, before=before.as_fields(), after=after.as_fields())
    )
    return True


def _first_vacancy(cell: Cell) -> Vacancy | None:
    """A new row that says "not known"; None when somebody made it in the meantime."""
    row = Vacancy(care_session_id=cell[0], age_band=cell[1], state=VacancyState.UNKNOWN, version=0)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return None
    return row


def _vacancies_by_cell(provider_id: int) -> Mapping[Cell, Vacancy]:
    sessions: Sequence[CareSession] = queries.list_sessions_of(provider_id)
    return {(session.id, row.age_band): row for session in sessions for row in session.vacancies}


def _version(vacancy: Vacancy | None) -> int:
    return vacancy.version if vacancy else 0
