"""Questions with candidates to learn evidence from: as asked, and made harder or impossible by rule.

| kind | what | answerable |
|---|---|---|
| ans, adv | SQuAD's questions with and without an answer, asked of all paragraphs | yes, no |
| keys | an answerable one as a search line: its content words, lower case | yes |
| near | an answerable one where the paragraphs that hold the answer are left out | no |
| far | an answerable one asked of the other articles | no |
| swap | an answerable one with a name or number of another article in place of its own | no |
| cans, cadv | ClapNQ's questions asked of their own passage | yes, no |
| cans_all, cadv_all | the same asked of all passages | yes, no |
| cfar | an answerable one asked of all passages but its own | no |
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from eval.bench.clapnq_data import ClapQuestion
from eval.bench.corpora import Corpus
from eval.bench.squad_data import SquadQuestion
from index.lexical import STOP_WORDS
from index.view import View
from rag.evidence import CorpusStatistics, corpus_statistics
from rag.retrieve import PASSAGES, retrieve
from rag.types import Candidate, Question

SHARES = {"keys": 0.25, "near": 0.5, "far": 0.35, "swap": 0.3}
"""Share of the answerable questions that each kind is made from."""

_NAME = re.compile(r"(?<=\s)(?:[A-Z][\w-]+(?:\s(?=[A-Z]))?)+|(?<=\s)\d[\d,.]*\b")


@dataclass(frozen=True, slots=True)
class Posed:
    """A question put to an index: its candidates and which of them answer; ``group`` is what splits keep together."""

    group: str
    kind: str
    id: str
    held_out: bool
    question: Question
    candidates: tuple[Candidate, ...]
    gold: frozenset[tuple[str, int]]
    statistics: CorpusStatistics


Put = Callable[[str, str, Sequence[str] | None, frozenset[tuple[str, int]]], Posed]


def squad_posed(view: View, corpus: Corpus, questions: Sequence[SquadQuestion]) -> Iterator[Posed]:
    """Every question as it is, and, of the answerable ones, shares of each made-up kind."""
    articles: dict[str, list[str]] = {}
    for key, document_id in corpus.ids.items():
        articles.setdefault(key.rsplit("/", 1)[0], []).append(document_id)
    names = {a: sorted({n for q in questions if q.article == a for n in _NAME.findall(q.text)}) for a in articles}
    for question in questions:
        paragraph = view.document(corpus.ids[question.paragraph])
        put = _putter(view, corpus, question.article, question.id, question.held_out)
        yield put("ans" if question.answers else "adv", question.text, None, question.gold(paragraph))
        if not question.answers:
            continue
        chance = random.Random(question.id)
        if chance.random() < SHARES["keys"]:
            yield put("keys", keywords(question.text), None, question.gold(paragraph))
        if chance.random() < SHARES["near"]:
            held = {paragraph.text[a.start : a.end].lower() for a in question.answers}
            rest = [d for d in view.document_ids() if not any(a in view.document(d).text.lower() for a in held)]
            yield put("near", question.text, rest, frozenset())
        if chance.random() < SHARES["far"]:
            others = [d for article, ids in articles.items() if article != question.article for d in ids]
            yield put("far", question.text, others, frozenset())
        foreign = [n for article, known in names.items() if article != question.article for n in known]
        swapped = swap(question.text, foreign, chance)
        if swapped and chance.random() < SHARES["swap"]:
            yield put("swap", swapped, None, frozenset())


def clapnq_posed(view: View, corpus: Corpus, questions: Sequence[ClapQuestion]) -> Iterator[Posed]:
    """Every question of its own passage, of all, and of all others."""
    for question in questions:
        own = corpus.ids[question.id]
        gold = frozenset((own, number) for number in question.selected)
        put = _putter(view, corpus, "clapnq", question.id, question.held_out)
        kind = "cans" if question.answerable else "cadv"
        yield put(kind, question.text, [own], gold)
        yield put(f"{kind}_all", question.text, None, gold)
        if question.answerable:
            yield put("cfar", question.text, [d for d in view.document_ids() if d != own], frozenset())


def _putter(view: View, corpus: Corpus, group: str, number: str, held_out: bool) -> Put:
    def put(kind: str, text: str, documents: Sequence[str] | None, gold: frozenset[tuple[str, int]]) -> Posed:
        question = Question(text, text, text)
        found = retrieve(question, view, corpus.searcher, documents, PASSAGES).candidates
        return Posed(group, kind, number, held_out, question, found, gold, corpus_statistics(view, question))

    return put


def keywords(question: str) -> str:
    """The question as people type it into a search box."""
    return " ".join(word for word in re.findall(r"[\w'-]+", question.lower()) if word not in STOP_WORDS)


def swap(question: str, foreign: Sequence[str], chance: random.Random) -> str | None:
    """The question with one of its names or numbers replaced by a foreign one of the same sort; None without any."""
    own = list(_NAME.finditer(question))
    if not own:
        return None
    match = chance.choice(own)
    fitting = [n for n in foreign if n[0].isdigit() == match.group()[0].isdigit() and n not in question]
    if not fitting:
        return None
    return question[: match.start()] + chance.choice(fitting) + question[match.end() :]
