"""The directory's facts in plain words."""

from hubapp.directory.models import (
    Answer,
    ExtraKind,
    ExtraPer,
    InspectionFramework,
    ProviderKind,
)

KIND_WORDS = {
    ProviderKind.NURSERY: "Nursery",
    ProviderKind.PRESCHOOL: "Pre-school",
    ProviderKind.NURSERY_CLASS: "School nursery class",
    ProviderKind.CHILDMINDER: "Childminder",
    ProviderKind.OUT_OF_SCHOOL: "Breakfast or after-school club",
    ProviderKind.OTHER: "Other childcare",
}
KIND_PLURALS = {
    ProviderKind.NURSERY: "nurseries",
    ProviderKind.PRESCHOOL: "pre-schools",
    ProviderKind.NURSERY_CLASS: "school nursery classes",
    ProviderKind.CHILDMINDER: "childminders",
    ProviderKind.OUT_OF_SCHOOL: "breakfast and after-school clubs",
    ProviderKind.OTHER: "other childcare",
}
ANSWER_WORDS = {
    Answer.YES: "Yes",
    Answer.NO: "No",
    Answer.ONLY: "Funded hours only",
    Answer.UNKNOWN: "Not known: ask them",
}
INSPECTION_WORDS = {
    InspectionFramework.GRADED: "Full inspection",
    InspectionFramework.NO_CHILDREN: "Visit when no children were there",
    InspectionFramework.OUT_OF_SCHOOL: "Visit to an out-of-school club",
    InspectionFramework.CHILDCARE_REGISTER: "Childcare Register check",
    InspectionFramework.REPORT_CARD: "Report card",
    InspectionFramework.AGENCY: "Inspection of the agency",
}
EXTRA_KIND_WORDS = {
    ExtraKind.FOOD: "Food",
    ExtraKind.CONSUMABLES: "Nappies, sun cream and the like",
    ExtraKind.ACTIVITIES: "Activities",
    None: "Other",
}
EXTRA_PER_WORDS = {
    ExtraPer.DAY: "a day",
    ExtraPer.SESSION: "a session",
    ExtraPer.WEEK: "a week",
    ExtraPer.TIME: "each time",
}
