"""Everybody who speaks in the documents, each person once, under every name they have."""

from __future__ import annotations

from index.attribute.merge import merge_rosters
from index.view import View
from rag.types import Named


def everybody(view: View) -> list[Named]:
    """The speakers of all documents, those that are one person joined, ordered by name."""
    return sorted((Named(s.name, s.aliases, s.role) for s in merge_rosters(view.speakers())), key=lambda n: n.name)
