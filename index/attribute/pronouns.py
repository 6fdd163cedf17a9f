"""Learns whether a document calls a person "he" or "she", where title and first name do not say."""

from __future__ import annotations

from collections import Counter

from index.attribute.animate import is_person
from index.attribute.names import Entity, Names
from index.attribute.titles import FEMALE, MALE
from index.attribute.view import NONE, View

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
# So many times more often must one pronoun stand near a name than the other.
_CLEARLY = 2


def learn_genders(view: View, names: Names) -> None:
    """Gives people the gender of the pronouns in paragraphs that have spoken so far of nobody else who can be meant."""
    votes: dict[int, Counter[str]] = {}
    present: list[Entity] = []
    paragraph, vague, before = NONE, False, set[str]()
    for token in range(len(view)):
        if not view.is_shown(token) or view.quote[token] != NONE:
            continue
        if view.paragraph[token] != paragraph:
            paragraph, vague, before = view.paragraph[token], False, set[str]()
            present.clear()
        person = names.entity_at(token)
        if person in names.people:
            present += [person] if person is not None and person not in present else []
        elif is_person(view, token) and not _is_about_a_name(view, names, token):
            vague = True
        elif view.lower[token] in HE | SHE and not present:
            before.add(_gender(view, token))  # of somebody else: "Her owner, Bo Lund, says she is well"
        elif not vague and view.lower[token] in HE | SHE and _gender(view, token) not in before:
            gender = _gender(view, token)
            meant = [one for one in present if one.gender in ("", gender)]
            if len(meant) == 1:
                votes.setdefault(names.people.index(meant[0]), Counter())[gender] += 1
    for number, counts in votes.items():
        person = names.people[number]
        person.gender = person.gender or _winner(counts)


def _gender(view: View, pronoun: int) -> str:
    return MALE if view.lower[pronoun] in HE else FEMALE


def _is_about_a_name(view: View, names: Names, noun: int) -> bool:
    """Whether a noun for a person only describes somebody named beside it."""
    beside = (*view.children[noun], view.head[noun], min(noun + 1, len(view) - 1))
    return names.called_at(noun) is not None or any(names.entity_at(token) in names.people for token in beside)


def _winner(counts: Counter[str]) -> str:
    """The pronoun that is plainly the more frequent, none where there is no such."""
    (first, most), *others = counts.most_common()
    return first if not others or most >= _CLEARLY * others[0][1] else ""
