"""Stance: whether a statement affirms a proposition, disputes it, or takes no side on it."""
