"""HTML from the types of the rag and index rooms; all text goes through ``markupsafe``, which escapes it."""
