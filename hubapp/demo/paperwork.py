"""What stands in files about a provider: the invented register, inspections, who told what."""

from datetime import date, timedelta
from random import Random

from hubapp.demo.chance import draw
from hubapp.demo.names import TOWN
from hubapp.demo.specs import (
    ExtraSpec,
    InspectionSpec,
    ProviderSpec,
    RegisterSpec,
    SourceSpec,
)
from hubapp.demo.vacancies import Voucher
from hubapp.directory.models import (
    ExtraKind,
    ExtraPer,
    FactTopic,
    InspectionFramework,
    ProviderKind,
)

LOCAL_AUTHORITY = "Toddleshire"
REPORT_CARDS_BEGAN = date(2025, 11, 10)

_GRADES = (("Good", 13), ("Outstanding", 3), ("Requires improvement", 1))
_TYPES = {
    ProviderKind.NURSERY: ("Childcare on non-domestic premises", "Full day care"),
    ProviderKind.PRESCHOOL: ("Childcare on non-domestic premises", "Sessional day care"),
    ProviderKind.NURSERY_CLASS: ("School", "Nursery class"),
    ProviderKind.OUT_OF_SCHOOL: ("Childcare on non-domestic premises", "Out of school day care"),
    ProviderKind.OTHER: ("Childcare on non-domestic premises", "Crèche day care"),
    ProviderKind.CHILDMINDER: ("Childminder", None),
}
_PLACES = {
    ProviderKind.NURSERY: (38, 90),
    ProviderKind.PRESCHOOL: (20, 40),
    ProviderKind.NURSERY_CLASS: (26, 52),
    ProviderKind.OUT_OF_SCHOOL: (24, 48),
    ProviderKind.OTHER: (12, 20),
    ProviderKind.CHILDMINDER: (5, 8),
}

_Rules = InspectionFramework | None
FRAMEWORKS: dict[ProviderKind, tuple[tuple[_Rules, int], ...]] = {
    ProviderKind.NURSERY: (
        (InspectionFramework.GRADED, 8),
        (InspectionFramework.REPORT_CARD, 1),
        (None, 1),
    ),
    ProviderKind.PRESCHOOL: ((InspectionFramework.GRADED, 4), (None, 1)),
    ProviderKind.NURSERY_CLASS: ((InspectionFramework.GRADED, 2), (None, 1)),
    ProviderKind.CHILDMINDER: (
        (InspectionFramework.GRADED, 11),
        (InspectionFramework.CHILDCARE_REGISTER, 2),
        (InspectionFramework.NO_CHILDREN, 1),
        (None, 3),
    ),
    ProviderKind.OUT_OF_SCHOOL: ((InspectionFramework.CHILDCARE_REGISTER, 1),),
    ProviderKind.OTHER: ((InspectionFramework.CHILDCARE_REGISTER, 1),),
}
"""Under which rules each kind was last inspected, by share; None: not inspected yet."""

# Name, kind, cheapest and dearest pence, per what, and what a family may do instead.
_FOOD, _CONSUMABLES, _ACTIVITIES = ExtraKind
_EXTRAS = (
    ("Nappies and wipes", _CONSUMABLES, 100, 260, ExtraPer.DAY, "Bring your own"),
    ("Hot lunch", _FOOD, 240, 420, ExtraPer.DAY, "Bring a packed lunch"),
    ("Tea", _FOOD, 160, 280, ExtraPer.DAY, "Bring something from home"),
    ("Forest school trip", _ACTIVITIES, 300, 600, ExtraPer.TIME, "Stay with those who play inside"),
    ("Music and dancing", _ACTIVITIES, 200, 350, ExtraPer.WEEK, "Free play in the same room"),
    ("Sun cream in summer", _CONSUMABLES, 50, 120, ExtraPer.WEEK, "Bring your own"),
)
_HOW_MANY_EXTRAS = {
    ProviderKind.NURSERY: (2, 4),
    ProviderKind.PRESCHOOL: (1, 2),
    ProviderKind.NURSERY_CLASS: (1, 1),
    ProviderKind.CHILDMINDER: (0, 2),
    ProviderKind.OUT_OF_SCHOOL: (0, 1),
    ProviderKind.OTHER: (0, 0),
}


def draw_extras(kind: ProviderKind, rng: Random) -> tuple[ExtraSpec, ...]:
    """A few optional extras, in round prices."""
    chosen = rng.sample(_EXTRAS, rng.randint(*_HOW_MANY_EXTRAS[kind]))
    return tuple(
        ExtraSpec(
            name=name,
            kind=group,
            price_pence=rng.randrange(low, high + 1, 10),
            per=per,
            instead=instead,
        )
        for name, group, low, high, per, instead in chosen
    )


def draw_sources(rng: Random, voucher: Voucher, *, extras: bool) -> tuple[SourceSpec, ...]:
    """Who told each group of facts: the same person, most of it somewhat longer ago."""
    topics = [topic for topic in FactTopic if extras or topic is not FactTopic.EXTRAS]
    return tuple(
        SourceSpec(
            topic=topic,
            told_by=voucher.told_by,
            as_at=voucher.on - timedelta(days=rng.randint(0, 40)),
        )
        for topic in topics
    )


def register_line(
    provider: ProviderSpec,
    number: int,
    framework: _Rules,
    rng: Random,
    today: date,
) -> RegisterSpec:
    """What the invented register says of a provider. A home's address stays out of it.

    `framework`: the rules it was last inspected under; None: not inspected yet.
    """
    provider_type, subtype = _TYPES[provider.kind]
    spot, at_home = provider.spot, provider.kind is ProviderKind.CHILDMINDER
    listed = not at_home or spot.publish_address
    return RegisterSpec(
        source_id=f"DEMO{number:03d}",
        as_at=_register_date(today),
        redacted=False,
        provider_type=provider_type,
        provider_subtype=subtype,
        name=provider.name,
        registers="Early years register, childcare register",
        address=spot.address if listed else None,
        town=TOWN,
        postcode=spot.postcode if listed else None,
        phone=provider.contact.phone,
        local_authority=LOCAL_AUTHORITY,
        places=rng.randint(*_PLACES[provider.kind]),
        registered_on=today - timedelta(days=rng.randint(400, 6_000)),
        inspections=_inspections(framework, number, rng, today),
    )


def redacted_line(number: int, today: date) -> RegisterSpec:
    """A childminder who chose not to be listed: counted, never named."""
    return RegisterSpec(
        source_id=f"DEMO{number:03d}",
        as_at=_register_date(today),
        redacted=True,
        provider_type="Childminder",
        local_authority=LOCAL_AUTHORITY,
    )


def _register_date(today: date) -> date:
    """The register is read once a month."""
    return today.replace(day=1)


def _inspections(
    framework: _Rules, number: int, rng: Random, today: date
) -> tuple[InspectionSpec, ...]:
    if framework is None:
        return ()
    outcome, safeguarding = _outcome(framework, rng)
    return (
        InspectionSpec(
            framework=framework,
            inspected_on=_inspected_on(framework, rng, today),
            outcome=outcome,
            safeguarding=safeguarding,
            number=f"DEMO{10_000 + number}",
        ),
    )


def _outcome(framework: InspectionFramework, rng: Random) -> tuple[str | None, str | None]:
    """In the inspectors' words; a report card has no overall outcome."""
    if framework is InspectionFramework.GRADED:
        return draw(_GRADES, rng), None
    if framework is InspectionFramework.REPORT_CARD:
        return None, "Met"
    return "Met", None


def _inspected_on(framework: InspectionFramework, rng: Random, today: date) -> date:
    """Grades stopped when report cards began; the others go on."""
    if framework is InspectionFramework.REPORT_CARD:
        return today - timedelta(days=rng.randint(20, 90))
    last = min(today, REPORT_CARDS_BEGAN)
    return last - timedelta(days=rng.randint(30, 1_600))
