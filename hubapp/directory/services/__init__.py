"""The directory's use cases."""
