"""Says whom a pronoun means: the people and bodies that a reader of the document has in mind there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from index.attribute.animate import gender_of_kin, is_person
from index.attribute.descriptions import Descriptions, Source, without_clauses
from index.attribute.extract import Relation
from index.attribute.names import Entity, Names
from index.attribute.pronouns import HE, SHE
from index.attribute.spans import covers
from index.attribute.titles import BODIES, FEMALE, MALE, gender_of_post
from index.attribute.view import NONE, View

THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
# Sentences back that a pronoun may reach.
_REACH = 8
# Sentences back that a pronoun may reach somebody who has no name.
_NEAR = 3
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_PLACES = frozenset({"dobj", "attr", "conj", "appos", "ROOT"})
_ASKED_FOR = frozenset({"whose", "which", "what"})
_ASKING = frozenset({"ask", "question", "press", "quiz"})


class Anaphora:
    """Finds what the pronouns of one document stand for; who was cited before weighs."""

    def __init__(self, view: View, names: Names, descriptions: Descriptions) -> None:
        self.view, self.names, self.descriptions = view, names, descriptions
        self._last: list[tuple[int, Source]] = []

    def note(self, cue: int, source: Source) -> None:
        """Notes who is cited at a cue; in the order of the text."""
        self._last.append((cue, source))

    def person(self, head: int, relation: Relation) -> Source:
        """The person whom "he" or "she" most likely means."""
        gender = MALE if self.view.lower[head] in HE else FEMALE
        best, best_score = None, -1e9
        for person in self.names.people:
            if person.gender and person.gender != gender:
                continue
            near = self._mentions_near(person, head)
            score = max((self._salience(head, first, relation) for first in near), default=-1e9)
            score += 0.2 * min(len(person.mentions), 5) + (0.4 if person.gender == gender else 0.0)
            score += self._spoke_last(person, head, relation)
            if score > best_score:
                best, best_score = person, score
        unnamed = self._unnamed_person(head, gender, relation, best_score)
        if unnamed is not None:
            return unnamed
        if best is None or best_score < -900:
            return Source(None, "", head)
        return Source(best, best.name, head)

    def _unnamed_person(self, head: int, gender: str, relation: Relation, least: float) -> Source | None:
        """Somebody without a name ("my grandfather") whom a pronoun means rather than anybody named."""
        view, best = self.view, None
        first = view.bounds[max(view.sentence[head] - _NEAR, 0)][0]
        for token in range(first, head):
            if not is_person(view, token) or not (is_subject(view, token) or view.dep[token] in _PLACES):
                continue
            if view.lower[view.left[token]] in _ASKED_FOR:
                continue  # only told of beside whoever owns it, or asked for
            if self._describes_subject(token):
                continue
            kin = _gender_of(view, token)
            score = self._salience(head, token, relation) + (0.4 if kin == gender else -0.6)
            score += 1.5 if self._called_before(token) else 0.0  # who was cited goes on
            if (kin and kin != gender) or score <= least:
                continue
            entity = self.descriptions.one_called(token)
            if entity is None or (entity.gender or gender) == gender:
                name = entity.name if entity else self._called_before(token) or without_clauses(view, token)
                best, least = Source(entity, name, head), score
        return best

    def _called_before(self, noun: int) -> str | None:
        """What somebody without a name was called when cited by these very words, not long ago."""
        return next((s.phrase for _, s in self._last[-2:] if s.head == noun and s.phrase), None)

    def _describes_subject(self, noun: int) -> bool:
        """Whether a noun only says what the subject of its clause is ("She was born there, the daughter of ...")."""
        view, at = self.view, noun
        while view.dep[at] in ("attr", "appos", "npadvmod", "conj", "dep") and view.head[at] != at:
            at = view.head[at]
            for child in (at, *view.children[at]):
                if view.dep[child] in _SUBJECTS and child < noun:
                    return view.lower[child] in HE | SHE or self.names.entity_at(child) in self.names.people
        return False

    def _mentions_near(self, person: Entity, head: int) -> list[int]:
        """The mentions of a person before a token within the reach of a pronoun."""
        view = self.view
        sentence = max(view.sentence[head] - _REACH, 0)
        begin = bisect_left(person.mentions, view.bounds[sentence][0], key=lambda mention: mention.first)
        end = bisect_left(person.mentions, head, key=lambda mention: mention.first)
        return [mention.first for mention in person.mentions[begin:end]]

    def _salience(self, head: int, mention: int, relation: Relation) -> float:
        """How well a mention can be what a pronoun refers to; far below zero where it cannot."""
        view = self.view
        here, there = view.sentence[head], view.sentence[mention]
        if not view.is_shown(mention) or mention >= head or here - there > _REACH:
            return -1e3
        score = -1.0 * (here - there)
        if view.quote[mention] != NONE and view.quote[mention] != view.quote[head]:
            score -= 4.0
        if any(first <= mention <= last for first, last in relation.content):
            score -= 3.0
        if is_subject(view, mention):
            asked_about = _is_asked_about(view, mention)
            if asked_about and here == there:
                return -1e3  # "Asked what Lund had said, she …"
            score += -0.5 if asked_about else 1.5
        if view.dep[_top(view, mention)] in ("poss", "compound"):
            score -= 0.7
        if _asked(view, mention) or (here == there and _same_clause(view, head, mention)):
            score -= 2.0 if here == there else 1.0
        return score

    def _spoke_last(self, person: Entity, head: int, relation: Relation) -> float:
        """A bonus for whoever was cited last, and near, if nobody has come in since."""
        for cue, source in self._cited_before(head):
            if source.entity is person and self.view.sentence[head] - self.view.sentence[cue] <= 3:
                return 0.0 if self._came_in(cue, head, person, relation) else 1.5
        return 0.0

    def _came_in(self, cue: int, head: int, person: Entity, relation: Relation) -> bool:
        """Whether what stands between two tokens is about another person of the same gender."""
        view = self.view
        for token in range(view.bounds[view.sentence[cue]][1], head):
            other = self.names.entity_at(token)
            if view.quote[token] != NONE or other is person or covers(relation.content, token):
                continue
            if other is not None and other.kind == "person" and other.gender in ("", person.gender or other.gender):
                if other.mentions[0].first == token or is_subject(view, token):
                    return True
            elif other is None and is_person(view, token) and is_subject(view, token):
                kin = _gender_of(view, token)
                if not kin or kin == (person.gender or kin):
                    return True
        return False

    def _cited_before(self, head: int) -> list[tuple[int, Source]]:
        """The last two who were cited before a token, the last first."""
        end = bisect_left(self._last, head, key=lambda item: item[0])
        return self._last[max(0, end - 2) : end][::-1]

    def group(self, head: int) -> Source | int:
        """Whom "they" or "it" means: who was cited last if a group or body, else the token of the last fitting subject."""
        view, single = self.view, self.view.lower[head] in IT
        for cue, source in self._cited_before(head):
            spoken = view.quote[head] != NONE and view.quote[cue] != view.quote[head]  # of whom, the speaker knows
            if view.sentence[head] - view.sentence[cue] <= 2 and self._fits(source, single) and not spoken:
                return source
        found = [t for t in self._subjects_before(head) if self._is_group(t, single)]
        # A name beside several people ("drivers of the carrier Rondel") is seldom "they".
        people = [t for t in found if view.sentence[t] == view.sentence[found[0]] and is_person(view, t)]
        chosen = people[:1] if people and not single else found[:1]
        return chosen[0] if chosen else NONE

    def _subjects_before(self, head: int) -> Iterator[int]:
        """The subjects of this sentence and the one before, the last first, outside of others' quotations."""
        view = self.view
        for token in range(head - 1, -1, -1):
            if view.sentence[token] != NONE and view.sentence[head] - view.sentence[token] > 1:
                return
            if view.dep[token] in _SUBJECTS and view.quote[token] == view.quote[head]:
                yield token

    def _fits(self, source: Source, single: bool) -> bool:
        """Whether a source can be called "they", or "it" where ``single``."""
        if source.entity is not None:
            return source.entity.kind != "person"
        plural = self.view.tag[source.head] in ("NNS", "NNPS") or self.view.lower[source.head] in THEY
        return not single and plural

    def _is_group(self, token: int, single: bool) -> bool:
        """Whether a subject is a body or several people."""
        view = self.view
        if self.names.entity_at(token) in self.names.people:
            return False
        if view.entity[token] in ("ORG", "GPE", "NORP") or view.lemma[token] in BODIES:
            return True
        return not single and view.tag[token] in ("NNS", "NNPS")


def _gender_of(view: View, noun: int) -> str:
    """What a noun for a person, or the one in apposition to it ("the inspector, a man called Thorpe"), says of gender."""
    nouns = (noun, *(child for child in view.children[noun] if view.dep[child] == "appos"))
    return next((g for t in nouns if (g := gender_of_kin(view.lemma[t]) or gender_of_post(view.lemma[t]))), "")


def is_subject(view: View, token: int) -> bool:
    """Whether a token, or the name it begins, is the subject of its clause."""
    for _ in range(3):  # "the diver Ann Lee": the name is in apposition to the subject
        if view.dep[token] in _SUBJECTS:
            return True
        if view.dep[token] not in ("compound", "nmod", "amod", "flat", "appos"):
            return False
        token = view.head[token]
    return False


def _same_clause(view: View, pronoun: int, mention: int) -> bool:
    """Whether both depend on one verb, so that the pronoun means somebody else ("Ann told him")."""
    top = _top(view, mention)
    return view.head[top] == view.head[pronoun] and view.head[top] != top


def _top(view: View, token: int) -> int:
    """The head of the name that a token stands in."""
    while view.dep[token] in ("compound", "nmod", "flat") and view.head[token] != token:
        token = view.head[token]
    return token


def _is_asked_about(view: View, mention: int) -> bool:
    """Whether somebody is only the subject of a question put ("Asked whether her aunt had been confused, …")."""
    verb = view.head[_top(view, mention)]
    asked = view.head[verb]
    return view.dep[verb] in ("ccomp", "advcl") and view.lemma[asked] in _ASKING and view.tag[asked] == "VBN"


def _asked(view: View, mention: int) -> bool:
    """Whether somebody only asks here: "Asked by Mr Lee if he was insured, he said …"."""
    by = view.head[_top(view, mention)]
    return view.lower[by] == "by" and view.lemma[view.head[by]] in _ASKING
