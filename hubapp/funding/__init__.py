"""England's funded hours as dated data."""
