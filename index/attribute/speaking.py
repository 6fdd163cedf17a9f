"""Says who speaks in the turns of a transcript: labels, "Q." and "A." become people of the document."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.attribute.chat import find_messages
from index.attribute.descriptions import Source
from index.attribute.interview import find_interview
from index.attribute.letters import find_letters
from index.attribute.mail import find_mails
from index.attribute.names import Entity, Names
from index.attribute.roles import posts_of
from index.attribute.same import same_person
from index.attribute.titles import FEMALE, FIRST_NAMES, HONORIFICS, MALE, SHORT_TITLES, bare, is_post
from index.attribute.transcript import Turn, examiner_before, find_turns, witness_of
from index.attribute.view import View
from index.attribute.wordlist import words
from index.shapes import is_name

_QUESTION, _ANSWER = "Q", "A"
_ADDRESS = re.compile(
    r"[\W_]*(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?)\.? (?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)),"
)
"""Whom a question begins by addressing ("Mr Haal, do you …?")."""
_WITNESSES = frozenset({"the witness", "witness", "the deponent"})
_EXAMINING = "BY "
"""Leads the name of who goes on asking."""
_SENT = "From "
"""Leads the name of who writes in a thread."""
# Letters; a shorter label may be an initial ("Q").
_SHORTEST_SURNAME = 3
_ACRONYM = 3
"""Letters up to which a word in capitals may be an acronym."""
_SMALL = words("for of and the")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?){2,4}")
_VOWELS = frozenset("AEIOUY")
# What stands before a surname in headings ("EXAMINATION BY MR. DREW").
_NO_FIRST_NAMES = words("by of for and the with to from examination deposition counsel dear")


@dataclass(frozen=True, slots=True)
class Speaking:
    """A turn and who speaks in it."""

    turn: Turn
    source: Source


def read_turns(view: View, names: Names, author: str | None, author_role: str | None) -> list[Speaking]:
    """The turns of a document with their speakers; none where it is no transcript, chat, thread of mails or page of letters."""
    text = view.text
    turns = (
        find_mails(text)
        or find_messages(text)
        or find_turns(text)
        or find_interview(text, author)
        or find_letters(text)
    )
    if not turns:
        return []
    cast = _Cast(view, names, author, author_role, turns)
    return [Speaking(turn, cast.speaker(turn)) for turn in turns]


def _shown(words: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The words of a name as it is shown: capitals only at the beginnings, where all of it is in capitals."""
    if not "".join(words).isupper():
        return tuple(_capitals(word) if word.isupper() and len(word) > _ACRONYM else word for word in words)
    shown = (_capitals(word) if _is_shouted(word, len(words) == 1, text) else word for word in words)
    return tuple(word.lower() if n and word.lower() in _SMALL else word for n, word in enumerate(shown))


def _is_shouted(word: str, alone: bool, text: str) -> bool:
    """Whether a word in capitals is none of its own making: no initials, and no acronym as far as that can be told."""
    if len(word) != _ACRONYM or not word.isalpha():
        return len(word) > _ACRONYM and "." not in word
    return word == "THE" or (
        re.search(rf"\b{word.capitalize()}\b", text) is not None if alone else not _VOWELS.isdisjoint(word)
    )


def _capitals(word: str) -> str:
    """A word of a name with a capital at the beginning, and behind each hyphen."""
    return "-".join(part.capitalize() for part in word.split("-"))


def _without_posts(called: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """What stands before a name that says what somebody is ("PHARMACIST LENE OTT", "Col. Strand"), and the name."""
    begins = 0
    while begins + 1 < len(called) and is_post(called[begins]) and bare(called[begins]) not in FIRST_NAMES:
        begins += 1
    name = called[begins:]
    is_title = begins == 1 and bare(called[0]) in SHORT_TITLES
    if not begins or any(is_post(word) for word in name) or not (is_title or is_name(" ".join(name).title())):
        return None, called
    posts = [word for word in called[:begins] if bare(word) not in SHORT_TITLES]
    return " ".join(word.capitalize() for word in posts) or None, name


def _couples(labels: Collection[str]) -> frozenset[str]:
    """The labels that call several people by one surname, told apart by Mr and Mrs alone."""
    named = [label.split() for label in labels]
    titled = {(HONORIFICS[bare(first)], tuple(rest)) for first, *rest in named if HONORIFICS.get(bare(first)) and rest}
    both = {rest for _, rest in titled if {(MALE, rest), (FEMALE, rest)} <= titled}
    return frozenset(label for label in labels if tuple(label.split()[1:]) in both)


class _Cast:
    """Who stands behind the labels of a transcript."""

    def __init__(
        self, view: View, names: Names, author: str | None, author_role: str | None, turns: Sequence[Turn]
    ) -> None:
        self._view, self._names, self._begins = view, names, turns[0].source.start
        self._author, self._author_role = author, author_role
        self._without_letters({turn.source.start for turn in turns if turn.label in (_QUESTION, _ANSWER)})
        self._couples = _couples({turn.label for turn in turns})
        asked = (view.text[turn.content.start : turn.content.end] for turn in turns if turn.label == _QUESTION)
        self._addressed = next((found["name"] for text in asked if (found := _ADDRESS.match(text))), None)

    def _without_letters(self, labels: Collection[int]) -> None:
        """Takes the letter of an answer from the names that were read with it: "A. Carla reported it"."""
        for person in self._names.people:
            first = person.words[0].rstrip(".:")
            if len(person.words) > 1 and first in (_QUESTION, _ANSWER):
                places = {self._view.start[m.first] for m in person.mentions}
                if places and places <= {*labels, *(at + 3 for at in labels)}:
                    person.words = person.words[1:]

    def speaker(self, turn: Turn) -> Source:
        """Who speaks in a turn; the label itself where the document does not say."""
        at = turn.source.start
        if turn.label == _QUESTION:
            name = examiner_before(self._view.text, at) or self._author
        elif turn.label == _ANSWER:
            name = witness_of(self._view.text, at) or self._addressed or self._most_named()
        elif turn.label.casefold() in _WITNESSES:
            name = witness_of(self._view.text, at) or self._addressed
        else:
            name = turn.label.removeprefix(_EXAMINING).removeprefix(_SENT)
        entity = self._one_of_two(name) if name in self._couples else self._person(name or turn.label)
        entity.role = entity.role or turn.role
        return Source(entity, entity.name, 0)

    def _one_of_two(self, name: str) -> Entity:
        """Mr or Mrs Sund where both speak: nobody else of that surname."""
        called = tuple(_capitals(word) if word.isupper() else word for word in name.split())
        known = next((p for p in self._names.people if p.words == called), None)
        if known is None:
            known = Entity("person", called)
            self._names.people.append(known)
        return known

    def _person(self, name: str) -> Entity:
        """The person of this name, in whatever case it is written; a new one where there is none."""
        named = re.split(r"\s+", name)
        called = tuple(word for word in named if bare(word) not in HONORIFICS) or (name,)
        known = self._of_initials(name) or self._in_office(called)
        if known is not None:
            return known
        role, called = _without_posts(called)
        called = self._in_full(called[0]) if len(called) == 1 else called
        fitting = [p for p in self._names.people if same_person(p.words, called)]
        if fitting:
            best = max(fitting, key=lambda p: (len(p.words), len(p.mentions)))
            if best.role is None and self._author is not None and best.name == self._author:
                best.role = self._author_role
            if role and (best.role or role).casefold() == role.casefold():
                best.role = role
            best.words = _shown(called if len(called) > len(best.words) else best.words, self._view.text)
            return best
        known = next((b for b in self._names.bodies if b.words == called), None)
        if known is not None:
            return known
        role = self._author_role if name == self._author else role
        person = Entity("person", _shown(called, self._view.text), role=role)
        self._names.people.append(person)
        return person

    def _in_office(self, called: Sequence[str]) -> Entity | None:
        """Whoever has the office of a label, and the surname where it has one ("Mayor:", "JUDGE TATE" for Rosalind Tate, employment judge)."""
        office, *rest = [word.casefold() for word in called if word != "The"] or [""]
        if len(rest) > 1 or not is_post(office):
            return None
        fitting = [
            p for p in self._names.people
            if p.words[1:] and office in posts_of(p.role or "") and (not rest or p.words[-1].casefold() == rest[0])
        ]  # fmt: skip
        return fitting[0] if len(fitting) == 1 else None

    def _of_initials(self, label: str) -> Entity | None:
        """Whom initials stand for by which an interview goes on to call somebody ("RT:" after "Rosalind Teague:")."""
        if not _INITIALS.fullmatch(label):
            return None
        letters = label.replace(".", "")
        known = [p for p in self._names.people if p.words[1:] and p.initials == letters]
        early = [p for p in known if any(self._view.start[m.first] < self._begins for m in p.mentions)]
        known = known if len(known) == 1 else early
        return known[0] if len(known) == 1 else None

    def _in_full(self, surname: str) -> tuple[str, ...]:
        """The name before the first turn of which a label is the last word ("Tunde Adeyemi" for "MR. ADEYEMI")."""
        if not surname[:1].isupper() or len(surname) < _SHORTEST_SURNAME:
            return (surname,)
        before = r"(?P<first>[^\W\d_a-z][^\W\d_]+(?:[ ][^\W\d_a-z][\w.]*)?)[ ]"
        pattern = re.compile(rf"\b{before}(?:{re.escape(surname)}|{re.escape(surname.capitalize())})\b")
        for found in pattern.finditer(self._view.text, 0, self._begins):
            first = [word for word in found["first"].split() if bare(word) not in HONORIFICS]
            if first and not any(is_post(word) or bare(word) in _NO_FIRST_NAMES for word in first):
                return (*first, surname)
        return (surname,)

    def _most_named(self) -> str | None:
        """The person named most often before the first turn, the author aside."""
        counts = [
            (sum(self._view.start[m.first] < self._begins for m in p.mentions), -number, p.name)
            for number, p in enumerate(self._names.people)
            if p.name != self._author
        ]
        best = max(counts, default=(0, 0, ""))
        return best[2] if best[0] else None
