"""The tables of the store and the version of their layout; the one place that says ``CREATE TABLE``."""

from __future__ import annotations

STORE_VERSION = 2
"""Layout of the store; raised with every change of the tables. A newer store is refused, an older one migrated."""

REMAINS = "remains"
"""Key in ``meta`` that stands there while words of removed documents may still lie in the file."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, text TEXT NOT NULL, title TEXT NOT NULL, format TEXT NOT NULL,
    language TEXT NOT NULL, author TEXT, author_role TEXT, kind TEXT, published TEXT, pages TEXT NOT NULL,
    fingerprint TEXT NOT NULL, revision INTEGER NOT NULL
) STRICT;
CREATE TABLE origins (
    path TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX origins_document ON origins (document_id);
CREATE TABLE sentences (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, furniture INTEGER NOT NULL, vector BLOB,
    PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE statements (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    speaker TEXT NOT NULL, role TEXT, attribution TEXT NOT NULL, content TEXT NOT NULL, source TEXT, cue TEXT,
    reported_by TEXT, PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE speakers (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    name TEXT NOT NULL, role TEXT, kind TEXT NOT NULL, aliases TEXT NOT NULL, mentions TEXT NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, tokens INTEGER NOT NULL, vector BLOB NOT NULL
) STRICT;
CREATE INDEX chunks_document ON chunks (document_id);
CREATE VIRTUAL TABLE passages USING fts5 (title, body, tokenize = "porter unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE words USING fts5 (
    body, content = 'passages', tokenize = "unicode61 remove_diacritics 2", detail = none
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
"""

SEALS = """
CREATE TABLE seals (
    document_id TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE, source TEXT NOT NULL, content TEXT NOT NULL,
    vectors TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""
"""Came with layout 2: hashes of each document's rows (``rows``)."""
