"""What speaks for and against a sentence as the answer: one row of numbers a candidate."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.evidence.asked import Asking, asking
from rag.evidence.beside import Beside, answers
from rag.evidence.lexicon import LIGHT_WORDS
from rag.evidence.statistics import CorpusStatistics
from rag.evidence.text import PREFIX, Reading, read
from rag.types import Candidate, Question

Matrix = NDArray[np.float64]
Place = tuple[str, int | None]

FEATURES: dict[str, str] = {
    "dense": "cosine of sentence and question",
    "dense_gap": "that, less the best candidate's",
    "dense_near": "the better cosine of the sentences before and after",
    "passage_dense": "cosine of passage and question",
    "passage_dense_gap": "that, less the best passage's",
    "passage_lexical": "BM25 of the passage as a share of what the question's terms could reach",
    "passage_lexical_gap": "that, less the best passage's",
    "cov": "share of the question's terms in the sentence, rare ones counting more",
    "cov_gap": "that, less the best candidate's",
    "cov_soft": "the same, counting words with the same beginning",
    "cov_near": "the same with neighbours, title and speakers",
    "cov_passage": "the same in the passage",
    "missing": "weight of the rarest term that the sentence lacks",
    "missing_near": "that, of sentence, neighbours, title and speakers",
    "missing_passage": "that, of the passage",
    "names": "share of the question's names in the sentence",
    "names_near": "share of them in sentence, neighbours, title and speakers",
    "names_passage": "share of them in the passage",
    "numbers": "share of the question's numbers in sentence and neighbours",
    "pairs": "share of the question's neighbouring terms that stand close together here",
    "has_number": "a number is asked for, and one is here that the question has not",
    "lacks_number": "a number is asked for, and none is here",
    "has_time": "the same for times",
    "lacks_time": "",
    "has_name": "the same for persons and organisations",
    "lacks_name": "",
    "has_place": "the same for places",
    "lacks_place": "",
    "has_reason": "the same for reasons",
    "lacks_reason": "",
    "has_manner": "the same for manners",
    "lacks_manner": "",
    "lacks_near": "what is asked for is neither here nor in the neighbours",
    "unit": "1: a number stands at the thing counted; -1: the thing is there without; -0.5: it is not there",
    "proximity": "nearness of what is asked for to the question's terms",
    "novel": "log of the content words that the question has not",
    "asks": "the sentence is itself a question",
    "fragment": "no full stop at its end: a heading, a caption, a cell",
    "length": "log of its words",
    "speaker": "1: the speaker asked for; -1: somebody else",
    "first": "first sentence of its document",
    "label": "share of the question's terms in what an entry says its value is; 1 where it is what is asked for, or numbered",
    "unknown": "share of the question's terms that no document has",
}
"""Every column with what it says; a "has" or "lacks" is 0 where something else is asked for."""

TYPES = (("number",), ("time",), ("person", "organisation"), ("place",), ("reason",), ("manner",))
LEAST_WEIGHT = 0.05
"""Weight of a term that stands in every chunk, beside 1 and this for one that stands in none."""
LIGHTNESS = 0.3
"""Weight of a light word ("make", "involve") beside 1 for another one as rare."""
RELATIVE = 0.7
"""What a word with the same beginning counts beside the term itself."""
SHORTEST = 4
"""Letters of a German word that is looked for in compounds."""
INFLECTED = 2
"""Letters at the end of a German word that its inflection may change."""
CLOSE = 4
"""Tokens within which two terms stand close together."""
_COLUMN = {name: number for number, name in enumerate(FEATURES)}


@dataclass(frozen=True, slots=True)
class Scope:
    """A question with the weights of its terms and the stems of the speakers that it names."""

    asked: Asking
    weights: dict[str, float]
    total: float
    speakers: frozenset[str]

    def found(self, known: Set[str]) -> Set[str]:
        """The stems, and the terms that other words for the same stand for: of a property, or in German inflected."""
        same = {form for form, others in self.asked.same.items() if not others.isdisjoint(known)}
        same |= self._inflected(known) if self.asked.is_german else set()
        return known | same if same else known

    def _inflected(self, known: Set[str]) -> set[str]:
        """The terms that another form or a compound of is known: "Auto" in "Autofahren"; the stems are those of English."""
        stems = {
            form: form[: max(SHORTEST, len(form) - INFLECTED)] for form in self.asked.terms if len(form) >= SHORTEST
        }
        return {form for form, part in stems.items() if any(w.startswith(part) or w.endswith(form) for w in known)}

    def covered(self, known: Set[str]) -> float:
        """Share of the terms' weight that is among these stems."""
        known = self.found(known)
        return sum(weight for form, weight in self.weights.items() if form in known) / self.total

    def missing(self, known: Set[str]) -> float:
        """Weight of the rarest term that is not among these stems."""
        known = self.found(known)
        return max((weight for form, weight in self.weights.items() if form not in known), default=0.0)

    def related(self, here: Reading) -> float:
        """Share of the terms' weight that is here, words with the same beginning included."""
        found, known = 0.0, self.found(here.known)
        for form, weight in self.weights.items():
            if form in known:
                found += weight
            elif form[:PREFIX] in here.prefixes and len(form) >= PREFIX:
                found += RELATIVE * weight
        return found / self.total


def scope(question: Question, corpus: CorpusStatistics) -> Scope:
    """Weigh a question's terms by how rare they are."""
    asked = asking(question.text)
    weights = {form: weight(form, asked, corpus) for form in asked.terms}
    named = frozenset(form for speaker in question.speakers for name in speaker.names for form in read(name).stems)
    return Scope(asked, weights, sum(weights.values()) or 1.0, named)


def weight(form: str, asked: Asking, corpus: CorpusStatistics) -> float:
    """How much it matters that a term is found: rare ones much, light ones little."""
    heavy = LEAST_WEIGHT + corpus.rarity(form)
    return LIGHTNESS * heavy if asked.words[form] in LIGHT_WORDS else heavy


def features(question: Question, candidates: Sequence[Candidate], corpus: CorpusStatistics) -> Matrix:
    """A row a candidate, a column each of ``FEATURES``; some columns compare a candidate with the others."""
    if not candidates:
        return np.zeros((0, len(FEATURES)))
    asked = scope(question, corpus)
    passages = _passages(candidates)
    rows = np.array([_row(asked, c, passages[_place(c)]) for c in candidates], np.float64)
    # BM25 grows with the question: as a share of what its terms could reach.
    rows[:, _COLUMN["passage_lexical"]] /= math.log(corpus.chunks + 1) * asked.total + 1.0
    rows[:, _COLUMN["dense_near"]] = _dense_near(candidates)
    for name in ("dense", "passage_dense", "passage_lexical", "cov"):
        rows[:, _COLUMN[f"{name}_gap"]] = rows[:, _COLUMN[name]] - rows[:, _COLUMN[name]].max()
    unknown = sum(weight for form, weight in asked.weights.items() if not corpus.frequencies.get(form))
    rows[:, _COLUMN["unknown"]] = unknown / asked.total
    return rows


def surroundings(candidate: Candidate) -> frozenset[str]:
    """The stems of a sentence, its neighbours, its document's title and its speakers."""
    near = read(candidate.whole).known | read(candidate.before).known | read(candidate.after).known
    return near | read(candidate.title).known | read(candidate.heading).known | _speakers(candidate)


def _speakers(candidate: Candidate) -> frozenset[str]:
    return frozenset(form for v in candidate.voices for form in read(f"{v.speaker or ''} {v.role or ''}").stems)


def _place(candidate: Candidate) -> Place:
    return candidate.document_id, candidate.passage_rank


def _passages(candidates: Sequence[Candidate]) -> dict[Place, Set[str]]:
    """The stems of each passage: of all its candidates, and its document's title."""
    found: dict[Place, set[str]] = {}
    for candidate in candidates:
        known = found.setdefault(_place(candidate), set(read(candidate.title).known))
        known |= read(candidate.whole).known | read(candidate.heading).known
    return dict(found)


def _dense_near(candidates: Sequence[Candidate]) -> list[float]:
    dense = {(c.document_id, c.number): c.dense for c in candidates}
    lowest = min(dense.values())
    return [
        max(dense.get((c.document_id, c.number + step), lowest) for step in (-1, 1))
        for c in candidates
    ]  # fmt: skip


def _row(asked: Scope, candidate: Candidate, passage: Set[str]) -> list[float]:
    """One candidate's columns, in the order of ``FEATURES``; those that compare are filled in afterwards."""
    here = read(candidate.text)
    whole = read(candidate.whole)
    fragment = not candidate.label and candidate.text.rstrip()[-1:] not in ".!?\"”’')"
    return [
        candidate.dense, 0.0, 0.0, candidate.passage_dense or 0.0, 0.0, candidate.passage_lexical or 0.0, 0.0,
        *_words(asked, candidate, whole, passage),
        *_types(asked.asked, candidate, here),
        float(here.asks), float(fragment), math.log1p(len(here.words)),
        _speaker(asked, candidate), float(candidate.number == 0), _label(asked, candidate), 0.0,
    ]  # fmt: skip


def _words(asked: Scope, candidate: Candidate, here: Reading, passage: Set[str]) -> list[float]:
    near = surroundings(candidate)
    wide = passage | near
    names, numbers = asked.asked.names, asked.asked.numbers
    return [
        asked.covered(here.known), 0.0, asked.related(here), asked.covered(near), asked.covered(wide),
        asked.missing(here.known), asked.missing(near), asked.missing(wide),
        _share(names, here.known), _share(names, near), _share(names, wide), _share(numbers, near),
        _pairs(asked.asked, here),
    ]  # fmt: skip


def _types(asked: Asking, candidate: Candidate, here: Reading) -> list[float]:
    beside = Beside(asked, here, read(candidate.whole) if candidate.label else None)
    columns: list[float] = []
    for kinds in TYPES:
        wanted = asked.type in kinds
        columns += [float(wanted and bool(beside.places)), float(wanted and not beside.places)]
    lacks = beside.places is not None and not beside.places
    if lacks:
        lacks = not any(answers(asked, read(text)) for text in (candidate.before, candidate.after))
    return [*columns, float(lacks), beside.unit(), beside.proximity(), math.log1p(beside.novel())]


def _share(wanted: frozenset[str], known: Set[str]) -> float:
    return len(wanted & known) / len(wanted) if wanted else 1.0


def _pairs(asked: Asking, here: Reading) -> float:
    known = here.known
    found = [(x, y) for x, y in asked.pairs if x in known and y in known]
    if not found:
        return 0.0
    places: dict[str, list[int]] = {}
    for number, form in enumerate(here.stems):
        if form in asked.words:
            places.setdefault(form, []).append(number)
    close = sum(any(abs(a - b) <= CLOSE for a in places[x] for b in places[y]) for x, y in found)
    return close / len(asked.pairs)


def _label(asked: Scope, candidate: Candidate) -> float:
    """How far what an entry says of its value is what the question asks for."""
    if not candidate.label:
        return float(_is_numbered(asked.asked, read(candidate.text)))
    named = read(candidate.label).known
    return 1.0 if named & asked.asked.property else asked.covered(named)


def _is_numbered(asked: Asking, here: Reading) -> bool:
    """Whether a thing that is asked for stands with its number or name: "which room", "Room B-09"."""
    told = {*here.numbers, *here.names}
    return any(
        form in asked.noun and n + 1 in told and here.stems[n + 1] not in asked.reading.known
        for n, form in enumerate(here.stems)
    )


def _speaker(asked: Scope, candidate: Candidate) -> float:
    if not asked.speakers:
        return 0.0
    return 1.0 if asked.speakers & _speakers(candidate) else -1.0
