"""Postcodes: where each one is, from a local table, so that no page waits for the internet."""
