"""The matcher: its exact meaning, checked by trying everything and by proven examples."""
