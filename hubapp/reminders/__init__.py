"""Asking providers whether their places are still right, and taking the answer with one tap."""
