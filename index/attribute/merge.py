"""Joins the speakers of several documents: the same person or body under several names becomes one.

Near-linear in the names: a speaker is held only against groups that share a key with it (a surname in one of its
spellings, the last word of a body, its initials), and against each name in a group once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from index.attribute.genders import gender_of_name
from index.attribute.likeness import Surnames, like, plain
from index.attribute.same import initials, key, same_body
from index.attribute.titles import HONORIFICS, SHORT_TITLES, bare, is_post
from index.attribute.wordlist import words
from index.types import Speaker, SpeakerKind

# A skeleton of consonants this long can show that two first names are one in two spellings.
_SKELETON = 4
_SMALL_WORDS = words("the of a an and for in at on to former new current acting deputy")

Sameness = Literal["yes", "by role", "no"]


def merge_rosters(speakers: Iterable[Speaker]) -> list[Speaker]:
    """One speaker for each person or body, with every name in ``aliases``; mentions are left out.

    Full names come first. A lone surname joins a person only where one person alone bears it. Names that differ in
    their first name stay apart, unless they are spellings of one name and their roles agree.
    """
    given = list(speakers)
    groups = _Groups(plain(_words(s.name)[-1]) for s in given if s.kind == "person")
    for speaker in sorted(given, key=lambda s: -len(_words(s.name))):
        fitting = groups.fitting(speaker)
        single = len(_words(speaker.name)) == 1
        if single and len(fitting) > 1:
            fitting = _by_role(speaker, fitting)
        groups.add(speaker, fitting[0] if len(fitting) == 1 or (fitting and not single) else None)
    places: dict[str, int] = {}
    for place, speaker in enumerate(given):
        places.setdefault(speaker.name, place)
    merged = [_merge(group.members) for group in groups.all]
    return sorted(merged, key=lambda s: min(places.get(name, len(given)) for name in (s.name, *s.aliases)))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is compared: ``text`` is the whole of it where only the whole counts."""

    kind: SpeakerKind
    words: tuple[str, ...]
    text: str = ""


@dataclass(slots=True)
class _Group:
    """Speakers that are one: its names with the roles that each goes with, and the words of all these roles."""

    number: int
    members: list[Speaker] = field(default_factory=list)
    named: dict[_Name, dict[str | None, None]] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)

    def add(self, speaker: Speaker) -> None:
        """Takes a speaker in."""
        self.members.append(speaker)
        self.named.setdefault(_name(speaker), {})[speaker.role] = None
        self.titles |= _role_words(speaker.role or "")

    def holds(self, speaker: Speaker) -> bool:
        """Whether one of the members is this speaker."""
        name = _name(speaker)
        if name in self.named:
            return True
        for other, roles in self.named.items():
            same = _same(name, other)
            if same == "yes" or (same == "by role" and any(_roles_agree(speaker.role, role) for role in roles)):
                return True
        return False


class _Groups:
    """The groups so far in the order of their making, and by what a speaker must share with one to be in it."""

    def __init__(self, surnames: Iterable[str]) -> None:
        self._surnames = Surnames(surnames)
        self._like: dict[str, frozenset[str]] = {}
        self._by_key: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
        self.all: list[_Group] = []

    def fitting(self, speaker: Speaker) -> list[_Group]:
        """The groups that a speaker may join, the first made first."""
        numbers = {number for wanted in self._wanted(speaker) for number in self._by_key.get(wanted, ())}
        return [group for number in sorted(numbers) if (group := self.all[number]).holds(speaker)]

    def add(self, speaker: Speaker, group: _Group | None) -> None:
        """Puts a speaker into a group, a new one where none is given."""
        if group is None:
            group = _Group(len(self.all))
            self.all.append(group)
        group.add(speaker)
        for own in _keys(speaker):
            self._by_key[own][group.number] = None

    def _wanted(self, speaker: Speaker) -> Iterator[tuple[str, str]]:
        """The keys under which speakers that can be this one stand."""
        yield from _keys(speaker)
        if speaker.kind == "person":
            surname = plain(_words(speaker.name)[-1])
            if surname not in self._like:
                self._like[surname] = self._surnames.like(surname)
            for other in self._like[surname]:
                yield "surname", other


def _keys(speaker: Speaker) -> Iterator[tuple[str, str]]:
    """What speakers that are one have in common, one of these at least."""
    words = _words(speaker.name)
    yield "name", " ".join(words)
    if speaker.kind == "person":
        yield "surname", plain(words[-1])
    elif speaker.kind == "organisation":
        yield "last", words[-1]
        yield "initials", initials(words) if len(words) > 1 else words[0].replace(".", "")
    else:
        yield "group", speaker.name.casefold()


@lru_cache(maxsize=100_000)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name for comparing, without titles."""
    words = [key(word) for word in name.split()]
    kept = [word for word in words if word not in HONORIFICS and word not in SHORT_TITLES and word != "the"]
    while len(kept) > 2 and is_post(kept[0]):
        kept = kept[1:]
    return tuple(kept or words)


def _name(speaker: Speaker) -> _Name:
    """How a speaker's name is compared."""
    text = speaker.name.casefold() if speaker.kind == "group" else ""
    return _Name(speaker.kind, _words(speaker.name), text)


@lru_cache(maxsize=200_000)
def _same(one: _Name, other: _Name) -> Sameness:
    """Whether two names are one speaker's, or are where their roles agree."""
    if one.kind != other.kind:
        return "yes" if one.words == other.words else "no"
    if one.kind == "person":
        return _same_people(one.words, other.words)
    if one.kind == "organisation":
        return "yes" if same_body(list(one.words), list(other.words)) else "no"
    return "yes" if one.text == other.text else "no"


def same_people(one: Speaker, other: Speaker) -> bool:
    """Whether two named people are one, by surname, first name and role."""
    same = _same_people(_words(one.name), _words(other.name))
    return same == "yes" or (same == "by role" and _roles_agree(one.role, other.role))


def _same_people(a: tuple[str, ...], b: tuple[str, ...]) -> Sameness:
    """Whether two people's names can be one's, by surname and first name."""
    if a == b:
        return "yes"
    if len(a) == 1 or len(b) == 1:
        short, long = (a, b) if len(a) <= len(b) else (b, a)
        return "yes" if short[0][0] == long[-1][0] and like(plain(short[0]), plain(long[-1])) else "no"
    genders = {gender_of_name(a[0]), gender_of_name(b[0])} - {""}
    if len(genders) > 1 or not like(plain(a[-1]), plain(b[-1])):
        return "no"
    if _short_form(a[0], b[0]):
        return "yes"
    skeleton = _skeleton(a[0])
    return "by role" if skeleton == _skeleton(b[0]) and len(skeleton) >= _SKELETON else "no"


def _short_form(one: str, other: str) -> bool:
    """Whether one first name is the other, its initial, or a short form that begins alike."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) == 1 or len(short) >= 3)


def _skeleton(word: str) -> str:
    """The consonants of a word."""
    return "".join(sign for sign in plain(word) if sign not in "aeiou")


def _roles_agree(one: str | None, other: str | None) -> bool:
    """Whether two roles share a word of content, or one of them is not known."""
    return one is None or other is None or bool(_role_words(one) & _role_words(other))


@lru_cache(maxsize=50_000)
def _role_words(role: str) -> frozenset[str]:
    """The words of a role that say something."""
    return frozenset(bare(word.strip(",;()")) for word in role.split()) - _SMALL_WORDS


def _by_role(speaker: Speaker, groups: list[_Group]) -> list[_Group]:
    """Of several bearers of a surname those whose role is the speaker's; none where the speaker has none."""
    wanted = _role_words(speaker.role or "")
    return [group for group in groups if wanted & group.titles]


def _merge(members: list[Speaker]) -> Speaker:
    """One speaker of several: the fullest name, the first role given with it, every other name as an alias."""
    best = max(members, key=lambda s: len(_words(s.name)))
    role = best.role or next((s.role for s in members if s.role), None)
    aliases = dict.fromkeys(name for s in members for name in (s.name, *s.aliases) if name != best.name)
    return Speaker(best.name, best.kind, role, tuple(aliases))
