"""The store that is one SQLite file in a folder, with a cache of vectors beside it; the default."""
