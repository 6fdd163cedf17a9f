"""Measuring: cases over the documents, benchmarks over public data, and what they have shown (LOG.md)."""
