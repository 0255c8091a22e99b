"""The front page: every hub, one hub's own page, and what it is."""
