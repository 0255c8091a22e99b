"""A family's care need, turned into blended weeks."""
