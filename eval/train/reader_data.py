"""What the reader is taught with: questions beside the sentences that answer them and those that only seem to.

Documents are indexed and searched as a user's are, so that a sentence is taught as it will be read: torn from its text by
the same rules, under its title, a row of a table under its headings.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval.bench.seen import seen
from eval.bench.squad_data import SquadQuestion, read_squad
from eval.run import open_corpus
from eval.written import Asked, Written, grouped, ids_in
from index.reading import Read
from index.search import Searcher
from index.sentences import PARSED_LANGUAGE, parse, sentence_spans
from index.types import Span
from index.view import View
from rag.choose.sides import ASKED_OF_A_SIDE
from rag.evidence.reader import reading, text_of
from rag.pairs import Pair
from rag.retrieve import candidate, retrieve
from rag.types import OTHER_SIDE, Question, Stance

BESIDE, BESIDE_UNANSWERED = 3, 2
"""Sentences of the same document read beside the one that answers, and of a question that nothing answers."""
ELSEWHERE, KEPT = 0.5, 4
"""How often a sentence of another document is read too, and from how many of the nearest it is drawn."""
CHANCE = 3.0
"""Words of the question for which a sentence must share more to be preferred surely."""
UNTITLED = 0.15
"""How often all is read without titles."""


@dataclass(frozen=True, slots=True)
class Taught:
    """A question with what is read beside it: what answers, what seems to, the rest, and what is near in other documents."""

    question: str
    title: str
    answers: tuple[str, ...]
    near: tuple[str, ...]
    rest: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()


def as_indexed(documents: Sequence[Written], folder: Path) -> Iterator[Taught]:
    """The questions of documents, some of which lie in one store each under ``folder``."""
    for place, chosen in grouped(documents, folder):
        library = open_corpus(place, place.with_suffix(".store")).library
        with library.snapshot() as view:
            ids = ids_in(view)
            for document in chosen:
                read = view.read(ids[document.id])
                places = document.places(read)
                for asked in document.questions:
                    taught = _taught(asked, read, places, view, library.searcher)
                    if taught.answers or not asked.answers:
                        yield taught


def sides_of(document: Written) -> Written:
    """A document in which sides are taken, with questions for who takes them: as people ask, and as answering does.

    What the other side says only seems to answer.
    """
    asked = []
    for claim in document.claims:
        sides: dict[Stance, tuple[int, ...]] = {"affirms": claim.affirms, "disputes": claim.disputes}
        words = [(side, ask.format(claim=claim.text)) for side, ask in ASKED_OF_A_SIDE.items()]
        for side, text in [(claim.asked, claim.ask), *words] if claim.asked else words:
            asked.append(Asked(text, sides[side], (*sides[OTHER_SIDE[side]], *claim.near)))
    return replace(document, questions=tuple(asked))


def _taught(asked: Asked, read: Read, places: Sequence[tuple[int, ...]], view: View, searcher: Searcher) -> Taught:
    vector = searcher.embed(asked.text)
    answers = {n for one in asked.answers for n in places[one]}
    near = {n for one in asked.near for n in places[one]} - answers
    kept = [n for n, one in enumerate(read.document.sentences) if not one.furniture]

    def texts(numbers: Sequence[int]) -> tuple[str, ...]:
        return tuple(text_of(candidate(read, n, vector)) for n in numbers)

    found = retrieve(Question(asked.text, asked.text, asked.text), view, searcher, None, KEPT).candidates
    others = sorted((c for c in found if c.document_id != read.document.id), key=lambda c: -c.dense)
    return Taught(
        asked.text, read.document.title, texts(sorted(answers)), texts(sorted(near)),
        texts([n for n in kept if n not in answers | near]), tuple(text_of(c) for c in others[:KEPT]),
    )  # fmt: skip


def squad(data: Path) -> list[Taught]:
    """SQuAD 2.0's questions on the articles that the evidence weights were learned from."""
    sources, questions = read_squad(data)
    texts = {source.key: source.text for source in sources}
    spans = {key: sentence_spans(parse(text, PARSED_LANGUAGE)) for key, text in texts.items()}
    return [
        _of_squad(one, texts[one.paragraph], spans[one.paragraph]) for one in questions if one.article in seen("squad2")
    ]


def _of_squad(asked: SquadQuestion, text: str, spans: Sequence[Span]) -> Taught:
    title, sentences = asked.article.replace("_", " "), [text[s.start : s.end] for s in spans]
    read = [reading(one, sentences[n - 1] if n else "", title) for n, one in enumerate(sentences)]
    holding = asked.holding(spans)
    rest = tuple(one for n, one in enumerate(read) if n not in holding)
    return Taught(asked.text, title, tuple(read[n] for n in holding), (), rest)


def pairs_of(taught: Taught, draw: random.Random) -> tuple[list[Pair], list[float]]:
    """Pairs to read for one question with their labels: one that answers, then those that seem to, then others.

    Of the others those come first that share words with the question, with some chance.
    """
    chosen = [draw.choice(taught.answers)] if taught.answers else []
    near, rest = list(taught.near), list(taught.rest)
    draw.shuffle(near)
    draw.shuffle(rest)
    words = set(taught.question.lower().split())
    rest.sort(key=lambda one: -len(words & set(_untitled(one, taught).lower().split())) - draw.random() * CHANCE)
    beside = [*near, *rest][: BESIDE if chosen else BESIDE_UNANSWERED]
    if taught.elsewhere and draw.random() < ELSEWHERE:
        beside.append(draw.choice(taught.elsewhere))
    read = [*chosen, *beside]
    if draw.random() < UNTITLED:
        read = [_untitled(one, taught) for one in read]
    return [(taught.question, one) for one in read], [1.0] * len(chosen) + [0.0] * len(beside)


def _untitled(text: str, taught: Taught) -> str:
    return text.removeprefix(reading("", "", taught.title))
