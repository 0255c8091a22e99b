"""The directory's pure decisions: what a register's release changes, and how it is listed."""
