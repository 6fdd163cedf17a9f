"""Contrast sets made from gold: sentences that were turned by one change each, and true ones in other words."""
