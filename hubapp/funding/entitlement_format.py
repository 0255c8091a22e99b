"""Entitlement questions out of JSON and answers into it; each refusal names its field."""

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from hubapp.funding.entitlement import entitlement
from hubapp.funding.question import (
    Child,
    ChildcareSupport,
    Code,
    CodeKind,
    EntitlementQuestion,
    Flag,
    Household,
    HouseholdBenefit,
    Nation,
    NoPublicFunds,
    Parent,
    ParentBenefit,
    ReceptionPlan,
    Work,
)
from hubapp.funding.schemes import CodeAnswer, Entitlement, FundedTime, SchemeAnswer
from hubapp.kernel.fields import Field, parse_json, shown

__all__ = ["answer_entitlement", "read_entitlement", "write_entitlement"]

_WEEKS_A_YEAR = 52
_MOST_PENCE = 10**12
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_OLDEST = 130
_MOST_PARENTS = 2

Word = TypeVar("Word", bound=StrEnum)
Written = Mapping[str, object]


def answer_entitlement(text: str) -> str:
    """A question as JSON text in, its answer as JSON text out.

    Raises FormatError, whose sentence names the field, and MissingYearError, which names the file
    that has no figures for the day.
    """
    answer = entitlement(read_entitlement(parse_json(text)))
    return json.dumps(write_entitlement(answer), ensure_ascii=False)


def read_entitlement(document: object) -> EntitlementQuestion:
    """A question from a parsed document. Raises FormatError; a key it does not know is refused."""
    root = Field(document)
    root.only("nation", "on", "child", "parents", "household", "code", "existing_place")
    nation = _choice(root.get("nation"), Nation)
    return EntitlementQuestion(
        nation=nation or Nation.ENGLAND,
        on=_date(root.get("on")),
        child=_read_child(root.get("child")),
        parents=_read_parents(root.get("parents")),
        household=_read_household(root.get("household")),
        code=_read_code(root.get("code")),
        existing_place=_flag(root.get("existing_place")),
    )


# --- the question -----------------------------------------------------------------------------


def _read_child(field: Field) -> Child:
    if field.value is None:
        return Child()
    field.only("born", "due", "reception", "foster", "flags")
    born, due = _date(field.get("born")), _date(field.get("due"))
    if born is not None and due is not None:
        raise field.get("due").refuse("cannot be given together with born.")
    reception = _read_reception(field.get("reception"))
    birth = born or due
    if isinstance(reception, date) and birth is not None and reception <= birth:
        raise field.get("reception").refuse("must be after the child is born.")
    return Child(
        birth=birth,
        expected=due is not None,
        reception=reception,
        foster=_flag(field.get("foster")),
        flags=_words(field.get("flags"), Flag),
    )


def _read_reception(field: Field) -> ReceptionPlan | date:
    if field.value is None:
        return ReceptionPlan.USUAL
    if isinstance(field.value, str) and field.value in set(ReceptionPlan):
        return ReceptionPlan(field.value)
    if isinstance(field.value, str) and field.value[:1].isdigit():
        return _a_date(field)
    raise field.refuse(f"must be usual, deferred or a date, not {shown(field.value)}.")


def _read_parents(field: Field) -> tuple[Parent, ...]:
    if field.value is None:
        return ()
    items = list(field.items())
    if len(items) > _MOST_PARENTS:
        raise field.refuse(f"may hold at most two parents, not {len(items)}.")
    return tuple(_read_parent(item) for item in items)


def _read_parent(field: Field) -> Parent:
    field.only(
        *("age", "work", "weekly_pence", "yearly_pence", "adjusted_net_income_pence"),
        *("self_employed_months", "apprentice_first_year", "leave_for_this_child"),
        *("starts_work_in_days", "benefits", "childcare_support"),
    )
    return Parent(
        age=field.get("age").integer_or_none(0, _OLDEST),
        work=_choice(field.get("work"), Work),
        weekly_pence=_read_pay(field),
        adjusted_net_income_pence=_pence(field.get("adjusted_net_income_pence")),
        self_employed_months=field.get("self_employed_months").integer_or_none(),
        apprentice_first_year=_flag(field.get("apprentice_first_year")),
        leave_for_this_child=_flag(field.get("leave_for_this_child")),
        starts_work_in_days=field.get("starts_work_in_days").integer_or_none(0, 3660),
        benefits=_words(field.get("benefits"), ParentBenefit),
        childcare_support=_words(field.get("childcare_support"), ChildcareSupport),
    )


def _read_pay(field: Field) -> Fraction | None:
    """Pay a week: a year's is shared over 52 weeks, and never rounded."""
    weekly, yearly = _pence(field.get("weekly_pence")), _pence(field.get("yearly_pence"))
    if weekly is not None and yearly is not None:
        raise field.get("yearly_pence").refuse("cannot be given together with weekly_pence.")
    if yearly is not None:
        return Fraction(yearly, _WEEKS_A_YEAR)
    return None if weekly is None else Fraction(weekly)


def _read_household(field: Field) -> Household:
    if field.value is None:
        return Household()
    field.only(
        *("uc", "uc_net_earnings_pence_by_month", "benefits", "nrpf", "income_pence_per_year"),
        *("capital_pence", "in_london", "children"),
    )
    earnings = field.get("uc_net_earnings_pence_by_month")
    months = () if earnings.value is None else tuple(earnings.items())
    children = field.get("children").integer_or_none(0, 100)
    return Household(
        uc=_flag(field.get("uc")),
        uc_net_earnings_pence=tuple(month.integer(0, _MOST_PENCE) for month in months),
        benefits=_words(field.get("benefits"), HouseholdBenefit),
        nrpf=_choice(field.get("nrpf"), NoPublicFunds) or NoPublicFunds.NONE,
        income_pence_a_year=_pence(field.get("income_pence_per_year")),
        capital_pence=_pence(field.get("capital_pence")),
        in_london=_flag(field.get("in_london")),
        children=1 if children is None else children,
    )


def _read_code(field: Field) -> Code | None:
    if field.value is None:
        return None
    field.only("number", "kind", "submitted", "valid_from", "valid_to")
    number = field.get("number")
    if number.value is not None and not isinstance(number.value, str):
        raise number.refuse(f"must be a text, not {shown(number.value)}.")
    valid_from, valid_to = _date(field.get("valid_from")), _date(field.get("valid_to"))
    if valid_from is not None and valid_to is not None and valid_to < valid_from:
        raise field.get("valid_to").refuse("is before valid_from.")
    return Code(
        number=number.value,
        kind=_choice(field.get("kind"), CodeKind),
        submitted=_date(field.get("submitted")),
        valid_from=valid_from,
        valid_to=valid_to,
    )


# --- what every field may be ------------------------------------------------------------------


def _date(field: Field) -> date | None:
    return None if field.value is None else _a_date(field)


def _a_date(field: Field) -> date:
    found = field.date()
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise field.refuse(f"must be between {_FIRST_YEAR} and {_LAST_YEAR}, not {found}.")
    return found


def _choice(field: Field, kind: type[Word]) -> Word | None:
    return None if field.value is None else field.choice(kind)


def _words(field: Field, kind: type[Word]) -> frozenset[Word]:
    if field.value is None:
        return frozenset()
    return frozenset(item.choice(kind) for item in field.items())


def _flag(field: Field) -> bool:
    return field.value is not None and field.boolean()


def _pence(field: Field) -> int | None:
    return field.integer_or_none(0, _MOST_PENCE)


# --- the answer -------------------------------------------------------------------------------


def write_entitlement(answer: Entitlement) -> dict[str, object]:
    """An answer ready for JSON: what is not known left out, what only HMRC can settle null."""
    parts: dict[str, object] = {
        "schemes": {key: _write_scheme(each) for key, each in answer.schemes.items()} or None,
        "parents": [
            _known(min_earnings=each.min_earnings, min_weekly_pence=each.least_weekly_pence)
            for each in answer.parents
        ]
        or None,
        "funded": _write_time(answer.funded),
        "funded_if_work_ends": _write_time(answer.kept),
        "compulsory_school_age_from": answer.compulsory_school_age_from,
        "code": None if answer.code is None else _write_code(answer.code),
        "notes": list(answer.notes) or None,
    }
    return _known(**parts)


def _write_scheme(answer: SchemeAnswer) -> Written:
    days = _known(
        name=answer.scheme.label,
        first_use=answer.first_use,
        first_use_with_code=answer.first_use_with_code,
        not_from=answer.not_from,
        apply_from=answer.apply_from,
        apply_by=answer.apply_by,
        why=answer.why,
        to_do=answer.to_do,
    )
    return days if answer.standing is None else {"usable": answer.usable, **days}


def _write_code(answer: CodeAnswer) -> Written:
    return _known(
        format_ok=answer.format_ok,
        kind=answer.kind,
        usable_from=answer.usable_from,
        discretionary=answer.discretionary,
        discretionary_start=answer.discretionary_start,
        reconfirm_opens=answer.reconfirm_opens,
        reconfirm=answer.reconfirm,
        grace_ends=answer.grace_ends,
        status=answer.status,
        existing_place_ok=answer.existing_place_ok,
        new_place_ok=answer.new_place_ok,
    )


def _write_time(time: FundedTime | None) -> Written | None:
    if time is None:
        return None
    return {
        "minutes_per_week": time.minutes_per_week,
        "minutes_per_year": time.minutes_per_year,
    }


def _known(**parts: object) -> dict[str, object]:
    """Only what is known, days written as JSON has them."""
    return {
        key: part.isoformat() if isinstance(part, date) else part
        for key, part in parts.items()
        if part is not None
    }
