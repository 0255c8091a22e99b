"""Tests mirror the rooms, at four speeds: unit, integration, e2e, architecture."""
