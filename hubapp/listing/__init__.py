"""A provider's own page: who looks after it, what they say on it, and what waits for a champion."""
