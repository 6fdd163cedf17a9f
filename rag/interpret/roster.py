"""The speakers of all documents, and finding them in a question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from index.attribute.genders import gender_of_name
from index.attribute.titles import HONORIFICS
from rag.interpret.english import english_words
from rag.types import Named

_WORD = re.compile(r"[^\W_]+(?:[-.&][^\W_]+)*")
_TITLE_ENDS = re.compile(r"[,;()]|\sand\s")
_PREPOSITION = re.compile(r"\s(?:of|at|for|in|with|to|on|from)\s")
_OWNED = re.compile(r"[’']s?\s+(\w+)")
_POSSESSIVE = re.compile(r"[’']s?\b")
FORGIVEN_FROM, FORGIVEN = 6, 2
"""Letters from which a name may be off, and by how many edits: Zelensky, Zelenskiy and Zelenskyy are one man."""
SHORTEST_FIRST = 3
"""Letters of a first name by which somebody may be called."""
LONGEST_TITLE = 4
"""Words of a title in a question."""
REMEMBERED = 16_384
"""Texts whose words are remembered: the same sentences are looked at for every question."""
NOT_NAMES = frozenset(
    """
    the a an of and for in on at to mr mrs ms dr prof sir president professor
""".split()
)
ADDRESS = frozenset("mr mrs ms miss dr".split())
"""What stands before a name and is no part of what is asked; "sister" and "trustees" may be."""


def folded(text: str) -> str:
    """Lower case without accents and possessives, for comparing names."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", text.replace("’", "'")))
    if plain.isascii():
        return plain.lower()  # no accents to look for, letter by letter
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=REMEMBERED)
def name_words(text: str) -> tuple[str, ...]:
    """The words of a name or a question, folded, in order."""
    return tuple(_WORD.findall(folded(text)))


@dataclass(frozen=True, slots=True)
class Mention:
    """A speaker found in a question, at these words (0-based, end-exclusive)."""

    named: Named
    first: int
    end: int


class Roster:
    """Finds speakers by name or title; of people who share a name whoever is cited is meant, or each of those who are."""

    def __init__(self, speakers: Iterable[Named]) -> None:
        """Index these speakers by their names' words."""
        self.speakers = tuple(speakers)
        self._by_words: dict[tuple[str, ...], list[Named]] = {}
        for named in self.speakers:
            for words in {name_words(name) for name in (named.name, *named.names)}:
                if words and not set(words) <= NOT_NAMES:
                    self._by_words.setdefault(words, []).append(named)
        self._by_first: dict[str, dict[str, Named]] = {}
        for named in self.speakers:
            for words in map(name_words, (named.name, *named.names) if named.cited and named.is_person else ()):
                if len(words) > 1 and len(words[0]) >= SHORTEST_FIRST and words[0] not in NOT_NAMES:
                    self._by_first.setdefault(words[0], {})[named.name] = named
        self._longest = max(map(len, self._by_words), default=0)
        self._by_head: dict[str, list[tuple[Named, frozenset[str]]]] = {}
        for named in self.speakers:
            for title in titles(named.role if named.cited else None):
                self._by_head.setdefault(title[-1], []).append((named, frozenset(title)))

    def find(self, question: str) -> tuple[Mention, ...]:
        """The speakers that a question names, longest names first at each place, in the order of the question."""
        words, found, position, called = name_words(question), [], 0, _alone(question)
        owned = frozenset(word for text in _OWNED.findall(question) for word in name_words(text))
        while position < len(words):
            mention = self._at(words, position) or (
                self._called(words, position) if words[position] in called else None
            )
            if mention is None and words[position] in owned:
                mention = self._serving(words[position], position) if position else None
            if mention:
                found.append(_titled(mention, words[position - 1] if position else ""))
            position = mention.end if mention else position + 1
        return tuple(found)

    def _at(self, words: Sequence[str], position: int) -> Mention | None:
        for length in range(min(self._longest, len(words) - position), 0, -1):
            named = self._lookup(tuple(words[position : position + length]))
            if named:
                return Mention(named, position, position + length)
        return self._described(words, position) if position and words[position - 1] == "the" else None

    def _called(self, words: Sequence[str], position: int) -> Mention | None:
        """Whoever of those who are cited has this first name."""
        people = list(self._by_first.get(words[position], {}).values())
        return Mention(_one_of(people, (words[position],)), position, position + 1) if people else None

    def _described(self, words: Sequence[str], position: int) -> Mention | None:
        """Whoever alone has the title that stands here after "the": "the former analyst", "the headteacher"."""
        for length in range(min(LONGEST_TITLE, len(words) - position), 0, -1):
            title = words[position : position + length]
            fitting = {n.name: n for n, own in self._by_head.get(title[-1], ()) if own.issuperset(title)}
            if len(fitting) == 1:
                return Mention(next(iter(fitting.values())), position, position + length)
        return None

    def _serving(self, post: str, position: int) -> Mention | None:
        """Whoever alone has this post at all, where no text says whom they serve ("the mare's owner": "Her owner, Bo Lund")."""
        holders = {named.name: named for named, _ in self._by_head.get(post, ())}
        alone = next(iter(holders.values())) if len(holders) == 1 else None
        return Mention(alone, position - 1, position + 1) if alone and name_words(alone.role or "") == (post,) else None

    def _lookup(self, words: tuple[str, ...]) -> Named | None:
        matches = self._by_words.get(words) or self._nearly(words)
        if len(matches) > 1:
            matches = [named for named in matches if named.cited] or matches
        return _one_of(matches, words) if len(matches) == 1 or (matches and all(n.is_person for n in matches)) else None

    def _nearly(self, words: tuple[str, ...]) -> list[Named]:
        if len(words) != 1 or len(words[0]) < FORGIVEN_FROM:
            return []
        near = [
            (named, DamerauLevenshtein.distance(other[0], words[0]))
            for other, speakers in self._by_words.items()
            if len(other) == 1
            and other[0][:2] == words[0][:2]
            and abs(len(other[0]) - len(words[0])) < FORGIVEN
            and DamerauLevenshtein.distance(other[0], words[0], score_cutoff=FORGIVEN) <= FORGIVEN
            for named in speakers
        ]
        # "Russian" is of Russia, and "brought" no Mr Bright: what is spelled right is forgiven one letter.
        most = 1 if any(off > 1 for _, off in near) and words[0] in english_words() else FORGIVEN
        return list({named.name: named for named, off in near if off <= most}.values())


def _titled(mention: Mention, title: str) -> Mention:
    """Of people who share a name, those whom a title before it may mean: Ms Ward is not Bill."""
    people, wanted = mention.named.namesakes, HONORIFICS.get(title)
    if not people or not wanted:
        return mention
    meant = [named for named in people if gender_of_name(name_words(named.name)[0]) in ("", wanted)]
    return replace(mention, named=_one_of(meant or people, name_words(mention.named.name)))


def _one_of(people: Sequence[Named], words: tuple[str, ...]) -> Named:
    """The one who has a name of these words, or all who share it, as one who is called by that name alone."""
    if len(people) == 1:
        return people[0]
    people = sorted(people, key=lambda named: named.name)
    names = list(dict.fromkeys(name for named in people for name in (named.name, *named.names)))
    called = next((name for name in names if name_words(name) == words), " ".join(words).title())
    others = tuple(name for name in names if name != called)
    return Named(called, others, None, any(named.cited for named in people), namesakes=tuple(people))


def _alone(question: str) -> frozenset[str]:
    """The words inside a question that have a capital letter where those beside them have none: "What does Ingrid say?"."""
    capital = [False, *(word[:1].isupper() for word in question.split()[1:]), False]
    return frozenset(
        word
        for n, text in enumerate(question.split())
        if capital[n] and not capital[n - 1] and not capital[n + 1]
        for word in name_words(text)
    )


def titles(role: str | None) -> Iterator[tuple[str, ...]]:
    """The words of each title in a role, what follows a preposition left out: "director of ports and pilot"."""
    for part in _TITLE_ENDS.split(role or ""):
        words = name_words(_PREPOSITION.split(part)[0])
        if words:
            yield words


def role_matches(phrase: str, role: str | None) -> bool:
    """Whether a description ("the former CIA analyst") says nothing that the role does not say."""
    wanted = set(name_words(phrase)) - NOT_NAMES
    return bool(role) and len(wanted) >= 1 and wanted <= set(name_words(role or ""))
