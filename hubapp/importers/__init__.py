"""Files in: one module per source format."""
