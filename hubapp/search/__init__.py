"""Finding providers near a place, and one provider's page."""
