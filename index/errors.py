"""IndexingError
├── LoadError            one file cannot be read; the run goes on
│   ├── UnknownFormat
│   ├── TooLarge
│   ├── Encrypted
│   ├── NoText           empty, or scanned without a text layer
│   └── Unreadable       damaged, not what its name says, or not permitted
├── StoreError           the store cannot be used as it is
│   ├── StoreVersionError
│   ├── StoreDamaged
│   └── StoreLocked
├── NotIndexed           there is no store yet
├── UnknownDocument
└── ModelError           the embedding or language model is missing or not the one expected
"""

from __future__ import annotations


class IndexingError(Exception):
    """Base of all that this room raises on purpose; the message says what happened and what to do."""


class LoadError(IndexingError):
    """One file cannot be read."""


class UnknownFormat(LoadError):
    """No loader reads this kind of file."""


class TooLarge(LoadError):
    """The file is over the limit."""


class Encrypted(LoadError):
    """The file asks for a password."""


class NoText(LoadError):
    """The file holds no text that can be read."""


class Unreadable(LoadError):
    """The file is damaged, or is not what its name says, or may not be opened."""


class StoreError(IndexingError):
    """The store cannot be used as it is."""


class StoreVersionError(StoreError):
    """The store was written by another version."""


class StoreDamaged(StoreError):
    """What is on disk is not what was written."""


class StoreLocked(StoreError):
    """Another process is writing to the store."""


class NotIndexed(IndexingError):
    """There is no store at this place yet."""


class UnknownDocument(IndexingError):
    """No document has this id."""


class ModelError(IndexingError):
    """A model is missing, or is not the one that the store was built with."""
