"""The Childcare Hub: one locality's childcare, listed, blended and sung about."""
