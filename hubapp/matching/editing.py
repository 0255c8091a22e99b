"""Problems with something changed: every function gives a new problem, none touches the old."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from hubapp.matching.problem import CareSession, Interval, Link, Problem, Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenPlace:
    """A care session of a listed provider that the problem leaves out, as nobody knows of places.

    Its id must differ from those of the provider's sessions in the problem.
    """

    provider: str
    session: CareSession


def cut_off(spans: Sequence[Interval], at_start: int, at_end: int) -> tuple[Interval, ...]:
    """A day's intervals without so many slots after the first start and before the last end."""
    low = min(start for start, _ in spans) + at_start
    high = max(end for _, end in spans) - at_end
    cut = ((max(start, low), min(end, high)) for start, end in spans)
    return tuple((start, end) for start, end in cut if start < end)


def lengthened(spans: Sequence[Interval], at_start: int, at_end: int) -> tuple[Interval, ...]:
    """A day's intervals with so many slots before the first start and after the last end."""
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    added = ((first - at_start, first), (last, last + at_end))
    return (*spans, *((start, end) for start, end in added if start < end))


def with_hidden(problem: Problem, hidden: Sequence[HiddenPlace]) -> Problem:
    """The problem with hidden sessions listed, still without a place."""
    if not hidden:
        return problem
    providers = []
    for provider in problem.providers:
        extra = tuple(_full(x.session) for x in hidden if x.provider == provider.id)
        providers.append(replace(provider, sessions=(*provider.sessions, *extra)))
    return replace(problem, providers=tuple(providers))


def _full(session: CareSession) -> CareSession:
    return replace(session, free_u2=0, free_2=0, free_3p=0)


def with_sessions(
    problem: Problem,
    names: Collection[str],
    change: Callable[[str, CareSession], CareSession | None],
) -> Problem:
    """The problem with the sessions of these providers as `change` makes them, or none for None."""
    providers = tuple(
        replace(provider, sessions=tuple(_changed(provider, change)))
        if provider.id in names
        else provider
        for provider in problem.providers
    )
    return replace(problem, providers=providers)


def _changed(
    provider: Provider, change: Callable[[str, CareSession], CareSession | None]
) -> Iterator[CareSession]:
    made = (change(provider.id, session) for session in provider.sessions)
    return (session for session in made if session is not None)


def without_sessions(problem: Problem, name: str, gone: Callable[[CareSession], bool]) -> Problem:
    """The problem in which a provider does not offer some of its sessions."""
    return with_sessions(problem, {name}, lambda _, session: None if gone(session) else session)


def with_places(
    problem: Problem, opened: Collection[tuple[str, int]], hidden: Sequence[HiddenPlace] = ()
) -> Problem:
    """The problem with a place in each (provider, session) named, hidden sessions listed."""
    return with_sessions(
        with_hidden(problem, hidden),
        {name for name, _ in opened},
        lambda name, session: _with_place(session) if (name, session.id) in opened else session,
    )


def _with_place(session: CareSession) -> CareSession:
    return replace(
        session,
        free_u2=max(1, session.free_u2),
        free_2=max(1, session.free_2),
        free_3p=max(1, session.free_3p),
    )


def with_links(problem: Problem, pairs: Sequence[tuple[str, str]]) -> Problem:
    """The problem with links between these providers, any day at any time."""
    more: dict[str, list[Link]] = {}
    for one, two in pairs:
        more.setdefault(one, []).append(Link(other=two))
    providers = tuple(
        replace(provider, links=(*provider.links, *more[provider.id]))
        if provider.id in more
        else provider
        for provider in problem.providers
    )
    return replace(problem, providers=providers)
