"""Everybody who speaks in the documents, each person once, under every name they have."""

from __future__ import annotations

from index.attribute.merge import merge_rosters
from index.types import Speaker
from index.view import View
from rag.types import Named


def everybody(view: View) -> list[Named]:
    """The people and organisations of all documents, those that are one joined, ordered by name.

    Groups ("officials", "both sides") are left out: a question that uses such words need not mean these.
    """
    heard = view.heard()
    found = [
        Named(s.name, names_of(s), s.role, bool(heard & {s.name, *s.aliases}), s.kind == "person")
        for s in merge_rosters(view.speakers())
        if s.kind != "group"
    ]
    return sorted(found, key=lambda named: named.name)


def names_of(speaker: Speaker) -> tuple[str, ...]:
    """The other names of a speaker, a person's surname among them."""
    surname = speaker.name.split()[-1]
    is_full = speaker.kind == "person" and surname != speaker.name and surname.replace("-", "").isalpha()
    return (*speaker.aliases, surname) if is_full and surname not in speaker.aliases else speaker.aliases
