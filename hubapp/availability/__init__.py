"""Care sessions and the places in them: states with a date, never bare numbers."""
