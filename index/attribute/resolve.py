"""Says who a source is: pronouns, surnames and descriptions become the people and bodies of the document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from index.attribute.animate import KIN, is_person, makes_speaker, may_speak, only_shows, speaking_noun_before
from index.attribute.extract import Relation
from index.attribute.names import Entity, Names
from index.attribute.pronouns import HE, SHE
from index.attribute.roles import posts_of, role_words
from index.attribute.spans import TokenSpan, covers
from index.attribute.titles import BODIES, FEMALE, FIGURES, MALE, WORKS, bare, gender_of_post, is_post
from index.attribute.view import NONE, View

_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
PRONOUNS = HE | SHE | _THEY | _IT | FIRST_PERSON | _RELATIVE
_POSSESSIVE = frozenset({"my", "our", "his", "her", "their"})
_OWN = _POSSESSIVE | {"your"}
_ONE_OF_THEM = frozenset({"one", "another", "third"})
_SEVERAL = frozenset({"both", "neither", "two", "three", "four", "pair", "duo", "trio", "all", "each", "either"})
_DEFINITE = frozenset({"the", "this", "that"})
# What no one in particular is called by; such a source is nobody.
NOBODY = frozenset({"you", "your", "one", "what", "there", "nobody", "something", "anything", "nothing", "how", "why",
    "everybody", "everyone", "anybody", "anyone"})  # fmt: skip
# Sentences back that a pronoun may reach.
_REACH = 8
# Sentences back that a pronoun may reach somebody who has no name.
_NEAR = 3
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_PLACES = frozenset({"dobj", "attr", "conj", "appos", "ROOT"})


@dataclass(frozen=True, slots=True)
class Source:
    """Who a source is: an entity of the document, the words for somebody unnamed, or nobody known (no words)."""

    entity: Entity | None
    phrase: str
    head: int


class Resolver:
    """Resolves the sources of one document in order; what was resolved before helps with what follows."""

    def __init__(self, view: View, names: Names) -> None:
        self.view, self.names = view, names
        self._last: list[tuple[int, Source]] = []

    def resolve(self, relation: Relation, outer: Source | None) -> list[Source]:
        """The sources of a relation: several where two or more names are joined; none where nobody is meant."""
        found: list[Source] = []
        for head in self._heads(relation.source):
            source = self._one(head, relation, outer)
            if source is not None and source not in found and self._may_be(source, relation):
                found.append(source)
        self._last += [(relation.cue, source) for source in found[:1] if outer is None]
        return found

    def _may_be(self, source: Source, relation: Relation) -> bool:
        """Whether a source can have said this at all: no thing, and nothing that only shows something."""
        cue = relation.cue
        if source.entity is None or source.entity.kind != "person":
            if only_shows(self.view, cue, source.head):
                return False
        elif only_shows(self.view, cue, self._head(relation.source)):
            return False
        return source.entity is not None or may_speak(self.view, source.head) or makes_speaker(self.view, cue)

    def _heads(self, span: TokenSpan) -> list[int]:
        """The head of a source, and those joined to it where each is a name or pronoun."""
        view = self.view
        head = self._head(span)
        if view.lower[head] in ("both", "all", "each"):
            head = next((c for c in view.children[head] if span[0] <= c < head and view.pos[c] == "PROPN"), head)
        heads = [head]
        for at in heads:
            joined = (c for c in view.children[at] if view.dep[c] == "conj" and view.word[c - 1] != "&")
            heads += [c for c in joined if span[0] <= c <= span[1]]
        heads += [t for t in self._torn_off(span[0]) if t not in heads]
        named = all(view.pos[t] == "PROPN" or view.pos[t] == "PRON" or self.names.entity_at(t) for t in heads)
        return heads if named else [head]

    def _torn_off(self, first: int) -> list[int]:
        """The name before "and" that the parse takes for a sentence of its own ("Lee and Dahl both agreed ...")."""
        view = self.view
        if first < 2 or view.lower[first - 1] != "and" or self.names.entity_at(first - 2) is None:
            return []
        stands_apart = view.head[first - 2] == first - 2 and view.dep[first - 2] in ("ROOT", "nsubj", "dep")
        return [first - 2] if stands_apart and view.paragraph[first - 2] == view.paragraph[first] else []

    def _head(self, span: TokenSpan) -> int:
        """The token of a span that the others depend on."""
        first, last = span
        tops = [t for t in range(first, last + 1) if not first <= self.view.head[t] <= last or self.view.head[t] == t]
        top = next((t for t in tops if self.view.pos[t] not in ("PUNCT", "SPACE", "SYM")), last)
        if self.view.pos[top] not in ("VERB", "AUX"):
            return top
        subjects = (c for c in self.view.children[top] if self.view.dep[c] in _SUBJECTS and first <= c <= last)
        return next(subjects, first if self.view.pos[first] == "PROPN" else top)

    def _one(self, head: int, relation: Relation, outer: Source | None) -> Source | None:
        """Who a single head is."""
        view = self.view
        word = view.lower[head]
        if word in NOBODY or self._is_nobody(head):
            return None
        if word in FIRST_PERSON:
            return outer
        if word in _RELATIVE and view.pos[head] in ("PRON", "DET", "SCONJ", "ADP"):
            return self._antecedent(head, relation, outer)
        if word in HE or word in SHE:
            return self._person(head, MALE if word in HE else FEMALE, relation)
        if word in _SEVERAL and view.right[head] == head:
            return Source(None, "", head)
        if word in _THEY or word in _IT:
            return self._plural(head, word in _IT) or Source(None, "", head)
        return self._own_work(head, relation, outer) if self._is_own_work(head) else self._noun(head)

    def _is_nobody(self, head: int) -> bool:
        """Whether a source is a bare figure ("44 wanted …"), or says of whom it is not so ("not every driver")."""
        view = self.view
        if view.pos[head] == "NUM" and view.left[head] == view.right[head]:
            return any(letter.isdigit() for letter in view.word[head])
        first = view.left[head]
        none = view.lower[first] in ("no", "not", "neither") or (first > 0 and view.lower[first - 1] == "not")
        return none and view.pos[head] == "NOUN"

    def _is_own_work(self, head: int) -> bool:
        """Whether a source is what somebody wrote or counted, by a pronoun ("her report", "your letter")."""
        view = self.view
        owned = any(view.dep[c] == "poss" and view.lower[c] in _OWN for c in view.children[head])
        return owned and bare(view.lemma[head]) in WORKS | FIGURES

    def _own_work(self, head: int, relation: Relation, outer: Source | None) -> Source | None:
        """Whose work it is."""
        owner = next(c for c in self.view.children[head] if self.view.dep[c] == "poss")
        return self._one(owner, relation, outer)

    def _antecedent(self, head: int, relation: Relation, outer: Source | None) -> Source | None:
        """What "who" or "which" stands for: the noun on which its clause depends."""
        view, at = self.view, head
        for _ in range(6):
            if view.dep[at] in ("relcl", "acl") and view.head[at] != at:
                noun = view.head[at]
                if view.entity[noun] in ("DATE", "TIME"):
                    break
                if view.lower[head] in ("who", "whom") and not may_speak(view, noun):
                    break
                return self._noun(noun) if view.lower[noun] not in _RELATIVE else None
            if view.head[at] == at:
                break
            at = view.head[at]
        if view.word[view.bounds[view.sentence[head]][1] - 1] == "?":
            return None  # it asks who
        if view.lower[head] in ("who", "whom"):
            noun = speaking_noun_before(view, head)
            return self._noun(noun) if noun != NONE else None
        for token in range(head - 1, max(head - 12, view.bounds[view.sentence[head]][0]), -1):
            if view.pos[token] in ("NOUN", "PROPN") and view.entity[token] not in ("DATE", "TIME"):
                return self._noun(token)
        return None

    def _noun(self, head: int) -> Source:
        """Who a name or noun phrase is."""
        view, names = self.view, self.names
        entity = names.entity_at(head)
        if entity is not None and entity.kind == "person" and not self._only_owner(head, entity):
            return Source(entity, entity.name, head)
        maker = self._teller_of(head)
        if maker != NONE:
            return self._noun(maker)
        beside = names.called_at(head) or self._owner(head) or self._leader(head)
        if beside is not None:
            return Source(beside, beside.name, head)
        if view.pos[head] == "PROPN" or entity is not None:
            named = names.add_source(head)
            if named is not None:
                return Source(named, named.name, head)
        return self._described(head) or Source(None, self._owned(head) or phrase(view, head), head)

    def _owned(self, head: int) -> str | None:
        """Whose people they are, by name ("Ann Lee’s guests" for "her guests"); None where nobody is named."""
        view = self.view
        owner = next((c for c in view.children[head] if view.dep[c] == "poss" and c == view.left[head]), NONE)
        if owner == NONE:
            return None
        named: Source | None = None
        if view.lower[owner] == "whose":
            noun = next((t for t in (view.head[view.head[head]],) if view.dep[view.head[head]] == "relcl"), NONE)
            entity = self.names.entity_at(noun) if noun != NONE else None
            named = Source(entity, entity.name, noun) if entity is not None else None
        elif view.lower[owner] in ("his", "her"):
            named = self._person(
                owner, MALE if view.lower[owner] == "his" else FEMALE, Relation(owner, (), (owner, owner), 1.0)
            )
        if named is None or named.entity is None:
            return None
        rest = " ".join(view.text[view.end[owner] : view.end[head]].split())
        return f"{named.entity.name}’s {rest}"

    def _owner(self, head: int) -> Entity | None:
        """The person in apposition ("the mayor, Ann Lee", "one of them, Bo Lund"), or whose work it is ("Lee's study")."""
        view = self.view
        wanted = "appos" if is_post(view.word[head], view.lemma[head]) or view.lower[head] in _ONE_OF_THEM else ""
        wanted = "poss" if bare(view.lemma[head]) in WORKS | FIGURES else wanted
        for child in view.children[head]:
            inside = self.names.entity_at(child)
            dep = "poss" if view.word[min(child + 1, len(view) - 1)] in ("’", "'") else view.dep[child]
            if inside is None and dep == wanted and view.pos[child] == "PROPN":
                inside = self.names.add_source(child)
            if inside is not None and dep in (wanted, "appos"):
                return inside if inside.kind == "person" or wanted == "poss" else None
        return self._maker(head) if wanted == "poss" else None

    def _leader(self, group: int) -> Entity | None:
        """Who leads a group that has no name ("a team led by Ann Lee")."""
        view = self.view
        if bare(view.lemma[group]) not in BODIES or view.pos[group] == "PROPN":
            return None
        for led in (c for c in view.children[group] if view.lower[c] in ("led", "headed") and c > group):
            by = next((c for c in view.children[led] if view.lower[c] == "by"), None)
            name = next((c for c in view.children[by] if view.pos[c] == "PROPN"), None) if by is not None else None
            found = self.names.entity_at(name) if name is not None else None
            return found if found is not None and found.kind == "person" else None
        return None

    def _maker(self, work: int) -> Entity | None:
        """Who stands behind a work by "by" or "from" ("figures from the Tidewater Agency")."""
        view = self.view
        for link in view.children[work]:
            if link > work and view.lower[link] in ("by", "from"):
                name = next((c for c in view.children[link] if view.pos[c] == "PROPN"), None)
                return self.names.entity_at(name) or self.names.add_source(name) if name is not None else None
        return None

    def _teller_of(self, figures: int) -> int:
        """Who has no name and stands behind figures ("figures from the grid operator"); NONE elsewhere."""
        view = self.view
        if bare(view.lemma[figures]) not in FIGURES:
            return NONE
        for link in (c for c in view.children[figures] if c > figures and view.lower[c] in ("by", "from")):
            noun = next((c for c in view.children[link] if view.dep[c] == "pobj" and view.pos[c] == "NOUN"), NONE)
            if noun != NONE and may_speak(view, noun) and bare(view.lemma[noun]) not in WORKS | FIGURES:
                return noun
        return NONE

    def _only_owner(self, head: int, entity: Entity) -> bool:
        """Whether a name only stands before a noun that is the real head ("the Trump campaign")."""
        view = self.view
        return view.dep[head] == "compound" and view.pos[view.head[head]] == "NOUN" and view.head[head] > head

    def _described(self, head: int) -> Source | None:
        """Who "the former CIA analyst" or "the ministry" is, by roles and names that stand before it."""
        view = self.view
        first = view.left[head]
        noun = bare(view.lemma[head])
        if view.lower[first] not in (_DEFINITE | _POSSESSIVE if noun in KIN else _DEFINITE):
            return None
        if noun in BODIES:
            body = self.names.body_named(noun, first) or self._body_called(noun, first)
            return Source(body, body.name, head) if body else None
        if view.tag[head] in ("NNS", "NNPS"):
            return None
        wanted = {bare(view.lower[t]) for t in range(first + 1, head + 1) if view.pos[t] in ("NOUN", "PROPN", "ADJ")}
        best = max(self._holders(noun, wanted, first), default=None, key=lambda item: item[:2])
        return Source(best[2], best[2].name, head) if best else None

    def _body_called(self, noun: str, before: int) -> Entity | None:
        """The body that was last called this behind its name ("Seven Tides, the charity behind …")."""
        view = self.view
        for token in range(before - 1, 0, -1):
            if view.dep[token] == "appos" and bare(view.lemma[token]) == noun and view.pos[view.head[token]] == "PROPN":
                found = self.names.add_source(view.head[token])
                return found if found is not None and found.kind != "person" else None
        return None

    def _holders(self, noun: str, wanted: set[str], before: int) -> list[tuple[int, int, Entity]]:
        """People named before whose role holds the noun: how much of the description fits, where named, who."""
        found = []
        for person in self.names.people:
            places = [m.first for m in person.mentions if m.first < before]
            role = role_words(person.role or "")
            if places and noun in posts_of(person.role or ""):
                found.append((len(wanted & role), max(places), person))
        return found

    def _person(self, head: int, gender: str, relation: Relation) -> Source:
        """The person whom "he" or "she" most likely means."""
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
            if view.lower[view.left[token]] == "whose":
                continue  # only told of beside whoever owns it
            if self._describes_subject(token):
                continue
            kin = _gender_of(view, token)
            score = self._salience(head, token, relation) + (0.4 if kin == gender else -0.6)
            if (kin and kin != gender) or score <= least:
                continue
            entity = self._one_called(token)
            if entity is None or (entity.gender or gender) == gender:
                name = entity.name if entity else _without_clauses(view, token)
                best, least = Source(entity, name, head), score
        return best

    def _describes_subject(self, noun: int) -> bool:
        """Whether a noun only says what the subject of its clause is ("She was born there, the daughter of ...")."""
        view, at = self.view, noun
        while view.dep[at] in ("attr", "appos", "npadvmod", "conj", "dep") and view.head[at] != at:
            at = view.head[at]
            for child in (at, *view.children[at]):
                if view.dep[child] in _SUBJECTS and child < noun:
                    return view.lower[child] in HE | SHE or self.names.entity_at(child) in self.names.people
        return False

    def _one_called(self, noun: int) -> Entity | None:
        """The person whom a noun calls by post or kin, if the document names them."""
        found = self._described(noun)
        return self.names.called_at(noun) or self._owner(noun) or (found.entity if found else None)

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
        if there == NONE or view.furniture[there] or mention >= head or here - there > _REACH:
            return -1e3
        score = -1.0 * (here - there)
        if view.quote[mention] != NONE and view.quote[mention] != view.quote[head]:
            score -= 4.0
        if any(first <= mention <= last for first, last in relation.content):
            score -= 3.0
        if is_subject(view, mention):
            score += 1.5
        if view.dep[mention] in ("poss", "compound"):
            score -= 0.7
        if here == there and (_same_clause(view, head, mention) or _asked(view, mention)):
            score -= 2.0
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

    def _plural(self, head: int, single: bool) -> Source | None:
        """Whom "they" or "it" means: who was cited last if a group or body, else the last fitting subject."""
        view = self.view
        for cue, source in self._cited_before(head):
            if view.sentence[head] - view.sentence[cue] <= 2 and self._fits(source, single):
                return source
        found = [t for t in self._subjects_before(head) if self._is_group(t, single)]
        # A name beside several people ("drivers of the carrier Rondel") is seldom "they".
        people = [t for t in found if view.sentence[t] == view.sentence[found[0]] and is_person(view, t)]
        chosen = people[:1] if people and not single else found[:1]
        return self._noun(chosen[0]) if chosen else None

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
        plural = self.view.tag[source.head] in ("NNS", "NNPS") or self.view.lower[source.head] in _THEY
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
    return next((g for t in nouns if (g := KIN.get(bare(view.lemma[t])) or gender_of_post(view.lemma[t]))), "")


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


def _asked(view: View, mention: int) -> bool:
    """Whether somebody only asks here: "Asked by Mr Lee if he was insured, he said …"."""
    by = view.head[_top(view, mention)]
    return view.lower[by] == "by" and view.lemma[view.head[by]] in ("ask", "question", "press", "quiz")


def _without_clauses(view: View, head: int) -> str:
    """A noun with what stands before it, as it is called within a sentence."""
    first = view.left[head]
    while first < head and (view.lower[first] in ("the", "a", "an") or view.pos[first] in ("PUNCT", "SPACE", "CCONJ")):
        first += 1
    return _uncapitalised(view, first, " ".join(view.text[view.start[first] : view.end[head]].split()))


def _uncapitalised(view: View, first: int, text: str) -> str:
    """A phrase without the capital that it has only for opening its sentence ("My brother")."""
    opens = view.pos[first] in ("DET", "PRON") or view.lower[first] in _POSSESSIVE
    return text[:1].lower() + text[1:] if opens else text


def phrase(view: View, head: int) -> str:
    """A noun phrase as it stands, without article; long ones end before a clause."""
    first, last = view.left[head], head
    for child in view.children[head]:
        if child > head and view.dep[child] in ("prep", "nummod", "conj", "cc") and child <= last + 12:
            last = max(last, view.right[child])
        elif child > head and view.dep[child] != "punct":
            break
    while first < head and (view.lower[first] in ("the", "a", "an") or view.pos[first] in ("PUNCT", "SPACE", "CCONJ")):
        first += 1
    while last > head and view.pos[last] in ("PUNCT", "SPACE", "PART"):
        last -= 1
    return _uncapitalised(view, first, " ".join(view.text[view.start[first] : view.end[min(last, first + 20)]].split()))
