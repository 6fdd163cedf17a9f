"""RagError
└── NoKey    the server would be open to other machines without a key
"""

from __future__ import annotations

from rag.errors import RagError


class NoKey(RagError):
    """An address beyond this machine asks for a key, and none is set."""
