"""Who is named in a document: mentions of people and bodies, joined where they name the same one."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from index.attribute.genders import gender_of_name
from index.attribute.person_runs import PersonRuns, bears_name
from index.attribute.roles import apposition_span, role_beside
from index.attribute.runs import body_run, name_run, name_words
from index.attribute.same import key, same_body, same_person
from index.attribute.titles import (
    BODIES,
    FIRST_NAMES,
    HONORIFICS,
    PLACES,
    bare,
    gender_of_post,
    is_post,
)
from index.attribute.view import NONE, View
from index.types import SpeakerKind

_AUTHORS = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
# Entity labels of the parser that can stand for a body of people.
_BODY_LABELS = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where somebody is named: first and last token of the name, without titles."""

    first: int
    last: int
    words: tuple[str, ...]


@dataclass(slots=True)
class Entity:
    """A person or body of a document with all its mentions."""

    kind: SpeakerKind
    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    role: str | None = None
    gender: str = ""
    surfaces: Counter[str] = field(default_factory=Counter)

    def last_before(self, token: int) -> int:
        """The first token of the last mention before a token, NONE where there is none."""
        number = bisect_left(self.mentions, token, key=lambda mention: mention.first)
        return self.mentions[number - 1].first if number else NONE

    @property
    def initials(self) -> str:
        """The first letters of the words of the name, those of the parts between hyphens too."""
        return "".join(part[0] for word in self.words for part in re.split(r"[-’']", word) if part).upper()

    @property
    def name(self) -> str:
        """The fullest name."""
        if len(self.words) > 1 and all(word.isupper() for word in self.words) and self.kind == "person":
            return " ".join(word.title() for word in self.words)
        return " ".join(self.words)


class Names:
    """The people and bodies of a document, and which of them a run of tokens names."""

    def __init__(self, view: View, authors: str = "") -> None:
        self.view = view
        self.people: list[Entity] = []
        self.bodies: list[Entity] = []
        self._at: dict[int, Entity] = {}
        self._runs = PersonRuns(view)
        self._initials: dict[str, Entity] = {}
        self._full_bodies = self._bodies_in_full()
        runs = self._runs.find()
        for first, last in runs:
            if len(name_words(view, first, last)) > 1:
                self._add_person(first, last)
        self._initials = self._given_initials()
        for first, last in runs:
            if len(name_words(view, first, last)) == 1 and not self._begins_body(first, last):
                self._add_person(first, last)
        for token, word in enumerate(view.word):
            if word in self._initials and view.is_shown(token):
                self._mention(self._initials[word], token, token, (word,))
        self._add_authors(authors)
        self._places = self._possible_surnames()
        self._hyphens = [t for t, word in enumerate(view.word) if word == "-" and 0 < t < len(view) - 1]
        self._add_unlabelled_surnames(self.people)
        self._called: dict[int, Entity] = {}
        for person in self.people:
            self._describe(person)

    def entity_at(self, token: int) -> Entity | None:
        """The person or body named at a token, if it was found to be one."""
        return self._at.get(token)

    def called_at(self, token: int) -> Entity | None:
        """The person whom an apposition describes in which a token stands ("Ann Lee, head of the bank, ...")."""
        return self._called.get(token)

    def _given_initials(self) -> dict[str, Entity]:
        """The initials that stand in brackets behind a name, by which minutes go on to call somebody ("Ann Lee (AL)")."""
        view, found = self.view, {}
        for person in self.people:
            own = person.initials
            behind = (mention.last + 1 for mention in person.mentions)
            if any(view.word[t : t + 1] == ["("] and view.word[t + 1 : t + 2] == [own] for t in behind):
                found[own] = person
        return found

    def _begins_body(self, first: int, last: int) -> bool:
        """Whether a lone name is the first word of a body's ("Oriel" for "Oriel Technologies") and no person's."""
        words = name_words(self.view, first, last)
        if key(words[0]) in FIRST_NAMES or self._runs.title_before(first) or self.find_person(words, first) is not None:
            return False
        runs = (
            (start, end) for start, end, _ in self.view.entities if self.view.word[start] == words[0] and end > start
        )
        return any(self._runs.is_body(start, end) for start, end in runs)

    def _add_person(self, first: int, last: int) -> None:
        """Joins a mention to the person it fits, or begins a new one."""
        words = name_words(self.view, first, last)
        person = self.find_person(words, first)
        if person is None:
            gender = gender_of_name(words[0]) if len(words) > 1 else ""
            person = Entity("person", words, gender=self._title_gender(first) or gender)
            self.people.append(person)
        self._mention(person, first, last, words)

    def _add_authors(self, authors: str) -> None:
        """Those whom the document's head names in full ("A. Lee, Bo Lund"), where the text goes on to name them by surname."""
        used = set(self.view.word)
        for name in _AUTHORS.split(authors):
            words = tuple(name.split())
            if len(words) < 2 or words[-1] not in used or is_post(words[-1]) or bare(words[-1]) in BODIES | PLACES:
                continue
            person = self.person_called(words)
            if len(person.words) == 1:
                person.words = words

    def person_called(self, words: tuple[str, ...]) -> Entity:
        """The person of a name that stands outside of the sentences; a new one where these name nobody so."""
        person = next((p for p in self.people if same_person(p.words, words)), None)
        if person is None:
            person = Entity("person", words, gender=gender_of_name(words[0]))
            self.people.append(person)
        return person

    def _mention(self, entity: Entity, first: int, last: int, words: tuple[str, ...]) -> None:
        """Notes a mention; the longer name becomes the entity's own."""
        if any(token in self._at for token in range(first, last + 1)):
            return
        insort(entity.mentions, Mention(first, last, words), key=lambda mention: mention.first)
        entity.surfaces[" ".join(words)] += 1
        fuller = len(words) > len(entity.words) or (len(words) == len(entity.words) and "".join(entity.words).isupper())
        if fuller and entity.kind == "person":
            entity.words = words
        for token in range(first, last + 1):
            self._at[token] = entity
        title = self._title_gender(first)
        entity.gender = entity.gender or title

    def add_mention(self, person: Entity, token: int) -> None:
        """Notes that a word that is no name means a person at a place ("the chair")."""
        insort(person.mentions, Mention(token, token, (self.view.word[token],)), key=lambda mention: mention.first)
        self._at[token] = person

    def _title_gender(self, first: int) -> str:
        """What the title before a name says of gender."""
        before = first - 1
        if before > 0 and self.view.word[before] == ".":
            before -= 1
        return HONORIFICS.get(bare(self.view.word[before]), "") if before >= 0 else ""

    def find_person(self, words: tuple[str, ...], at: int) -> Entity | None:
        """The person whom these words name at a place; of several the one named last before it."""
        if len(words) == 1 and words[0] in self._initials:
            return self._initials[words[0]]
        title = self._title_gender(at)
        fitting = [
            p for p in self.people if same_person(p.words, words) and not (title and p.gender and title != p.gender)
        ]
        if not fitting:
            return None
        if len(words) == 1:
            by_surname = [p for p in fitting if key(p.words[-1]) == key(words[0])]
            fitting = by_surname or fitting
        before = [(p.last_before(at), n) for n, p in enumerate(fitting)]
        latest = max(before, key=lambda item: (item[0], len(fitting[item[1]].mentions), -item[1]))
        return fitting[latest[1]]

    def _add_unlabelled_surnames(self, people: list[Entity]) -> None:
        """Adds the places where one name of these stands alone and the parser saw no person, or another label."""
        named = [person.words for person in people if len(person.words) > 1]
        first_names = Counter(key(words[0]) for words in named)
        places = {token for words in named for token in self._places.get(key(words[-1]), ())}
        lone = (name for name, people_so_called in first_names.items() if people_so_called == 1)
        places |= {token for name in lone for token in self._places.get(name, ()) if self._is_first_name_alone(token)}
        for token in sorted(places):
            words = name_words(self.view, token, token)
            person = self.find_person(words, token) if token not in self._at else None
            if person is not None:
                self._mention(person, token, token, words)
        self._add_torn_surnames({words[-1] for words in named if "-" in words[-1]})

    def _add_torn_surnames(self, surnames: set[str]) -> None:
        """Adds the places where a surname with a hyphen stands alone, which the tokenizer tears ("Okonjo", "-", "Dahl")."""
        view = self.view
        for token in self._hyphens if surnames else ():
            first, last = token - 1, token + 1
            words = name_words(view, first, last)
            free = not any(t in self._at for t in range(first, last + 1)) and view.is_shown(token)
            if len(words) == 1 and words[0] in surnames and free and not self._runs.title_before(first):
                person = self.find_person(words, first)
                if person is not None:
                    self._mention(person, first, last, words)

    def _is_first_name_alone(self, token: int) -> bool:
        """Whether the text calls somebody by one name here, and the parser does not see it ("Shona came out")."""
        view = self.view
        beside = (t for t in (token - 1, token + 1) if 0 <= t < len(view))
        alone = not any(view.pos[t] == "PROPN" and view.word[t][:1].isupper() for t in beside)
        acts = view.dep[token] == "nsubj" and view.pos[view.head[token]] == "VERB" and gender_of_name(view.word[token])
        free = not view.entity[token] or (acts and view.entity[token] in ("GPE", "ORG", "NORP"))
        return bool(alone and free) and view.pos[token] == "PROPN" and not self._runs.title_before(token)

    def _possible_surnames(self) -> dict[str, list[int]]:
        """Tokens that may be a surname on its own, whatever the parser sees in them, by their word."""
        view, found = self.view, defaultdict(list)
        for token, word in enumerate(view.word):
            if not view.is_shown(token) or not word[:1].isupper():
                continue
            in_a_body = view.dep[token] == "compound" and view.entity[token] in ("ORG", "FAC", "GPE")
            if view.pos[token] in ("PROPN", "NOUN", "X", "ADJ", "VERB") and not in_a_body:
                found[key(word)].append(token)
        return found

    def _describe(self, person: Entity) -> None:
        """Finds the role of a person at the first mention that has one, and the gender."""
        for mention in person.mentions:
            person.role = person.role or role_beside(self.view, mention.first, mention.last)
            span = apposition_span(self.view, mention.last)
            if span is not None:
                self._called.update((token, person) for token in range(span[0], span[1] + 1) if token not in self._at)
        if not person.gender and person.role:
            person.gender = next((g for word in person.role.split() if (g := gender_of_post(word))), "")
        person.gender = person.gender or gender_of_name(person.words[0])

    def add_source(self, head: int) -> Entity | None:
        """The person or body that a proper noun names as a source; a new one where it is not known yet."""
        if head in self._at:
            return self._at[head]
        view = self.view
        first, last = name_run(view, head)
        known = next((self._at[t] for t in range(first, last + 1) if t in self._at and t == last), None)
        if known is not None:
            return known
        words = name_words(view, first, last)
        if not words or (is_post(words[-1]) and not bears_name(view, first)):
            return None
        if len(words) == 1 and self.find_person(words, head) is not None:
            self._add_person(first, last)
            return self._at.get(head)
        if self._names_person(first, last):
            self._add_person(first, last)
            person = self._at.get(head)
            if person is not None:
                if person.role is None:
                    self._describe(person)
                self._add_unlabelled_surnames([person])
            return person
        return self._add_body(head)

    def _names_person(self, first: int, last: int) -> bool:
        """Whether an unlabelled name in the place of a source is a person's."""
        view = self.view
        if self._runs.is_body(first, last) or (first and self._runs.after_title(first)):
            return not self._runs.is_body(first, last)
        labels = {view.entity[token] for token in range(first, last + 1)}
        if "PERSON" in labels:
            return True
        count = len(name_words(view, first, last))
        if count in (2, 3, 4) and role_beside(view, first, last) is not None:
            return True
        if count not in (2, 3) or view.pos[first - 1] == "DET":
            return False
        # Of three words with a name before them many are firms and papers ("Sydney Morning Herald").
        led = key(view.word[first]) in FIRST_NAMES or (
            count == 2 and labels <= {"", "ORG"} and gender_of_name(view.word[first])
        )
        return not labels & _BODY_LABELS or bool(led) or self._stands_alone(last)

    def _stands_alone(self, surname: int) -> bool:
        """Whether the last word of a name is used alone elsewhere, as surnames are and ends of companies are not."""
        view = self.view
        return any(
            word == view.word[surname] and view.dep[token] in ("nsubj", "nsubjpass", "poss", "pobj", "dobj")
            and view.pos[token - 1] not in ("PROPN", "DET", "ADJ")
            for token, word in enumerate(view.word)
        )  # fmt: skip

    def _add_body(self, head: int) -> Entity:
        """The body that a noun phrase names; its name is the whole run with what belongs before it."""
        view = self.view
        first, last = body_run(view, head)
        words = name_words(view, first, last)
        if len(words) == 1 and words[0][:1].isupper():
            words = self._named_in_full(words, first)
        wanted = [key(word) for word in words]
        for body in self.bodies:
            if same_body([key(word) for word in body.words], wanted):
                if len(words) > len(body.words) or (len(words) > 1 and len(body.words) == 1):
                    body.words = words
                self._mention(body, first, last, words)
                return body
        body = Entity("organisation", words)
        self.bodies.append(body)
        self._mention(body, first, last, words)
        return body

    def _named_in_full(self, words: tuple[str, ...], at: int) -> tuple[str, ...]:
        """The name given before of which a lone word for a body is the end ("the Board")."""
        known = [(token, full) for token, full in self._full_bodies.get(words[0], ()) if token < at]
        return known[-1][1] if known else words

    def _bodies_in_full(self) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
        """Names of two words and more that end in a word for a body, by that word, in the order of the text."""
        view, found = self.view, defaultdict(list)
        for token in range(1, len(view)):
            begins = view.pos[token] == view.pos[token - 1] == "PROPN" and bare(view.word[token]) in BODIES
            if begins and view.word[token][:1].isupper():
                first, last = name_run(view, token)
                if first < last == token:
                    found[view.word[token]].append((token, name_words(view, first, last)))
        return found

    def body_named(self, noun: str, before: int) -> Entity | None:
        """The body named last before a token whose name holds this noun ("the ministry")."""
        fitting = [b for b in self.bodies if noun in {key(w) for w in b.words} and b.last_before(before) != NONE]
        return max(fitting, key=lambda b: b.last_before(before), default=None)
