"""Everybody who speaks in the documents, each person once, under every name they have."""

from __future__ import annotations

from index.attribute.merge import merge_rosters
from index.types import Speaker
from index.view import View
from rag.types import Named


def everybody(view: View) -> list[Named]:
    """The people and organisations of all documents, those that are one joined, ordered by name.

    Groups ("officials", "both sides") are left out: a question that uses such words need not mean these. A surname alone
    is a name of those whom the texts call by it and cite; where they call nobody so, of everybody who bears it.
    """
    heard = view.heard()
    found = [(s, bool(heard & {s.name, *s.aliases})) for s in merge_rosters(view.speakers()) if s.kind != "group"]
    called = frozenset(alias for speaker, is_cited in found if is_cited for alias in speaker.aliases)
    return sorted(
        (Named(s.name, _names_of(s, called), s.role, is_cited, s.kind == "person") for s, is_cited in found),
        key=lambda named: named.name,
    )


def _names_of(speaker: Speaker, called: frozenset[str]) -> tuple[str, ...]:
    """The other names of a speaker; a person's surname among them, unless others are ``called`` by it."""
    surname = speaker.name.split()[-1]
    is_full = speaker.kind == "person" and surname != speaker.name and surname.replace("-", "").isalpha()
    return (*speaker.aliases, surname) if is_full and surname not in called.union(speaker.aliases) else speaker.aliases
