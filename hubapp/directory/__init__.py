"""Providers, what registers say of them, inspections, extras and collection links."""
