"""Everybody who speaks in the documents, each person once, under every name they have."""

from __future__ import annotations

from index.attribute.merge import merge_rosters
from index.view import View
from rag.types import Named


def everybody(view: View) -> list[Named]:
    """The people and organisations of all documents, those that are one joined, ordered by name.

    Groups ("officials", "both sides") are left out: a question that uses such words need not mean these.
    """
    found = [Named(s.name, s.aliases, s.role) for s in merge_rosters(view.speakers()) if s.kind != "group"]
    return sorted(found, key=lambda named: named.name)
