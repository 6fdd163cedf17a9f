"""The page of a run: one file, nothing fetched."""
