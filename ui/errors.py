"""RagError
├── NoKey       the server would be open to other machines without a key
└── PortTaken   something else listens at the address
"""

from __future__ import annotations

from rag.errors import RagError


class NoKey(RagError):
    """An address beyond this machine asks for a key, and none is set."""


class PortTaken(RagError):
    """The server cannot listen at this address."""
