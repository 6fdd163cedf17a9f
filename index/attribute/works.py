"""Tells apart what has the form of a report and is none: works that somebody wrote, and "she told me so"."""

from __future__ import annotations

from index.attribute.extract import Relation
from index.attribute.view import NONE, View

_MAKING = frozenset({"write", "compose", "publish", "pen", "draft", "edit"})


def is_work(view: View, relation: Relation) -> bool:
    """Whether a relation says only that something was written ("she wrote two operas"), and not what it says."""
    if view.lemma[relation.cue] not in _MAKING or view.pos[relation.cue] != "VERB":
        return False
    if any(view.dep[child] in ("ccomp", "parataxis") for child in view.children[relation.cue]):
        return False
    first, last = relation.content[0][0], relation.content[-1][1]
    if any(view.quote[token] != NONE for token in range(first, last + 1)):
        return False
    things = [c for c in view.children[relation.cue] if view.dep[c] in ("dobj", "nsubjpass", "prep")]
    return any(view.left[thing] <= first and last <= view.right[thing] for thing in things)


def says_so(view: View, relation: Relation) -> bool:
    """Whether a relation only adds who bears out what its own writer states ("It leaks; she told me so")."""
    cue = relation.cue
    after = view.lower[cue + 1 : cue + 4]
    return "so" in after and relation.content[0][1] < cue and view.lower[cue + 1] in ("me", "us", "you")
