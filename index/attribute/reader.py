"""Reads the statements of a parsed document and who makes them.

view → relations → turns → names → resolve → statements and speakers
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from index.attribute.blocks import read_blocks
from index.attribute.descriptions import Source
from index.attribute.extract import Relation, extract
from index.attribute.names import Entity, Names
from index.attribute.posts import learn_posts
from index.attribute.pronouns import learn_genders
from index.attribute.resolve import Resolver
from index.attribute.responses import read_responses
from index.attribute.spans import covers
from index.attribute.speaking import Speaking, read_turns
from index.attribute.titles import BODIES, bare
from index.attribute.transcript import Turn
from index.attribute.unclaimed import claim_rest
from index.attribute.unsaid import is_not_said
from index.attribute.view import View, make_view
from index.attribute.votes import read_votes
from index.attribute.weights import Weights, load_weights
from index.attribute.works import is_work, says_so
from index.types import Attribution, Sentence, Span, Speaker, Statement

_ASKING = frozenset({"ask", "question", "quiz", "press", "grill"})
_TELLING = frozenset({"tell", "show", "inform", "remind", "warn"})
# The letter of a question or an answer, who is addressed in a letter, and a text that is itself corrected.
_NOBODY = re.compile(
    r"(?:[qa]\.?$|(?:dear )?(?:sirs?|madam|editor)$|(?:an? |the )?(?:earlier|previous|older|first|original) (?:version|edition|draft)\b)",
    re.IGNORECASE,
)
_SHARING = frozenset({"share", "echo", "second", "endorse", "repeat", "voice"})
_BEGINNING = 12
"""Characters within which an answer without a subject has its verb."""
_WORD = re.compile(r"\w+")


def read_statements(
    doc: Doc, sentences: Sequence[Sentence], author: str | None = None, author_role: str | None = None
) -> tuple[tuple[Statement, ...], tuple[Speaker, ...]]:
    """What people and bodies are cited for in a parsed English document, and who they are, both in order.

    Sentences marked as furniture make no statements. What nobody is cited for is the author's and not returned.
    """
    return StatementReader(load_weights()).read(doc, sentences, author, author_role)


@dataclass(frozen=True, slots=True)
class StatementReader:
    """Reads statements with the given weights."""

    weights: Weights

    def read(
        self, doc: Doc, sentences: Sequence[Sentence], author: str | None = None, author_role: str | None = None
    ) -> tuple[tuple[Statement, ...], tuple[Speaker, ...]]:
        """As ``read_statements``."""
        view = make_view(doc, sentences)
        names = Names(view, author or "")
        learn_posts(view, names)
        learn_genders(view, names)
        resolver = Resolver(view, names)
        spoken = read_turns(view, names, author, author_role) or read_blocks(view, names, resolver)
        reading = _Reading(view, names, resolver, spoken)
        reading.add(extract(view, self.weights))
        reading.statements += claim_rest(view, names, reading.statements)
        reading.statements += read_votes(view, names)
        statements = sorted(reading.statements, key=lambda s: (s.content[0], s.cue or s.content[0], s.speaker or ""))
        return tuple(statements), reading.speakers()


@dataclass(slots=True)
class _Reading:
    """The statements of one document while they are gathered."""

    view: View
    names: Names
    resolver: Resolver
    spoken: list[Speaking]
    statements: list[Statement] = field(default_factory=list)
    _sources: dict[int, list[Source]] = field(default_factory=dict)
    _cited: dict[str, list[Span]] = field(default_factory=dict)

    def add(self, relations: list[Relation]) -> None:
        """Adds turns, then reports, then reports inside reports, whose speakers may be those around them."""
        for speaking in self.spoken:
            if speaking.turn.source.start < speaking.turn.source.end:
                self._note(speaking.source, speaking.turn.source)
            self.statements.append(_of_turn(speaking))
        responses = read_responses(self.view, self.names)
        self.statements += responses
        relations = self._without_labels([r for r in relations if not self._is_in(responses, r)])
        for wanted in (False, True):
            for number, relation in enumerate(relations):
                if (relation.outer is not None) == wanted:
                    self._relate(number, relation, relations)

    def _without_labels(self, relations: list[Relation]) -> list[Relation]:
        """The relations that are neither a label of a turn nor only tell who was asked, each with its outer one at its new place."""
        wanted = (not self._is_label(relation) and not self._was_asked(relation) for relation in relations)
        kept = [number for number, is_wanted in enumerate(wanted) if is_wanted]
        place: dict[int | None, int] = {number: new for new, number in enumerate(kept)}
        outer = [place.get(relations[n].outer) for n in kept]
        return [replace(relations[n], outer=around) for n, around in zip(kept, outer, strict=True)]

    def _is_in(self, responses: list[Statement], relation: Relation) -> bool:
        """Whether a relation is the answer to a consultation that is read already: its own words have no subject."""
        at = self.view.start[relation.cue]
        begun = self.view.start[relation.source[0]]
        return any(
            one.source is not None
            and one.content[0].start <= at < one.content[0].end
            and begun <= at
            and begun < one.content[0].start + _BEGINNING
            for one in responses
        )

    def _is_label(self, relation: Relation) -> bool:
        """Whether a relation is only the label of a turn, which is read already."""
        at = self.view.start[relation.cue]
        begins: dict[Span, int] = {}
        for turn in (speaking.turn for speaking in self.spoken):
            begins[turn.source] = min(turn.content.start, begins.get(turn.source, turn.content.start))
        return any(source.start <= at < begin for source, begin in begins.items())

    def _relate(self, number: int, relation: Relation, relations: list[Relation]) -> None:
        """Makes the statements of one relation, one for each speaker."""
        outer, around = self._around(relation, relations)
        sources = self.resolver.resolve(relation, around)
        self._sources[number] = sources
        if outer is not None and not covers(outer.content, relation.source[0]):
            return
        if self._leaves_turn(relation) or self._is_shared(relation, outer):
            return
        if is_work(self.view, relation) or says_so(self.view, relation):
            return
        if is_not_said(self.view, relation):
            self._sources[number] = []
            return
        for source in sources:
            if (around is not None and _same(source, around)) or _NOBODY.match(_name(source)):
                continue
            self._note(source, self._span(*relation.source))
            self.statements.append(self._statement(relation, source, around, outer))

    def _was_asked(self, relation: Relation) -> bool:
        """Whether the source is the one who was asked ("Asked about it, she ..."): the question is another's words."""
        view, cue = self.view, relation.cue
        opens = cue == view.bounds[view.sentence[cue]][0]
        told = opens and view.tag[cue] in ("VBN", "VBD") and view.dep[cue] == "advcl"
        kinds = {view.dep[child] for child in view.children[cue]}
        linked = any(view.lower[child] in ("when", "if", "while") for child in view.children[cue])
        on_being = linked and "nsubj" not in kinds
        if view.lemma[cue] in _TELLING:  # "Told that she would lose, she smiled", "laughs when told of it"
            return told or (on_being and view.tag[cue] == "VBN")
        if view.lemma[cue] not in _ASKING:
            return False
        if on_being:
            return True
        if view.tag[cue] != "VBN":
            return False
        if view.dep[cue] == "advcl" and opens:
            return True  # "Asked by this paper, the ministry said …"
        active = any(view.lemma[child] == "have" for child in view.children[cue]) and "auxpass" not in kinds
        return not active and "agent" not in kinds

    def _is_shared(self, relation: Relation, outer: Relation | None) -> bool:
        """Whether a relation is only what somebody else shares ("X shared Y's worry"): it is X who is cited."""
        return outer is not None and self.view.lemma[outer.cue] in _SHARING and self.view.pos[relation.cue] == "NOUN"

    def _leaves_turn(self, relation: Relation) -> bool:
        """Whether a content begins before the turn of the transcript in which its cue stands."""
        at, begin = self.view.start[relation.cue], self.view.start[relation.content[0][0]]
        return any(
            s.turn.content.start <= at < s.turn.content.end and begin < s.turn.content.start for s in self.spoken
        )

    def _around(self, relation: Relation, relations: list[Relation]) -> tuple[Relation | None, Source | None]:
        """The relation and the speaker in whose words a relation stands."""
        if relation.outer is not None:
            outer = relations[relation.outer]
            sources = self._sources.get(_position(relations, outer), [])
            if sources:
                return outer, sources[0]
        at = self.view.start[relation.cue]
        turn = next((s for s in self.spoken if s.turn.content.start <= at < s.turn.content.end), None)
        return None, turn.source if turn else None

    def _statement(
        self, relation: Relation, source: Source, around: Source | None, outer: Relation | None
    ) -> Statement:
        """One statement of one speaker."""
        content = tuple(self._span(*_with_marks(self.view, *span)) for span in relation.content)
        direct = outer is None and self._is_direct(relation)
        return Statement(
            speaker=_name(source) or None,
            attribution=_attribution(direct),
            content=content,
            speaker_role=source.entity.role if source.entity else None,
            source=self._span(*relation.source),
            cue=self._span(relation.cue, relation.cue),
            reported_by=None if around is None else _name(around) or None,
        )

    def _is_direct(self, relation: Relation) -> bool:
        """Whether most words of the content stand in quotation marks."""
        view, quoted, words = self.view, 0, 0
        for first, last in relation.content:
            for token in range(first, last + 1):
                if _WORD.search(view.word[token]):
                    words += 1
                    quoted += view.quote[token] >= 0
        return quoted * 2 > words

    def _span(self, first: int, last: int) -> Span:
        """Tokens as characters."""
        return Span(*self.view.chars(first, last))

    def _note(self, source: Source, span: Span) -> None:
        """Notes that somebody is cited here."""
        if _name(source):
            self._cited.setdefault(_name(source), []).append(span)

    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody who is cited, and everybody named in full, in the order in which they first come up."""
        named = []
        for entity in self._known():
            cited = self._cited.pop(entity.name, [])
            if cited or entity.role or (entity.mentions and len(entity.words) > 1):
                named.append(_speaker(self.view, entity, cited))
        groups = [_unnamed(name, spans) for name, spans in self._cited.items()]
        return tuple(sorted((*named, *groups), key=lambda s: (s.mentions[:1], s.name)))

    def _known(self) -> list[Entity]:
        """People and bodies, each name once."""
        known: dict[str, Entity] = {}
        for entity in (*self.names.people, *self.names.bodies):
            known.setdefault(entity.name, entity)
        return list(known.values())


def _with_marks(view: View, first: int, last: int) -> tuple[int, int]:
    """A span that holds all words of a quotation, with the marks and stops of that quotation; else the span."""
    number = view.quote[first]
    if number < 0 or number != view.quote[last]:
        return first, last
    start, end = view.quote_tokens[number][0], view.quote_tokens[number][1] - 1
    beside = (*range(start, first), *range(last + 1, end + 1))
    return (start, end) if all(view.pos[t] in ("PUNCT", "SPACE") for t in beside) else (first, last)


def _position(relations: list[Relation], wanted: Relation) -> int:
    """The place of a relation in the list."""
    return next(number for number, relation in enumerate(relations) if relation is wanted)


def _attribution(direct: bool) -> Attribution:
    return "direct" if direct else "indirect"


def _name(source: Source) -> str:
    """What a source is called."""
    return source.entity.name if source.entity is not None else source.phrase


def _same(one: Source, other: Source) -> bool:
    """Whether two sources are one."""
    return _name(one) == _name(other) != ""


def _of_turn(speaking: Speaking) -> Statement:
    """What somebody says in a turn of a transcript."""
    turn: Turn = speaking.turn
    role = speaking.source.entity.role if speaking.source.entity else None
    return Statement(_name(speaking.source) or None, "direct", (turn.content,), role, turn.source)


def _speaker(view: View, entity: Entity, cited: list[Span]) -> Speaker:
    """An entity as it is shown: its other names, and where it is named or cited."""
    places = {Span(*view.chars(mention.first, mention.last)) for mention in entity.mentions} | set(cited)
    others = [name for name, _ in entity.surfaces.most_common() if name != entity.name]
    return Speaker(entity.name, entity.kind, entity.role, tuple(others), tuple(sorted(places)))


def _unnamed(name: str, cited: list[Span]) -> Speaker:
    """Somebody who has no name, as the text calls them: a body where a word for one is in it, else a group."""
    is_body = any(bare(word) in BODIES for word in name.split())
    return Speaker(name, "organisation" if is_body else "group", None, (), tuple(sorted(set(cited))))
