"""A few warm sentences in a provider's own voice, put together from parts."""

from random import Random

from hubapp.directory.models import ProviderKind

_OPENINGS = {
    ProviderKind.NURSERY: (
        "Three rooms, one garden and a kitchen that smells of toast.",
        "We open early, close late and keep spare socks for everyone.",
        "A big old house with small chairs and a lot of picture books.",
        "Babies downstairs, big ones upstairs, tortoise in the hall.",
        "We are outside every day; our boots have their own room.",
        "Home-cooked dinners, long naps and a garden with a digging end.",
        "Our rooms are small on purpose: everybody knows everybody's name.",
        "There is a piano in the baby room, and the babies play it.",
        "We grow our own beans and eat most of them before lunch.",
    ),
    ProviderKind.PRESCHOOL: (
        "A village hall, a trolley of paints and a story every day before lunch.",
        "We pack everything away each afternoon and find it all again next morning.",
        "Run by parents since somebody's granny was two.",
        "One long room, four tables and the best dressing-up box in town.",
        "We are next to the allotments, and some of the snails are ours.",
    ),
    ProviderKind.NURSERY_CLASS: (
        "The smallest room in the school, with its own door and its own garden.",
        "Our children visit the big hall on Fridays, so that Reception is no surprise.",
        "Mornings, afternoons or the whole school day, with a teacher.",
    ),
    ProviderKind.CHILDMINDER: (
        "A small group, a family home and a walk every day, whatever the weather.",
        "I have looked after children here for years; several come back to say hello.",
        "We cook together, feed the ducks and know every slide in town.",
        "My house has a reading corner, a muddy corner and a clean corner.",
        "Library on Tuesdays, toddler group on Thursdays, pancakes when it rains.",
        "Two cats, one rabbit and never more than three little ones.",
        "I sing while I cook, and by Friday everybody knows the words.",
        "We go by bus, because the bus is the best part.",
        "Quiet mornings, busy afternoons and a sofa that fits all of us.",
        "A garden with a den, a kitchen with low stools and time for questions.",
    ),
    ProviderKind.OUT_OF_SCHOOL: (
        "Toast before school; dens, drawing and football after it.",
        "We walk over together when the bell goes.",
    ),
    ProviderKind.OTHER: ("A couple of hours for you, a box of instruments for them.",),
}
_CLOSINGS = (
    "Come and visit: ring first, so that somebody can show you round.",
    "New children start with short visits, as many as they like.",
    "Ask us about settling in.",
    "You are welcome to stay for a song.",
)
_COLLECTS = "I take children to their morning session and fetch them afterwards."


class Describer:
    """Uses every opening of a kind once before any comes again."""

    def __init__(self, rng: Random) -> None:
        """Start with whole decks."""
        self._rng = rng
        self._decks: dict[ProviderKind, list[str]] = {}

    def describe(self, kind: ProviderKind, *, collects: bool) -> str:
        """Two or three sentences."""
        if not self._decks.get(kind):
            self._decks[kind] = self._rng.sample(_OPENINGS[kind], len(_OPENINGS[kind]))
        middle = [_COLLECTS] if collects and kind is ProviderKind.CHILDMINDER else []
        return " ".join([self._decks[kind].pop(), *middle, self._rng.choice(_CLOSINGS)])
