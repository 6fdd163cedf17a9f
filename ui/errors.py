"""RagError
├── NoKey       the server would be open to other machines without a key
├── NotWritten  a report cannot be put where it was asked for
└── PortTaken   something else listens at the address
"""

from __future__ import annotations

from rag.errors import RagError


class NoKey(RagError):
    """An address beyond this machine asks for a key, and none is set."""


class NotWritten(RagError):
    """The file for a report cannot be written."""


class PortTaken(RagError):
    """The server cannot listen at this address."""
