"""What a provider types on its own page."""
