"""Localities: a hub's name, look, area and local rules."""
