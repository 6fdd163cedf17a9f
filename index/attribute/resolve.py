"""Says who a source is: pronouns, surnames and descriptions become the people and bodies of the document."""

from __future__ import annotations

from index.attribute.anaphora import IT, THEY, Anaphora
from index.attribute.animate import makes_speaker, may_speak, only_shows, speaking_noun_before
from index.attribute.cues import CLASS_OF
from index.attribute.descriptions import POSSESSIVE, Descriptions, Source, phrase
from index.attribute.extract import Relation
from index.attribute.names import Entity, Names
from index.attribute.pronouns import HE, SHE
from index.attribute.roles import is_addressed
from index.attribute.spans import TokenSpan
from index.attribute.titles import FIGURES, HONORIFICS, WORKS, bare
from index.attribute.view import NONE, View
from index.attribute.wordlist import words

_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_OWN = POSSESSIVE | {"your"}
_SEVERAL = frozenset({"both", "neither", "two", "three", "four", "pair", "duo", "trio", "all", "each", "either"})
# What no one in particular is called by; such a source is nobody.
_NOBODY = frozenset({"you", "your", "one", "what", "there", "nobody", "something", "anything", "nothing", "how", "why",
    "everybody", "everyone", "anybody", "anyone"})  # fmt: skip
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_READING = frozenset({"read", "quote", "present", "share", "forward", "circulate", "relay"})
_LETTERS = words("card letter message note statement email mail telegram text postcard poem verse prayer")
_HONOURED = frozenset({"lady", "gentleman", "friend", "member", "members"})


class Resolver:
    """Resolves the sources of one document in order; what was resolved before helps with what follows."""

    def __init__(self, view: View, names: Names) -> None:
        self.view, self.names = view, names
        self._descriptions = Descriptions(view, names)
        self._anaphora = Anaphora(view, names, self._descriptions)

    def resolve(self, relation: Relation, outer: Source | None) -> list[Source]:
        """The sources of a relation: several where two or more names are joined; none where nobody is meant."""
        found: list[Source] = []
        heads = self._heads(relation)
        speaks_for = self._descriptions.representative(heads[0]) if len(heads) == 1 else NONE
        if speaks_for != NONE:
            heads.append(speaks_for)
        for head in heads:
            source = self._one(head, relation, outer)
            if source is not None and source not in found and self._may_be(source, relation):
                found.append(source)
        if found and outer is None:
            self._anaphora.note(relation.cue, found[0])
        return found

    def person_meant(self, pronoun: int) -> Entity | None:
        """Who is meant by a pronoun that is the source of nothing; None for nobody, or somebody without a name."""
        return self._anaphora.person(pronoun, Relation(pronoun, (), (pronoun, pronoun), 1.0)).entity

    def _may_be(self, source: Source, relation: Relation) -> bool:
        """Whether a source can have said this at all: no thing, and nothing that only shows something."""
        cue = relation.cue
        if source.entity is None or source.entity.kind != "person":
            if only_shows(self.view, cue, source.head):
                return False
        elif only_shows(self.view, cue, self._head(relation.source)):
            return False
        return source.entity is not None or may_speak(self.view, source.head) or makes_speaker(self.view, cue)

    def _heads(self, relation: Relation) -> list[int]:
        """The head of a source, and those joined to it where each is a name or pronoun."""
        view, span = self.view, relation.source
        head = self._head(span)
        head = self._writer_read_out(relation.cue, head)
        head = self._whose_holder(head, relation.cue) if view.lower[view.left[head]] == "whose" else head
        if view.lower[head] in ("both", "all", "each"):
            head = next((c for c in view.children[head] if span[0] <= c < head and view.pos[c] == "PROPN"), head)
        if (couple := self._couple(head)) != NONE:
            return [couple]
        if is_addressed(view, head) and span[1] > head:
            return [span[1]]  # "Mr Lund, the Minister told us …"
        heads = [head]
        for at in heads:
            joined = (c for c in view.children[at] if view.dep[c] == "conj" and view.word[c - 1] != "&")
            heads += [c for c in joined if span[0] <= c <= span[1]]
        heads += [t for t in self._torn_off(span[0]) if t not in heads]
        return heads if all(self._is_named(t) for t in heads) else [head]

    def _couple(self, title: int) -> int:
        """The surname of two who are called by it together ("Mr and Mrs Lee"); NONE elsewhere."""
        view = self.view
        if bare(view.word[title]) not in HONORIFICS or view.lower[title + 1 : title + 2] != ["and"]:
            return NONE
        return next((c for c in view.children[title] if view.dep[c] == "conj" and view.pos[c] == "PROPN"), NONE)

    def _is_named(self, head: int) -> bool:
        """Whether a head is a name or pronoun, or a noun beside which a name stands ("a student, Ann Lee")."""
        noun = self.view.pos[head] not in ("PROPN", "PRON") and self.names.entity_at(head) is None
        return not noun or self._descriptions.beside(head) is not None

    def _writer_read_out(self, cue: int, reader: int) -> int:
        """Who wrote what somebody only reads out ("She read out a card from Lund, thanking everyone"); else the reader."""
        view, first = self.view, cue
        while view.dep[first] == "conj" and view.tag[view.head[first]] == "VBG":
            first = view.head[first]
        verb = view.head[first]
        if view.tag[cue] != "VBG" or view.lemma[verb] not in _READING or reader > verb:
            return reader
        for read in (c for c in view.children[verb] if view.dep[c] == "dobj" and bare(view.lemma[c]) in _LETTERS):
            for link in (c for c in view.children[read] if view.lower[c] in ("from", "by") and c < cue):
                return next((c for c in view.children[link] if view.dep[c] == "pobj"), reader)
        return reader

    def _whose_holder(self, owned: int, cue: int) -> int:
        """Whom a verb is told of behind a clause with "whose" that a comma has closed ("Lund, whose firm built it, says")."""
        view, first = self.view, self.view.left[owned]
        closed = view.word[cue - 1] == "," and any(view.pos[t] in ("VERB", "AUX") for t in range(owned, cue))
        holder = first - 2 if closed and first > 1 and view.word[first - 1] == "," else NONE
        return holder if holder != NONE and view.pos[holder] in ("PROPN", "NOUN") else owned

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
        of_several = word == "one" and any(view.lower[c] == "of" for c in view.children[head])
        if (word in _NOBODY and not of_several) or self._is_nobody(head):
            return None
        if word in _FIRST_PERSON:
            return outer
        if word in _RELATIVE and view.pos[head] in ("PRON", "DET", "SCONJ", "ADP"):
            return self._antecedent(head, relation, outer)
        if word in HE or word in SHE:
            return self._anaphora.person(head, relation)
        if word in ("former", "latter"):
            return self._of_two(head)
        alone = view.left[head] == head == view.right[head]
        if view.right[head] == head and (word in _SEVERAL or (alone and view.pos[head] == "NUM")):
            return Source(None, "", head)
        if word in THEY or word in IT:
            return self._group(head)
        return self._own_work(head, relation, outer) if self._is_own_work(head) else self._noun(head)

    def _is_nobody(self, head: int) -> bool:
        """Whether a source is a bare figure ("44 wanted …"), or says of whom it is not so ("not every driver")."""
        view = self.view
        if view.pos[head] == "NUM" and view.left[head] == view.right[head]:
            return any(letter.isdigit() for letter in view.word[head])
        first = view.left[head]
        if view.lower[first] == "that" and first > 0 and view.lemma[first - 1] in CLASS_OF and first < head:
            return True  # "We consider that poor planning explains …"
        none = view.lower[first] in ("no", "not", "neither") or (first > 0 and view.lower[first - 1] == "not")
        # "the hon. Lady" is whoever spoke, and no name.
        honoured = view.lower[head] in _HONOURED and "hon" in view.lower[max(head - 2, 0) : head]
        return honoured or (none and view.pos[head] == "NOUN")

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
        if view.dep[head] == "conj" and self._couple(view.head[head]) == head:
            first = view.left[view.head[head]]
            return Source(None, " ".join(view.text[view.start[first] : view.end[head]].split()), head)
        entity = names.entity_at(head)
        if entity is not None and entity.kind == "person" and not self._only_owner(head, entity):
            return Source(entity, entity.name, head)
        teller = self._descriptions.teller_of(head)
        if teller != NONE:
            return self._noun(teller)
        beside = self._descriptions.beside(head)
        if beside is not None:
            return Source(beside, beside.name, head)
        if view.pos[head] == "PROPN" or entity is not None:
            named = names.add_source(head)
            if named is not None:
                return Source(named, named.name, head)
        return self._descriptions.described(head) or Source(None, self._owned(head) or phrase(view, head), head)

    def _of_two(self, head: int) -> Source:
        """The first or the second of the two people whom the sentence before names; nobody known where it names others too."""
        number = self.view.sentence[head]
        first, end = self.view.bounds[number - 1] if number > 0 else (0, 0)
        tokens = [t for t in range(first, end) if self.names.entity_at(t) is not None or self.view.pos[t] == "PROPN"]
        named = list({id(one): one for one in map(self.names.entity_at, tokens)}.values())
        people = [one for one in named if one is not None and one.kind == "person"]
        if len(people) != 2 or len(named) != len(people):
            return Source(None, "", head)
        found = people[self.view.lower[head] == "latter"]
        return Source(found, found.name, head)

    def _group(self, head: int) -> Source:
        """Whom "they" or "it" means."""
        found = self._anaphora.group(head)
        if isinstance(found, Source):
            return found
        return self._noun(found) if found != NONE else Source(None, "", head)

    def _owned(self, head: int) -> str | None:
        """Whose people they are, by name ("Ann Lee’s guests" for "her guests"); None where nobody is named."""
        view = self.view
        owner = next((c for c in view.children[head] if view.dep[c] == "poss" and c == view.left[head]), NONE)
        named = self._owner_named(owner) if owner != NONE else None
        if named is None:
            return None
        rest = " ".join(view.text[view.end[owner] : view.end[head]].split())
        return f"{named.name}’s {rest}"

    def _owner_named(self, owner: int) -> Entity | None:
        """Whom "his", "her" or "whose" means, where it is somebody named."""
        view, verb = self.view, self.view.head[self.view.head[owner]]
        if view.lower[owner] == "whose":
            return self.names.entity_at(view.head[verb]) if view.dep[verb] == "relcl" else None
        if view.lower[owner] not in ("his", "her"):
            return None
        return self.person_meant(owner)

    def _only_owner(self, head: int, entity: Entity) -> bool:
        """Whether a name only stands before a noun that is the real head ("the Trump campaign")."""
        view = self.view
        return view.dep[head] == "compound" and view.pos[view.head[head]] == "NOUN" and view.head[head] > head
