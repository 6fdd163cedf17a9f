"""RagError
├── BadQuestion      empty, too long, or not text
├── Unverified       a citation does not hold; the answer that rests on it is withheld
├── UnknownAnswer    no answer with this id is kept, or not in a form that this version reads
├── ModelFailure     the language model could not be used; the answer quotes the documents instead
└── ConversationsError  conversations can be neither written nor read
"""

from __future__ import annotations


class RagError(Exception):
    """Base of all that this room raises on purpose; the message says what happened and what to do."""


class BadQuestion(RagError):
    """The question cannot be asked as it is."""


class Unverified(RagError):
    """A citation is not word for word in its document."""


class UnknownAnswer(RagError):
    """No answer with this id is kept."""


class ConversationsError(RagError):
    """Conversations can be neither written nor read; the message says what is in the way."""


class ModelFailure(RagError):
    """The language model gave nothing that can be used; the message says why and what to do, without the key."""
