"""Rhymes and stories: the library, and the set a hub's providers agree for a term."""
