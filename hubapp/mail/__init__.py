"""Mail that is to go out: kept in a table first, so that no page waits for a mail server."""
