"""RagError
├── BadQuestion      empty, too long, or not text
└── Unverified       a citation does not hold; the answer that rests on it is withheld
"""

from __future__ import annotations


class RagError(Exception):
    """Base of all that this room raises on purpose; the message says what happened and what to do."""


class BadQuestion(RagError):
    """The question cannot be asked as it is."""


class Unverified(RagError):
    """A citation is not word for word in its document."""
