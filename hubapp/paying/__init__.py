"""What a family can get towards childcare, and how paying for it works in this hub."""
