"""Small faults put into the matcher one at a time, to see whether a test notices."""
