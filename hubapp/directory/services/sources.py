"""Noting who told a group of facts about a provider, and when."""

from datetime import date

from hubapp.directory.models import FactSource, FactTopic, Provider


def note_source(provider: Provider, topic: FactTopic, told_by: str, as_at: date) -> None:
    """From now on these facts are from them. The caller commits."""
    found = next((source for source in provider.sources if source.topic is topic), None)
    if found is None:
        found = FactSource(topic=topic)
        provider.sources.append(found)
    found.told_by, found.as_at = told_by, as_at
