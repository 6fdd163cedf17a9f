"""Joins the speakers of several documents: the same person or body under several names becomes one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from index.attribute.same import key, same_body
from index.attribute.titles import FIRST_NAMES, HONORIFICS, SHORT_TITLES, bare, is_post
from index.attribute.wordlist import words
from index.types import Speaker

# Likeness of two spellings of one surname (difflib ratio): Zelensky and Zelenskyy 0.94, Clinton and Clifton 0.86.
_LIKE_SURNAME = 0.88
# A skeleton of consonants this long can show that two first names are one in two spellings.
_SKELETON = 4
_SMALL_WORDS = words("the of a an and for at in on to former new current acting deputy")


def merge_rosters(speakers: Iterable[Speaker]) -> list[Speaker]:
    """One speaker for each person or body, with every name in ``aliases``; mentions are left out.

    Full names come first. A lone surname joins a person only where one person alone bears it. Names that differ in
    their first name stay apart, unless they are spellings of one name and their roles agree.
    """
    given = list(speakers)
    groups: list[list[Speaker]] = []
    for speaker in sorted(given, key=lambda s: -len(_words(s.name))):
        fitting = [group for group in groups if _joins(speaker, group)]
        if len(_words(speaker.name)) == 1 and len(fitting) > 1:
            fitting = _by_role(speaker, fitting)
        if len(fitting) == 1 or (fitting and len(_words(speaker.name)) > 1):
            fitting[0].append(speaker)
        else:
            groups.append([speaker])
    merged = [_merge(group) for group in groups]
    return sorted(merged, key=lambda speaker: _first_place(speaker, given))


def _words(name: str) -> list[str]:
    """The words of a name for comparing, without titles."""
    words = [key(word) for word in name.split()]
    kept = [word for word in words if word not in HONORIFICS and word not in SHORT_TITLES and word != "the"]
    while len(kept) > 2 and is_post(kept[0]):
        kept = kept[1:]
    return kept or words


def _joins(speaker: Speaker, group: list[Speaker]) -> bool:
    """Whether a speaker is the one whom a group of names stands for."""
    return any(_same(speaker, other) for other in group)


def _same(one: Speaker, other: Speaker) -> bool:
    """Whether two speakers are the same."""
    if one.kind != other.kind:
        return _words(one.name) == _words(other.name)
    if one.kind == "person":
        return same_people(one, other)
    if one.kind == "organisation":
        return same_body(_words(one.name), _words(other.name))
    return one.name.casefold() == other.name.casefold()


def same_people(one: Speaker, other: Speaker) -> bool:
    """Whether two named people are one, by surname, first name and role."""
    a, b = _words(one.name), _words(other.name)
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        short, long = (a, b) if len(a) <= len(b) else (b, a)
        return _like(short[0], long[-1]) and (short[0][0] == long[-1][0])
    if not _like(a[-1], b[-1]):
        return False
    genders = {FIRST_NAMES.get(a[0], ""), FIRST_NAMES.get(b[0], "")} - {""}
    if len(genders) > 1:
        return False
    if _short_form(a[0], b[0]):
        return True
    return _skeleton(a[0]) == _skeleton(b[0]) and len(_skeleton(a[0])) >= _SKELETON and _roles_agree(one, other)


def _like(one: str, other: str) -> bool:
    """Whether two surnames are one in two spellings."""
    one, other = _plain(one), _plain(other)
    return one == other or (
        min(len(one), len(other)) > 5 and SequenceMatcher(None, one, other).ratio() >= _LIKE_SURNAME
    )


def _plain(word: str) -> str:
    """A word with the letters that transliterations disagree on made one, doubled letters once."""
    word = word.replace("y", "i").replace("j", "i").replace("kh", "h").replace("ck", "k")
    return "".join(sign for n, sign in enumerate(word) if n == 0 or sign != word[n - 1])


def _short_form(one: str, other: str) -> bool:
    """Whether one first name is the other, its initial, or a short form that begins alike."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) == 1 or len(short) >= 3)


def _skeleton(word: str) -> str:
    """The consonants of a word."""
    return "".join(sign for sign in _plain(word) if sign not in "aeiou")


def _roles_agree(one: Speaker, other: Speaker) -> bool:
    """Whether two roles share a word of content, or one of them is not known."""
    if one.role is None or other.role is None:
        return True
    return bool(_role_words(one.role) & _role_words(other.role))


def _role_words(role: str) -> set[str]:
    """The words of a role that say something."""
    return {bare(word.strip(",;()")) for word in role.split()} - _SMALL_WORDS


def _by_role(speaker: Speaker, groups: list[list[Speaker]]) -> list[list[Speaker]]:
    """Of several bearers of a surname those whose role is the speaker's; none where the speaker has none."""
    if speaker.role is None:
        return []
    wanted = _role_words(speaker.role)
    return [g for g in groups if any(s.role and wanted & _role_words(s.role) for s in g)]


def _merge(group: list[Speaker]) -> Speaker:
    """One speaker of several: the fullest name, the first role given with it, every other name as an alias."""
    best = max(group, key=lambda s: (len(_words(s.name)), -group.index(s)))
    role = best.role or next((s.role for s in group if s.role), None)
    names = [name for s in group for name in (s.name, *s.aliases)]
    aliases = tuple(dict.fromkeys(name for name in names if name != best.name))
    return Speaker(best.name, best.kind, role, aliases)


def _first_place(speaker: Speaker, given: list[Speaker]) -> int:
    """Where a merged speaker first stands in what was given."""
    return next(n for n, s in enumerate(given) if s.name in (speaker.name, *speaker.aliases))
