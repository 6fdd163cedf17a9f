"""SQuAD 2.0: paragraph, sentence, answerable or not: ``python -m eval.bench.squad --data DIR``.

All paragraphs of DIR/squad2 are indexed together; each question is asked of all of them. The evidence weights were
learned from some of the articles: the figures are of the articles they never saw, unless ``--all``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ir_measures
from ir_measures import Qrel, R, ScoredDoc, nDCG

from eval.bench.corpora import CHUNK_TOKENS, Corpus, indexed
from eval.bench.measure import TIMES, Figure, auroc, mean, plain, table
from eval.bench.seen import seen
from eval.bench.squad_data import SquadQuestion, data_folder, read_squad
from eval.intervals import resampled
from index.embed.base import load_embedder, packaged_folder
from index.settings import IndexSettings
from index.types import Hit
from index.view import View
from rag.evidence import CorpusStatistics, EvidenceModel, corpus_statistics
from rag.evidence.features import FEATURES, features
from rag.retrieve import PASSAGES, retrieve
from rag.types import Candidate, Question

FLOOR = {"R@1": 0.808, "R@5": 0.956, "nDCG@10": 0.889, "top-1": 0.637, "top-3": 0.824, "AUROC": 0.64}
GOAL = {"R@1": 0.85, "R@5": 0.97, "top-1": 0.78, "top-3": 0.90, "AUROC": 0.75}
REMEDY = "put SQuAD 2.0 files (dev-v2.0.json or parts of it) in DIR/squad2"
DEEP = 100
"""Hits read to see each ranking whole: both are read 50 deep before fusion."""

SYSTEMS = ("words", "vectors", "hybrid", "evidence")
"""BM25; MiniLM; both by rank; the hybrid's passages, their sentences weighed as evidence."""

Ranking = dict[str, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with what every system made of it: paragraphs and sentences by score, and one score for all."""

    question: SquadQuestion
    gold: frozenset[tuple[str, int]]
    paragraphs: dict[str, Ranking]
    sentences: dict[str, list[tuple[str, int]]]
    answerable: dict[str, float]


def ask(question: SquadQuestion, view: View, corpus: Corpus, judge: EvidenceModel) -> Asked:
    """Put one question to all four systems."""
    asked = Question(question.text, question.text, question.text)
    hits = corpus.searcher.search(view, question.text, DEEP)
    candidates = retrieve(asked, view, corpus.searcher, None, PASSAGES).candidates
    statistics = corpus_statistics(view, asked)
    chances = judge.probabilities(asked, candidates, statistics)
    scores = {
        "words": words_scores(asked, candidates, statistics),
        "vectors": [c.dense for c in candidates],
        "hybrid": [c.dense - (c.passage_rank or 0) for c in candidates],
        "evidence": chances,
    }
    best = {
        "words": max((hit.lexical or 0.0 for hit in hits), default=0.0),
        "vectors": max((c.dense for c in candidates), default=0.0),
        "hybrid": max((hit.fused for hit in hits), default=0.0),
        "evidence": max(chances, default=0.0),
    }
    gold = question.gold(view.document(corpus.ids[question.paragraph]))
    ordered = {system: _ordered(candidates, of) for system, of in scores.items()}
    return Asked(question, gold, paragraphs(hits, candidates, chances), ordered, best)


def words_scores(asked: Question, candidates: Sequence[Candidate], statistics: CorpusStatistics) -> list[float]:
    """Share of the question's words, rare ones counting more: what words alone say of a sentence."""
    found: list[float] = features(asked, candidates, statistics)[:, list(FEATURES).index("cov")].tolist()
    return found


def _ordered(candidates: Sequence[Candidate], scores: Sequence[float]) -> list[tuple[str, int]]:
    order = sorted(range(len(candidates)), key=lambda n: (-scores[n], n))
    return [(candidates[n].document_id, candidates[n].number) for n in order]


def paragraphs(hits: Sequence[Hit], candidates: Sequence[Candidate], chances: Sequence[float]) -> dict[str, Ranking]:
    """Each system's ranking of paragraphs: of chunks by their score; with evidence, of the best sentence's first."""
    pick: dict[str, Callable[[Hit], float | None]] = {
        "words": lambda hit: hit.lexical,
        "vectors": lambda hit: hit.dense,
        "hybrid": lambda hit: hit.fused,
    }
    found: dict[str, Ranking] = {system: {} for system in (*pick, "evidence")}
    for hit in hits:
        for system, score_of in pick.items():
            _raise(found[system], hit.chunk.document_id, score_of(hit))
        _raise(found["evidence"], hit.chunk.document_id, hit.fused - 1.0)
    for candidate, chance in zip(candidates, chances, strict=True):
        _raise(found["evidence"], candidate.document_id, chance)
    return found


def _raise(ranking: Ranking, document_id: str, score: float | None) -> None:
    if score is not None:
        ranking[document_id] = max(score, ranking.get(document_id, score))


def figures(asked: Sequence[Asked], corpus: Corpus, system: str) -> dict[str, Figure]:
    """One system's figures: ranking over answerable questions, AUROC over all; a paragraph's questions go together."""
    samples = resampled(len(asked), [one.question.paragraph for one in asked], TIMES)
    result = {name: mean(values, samples) for name, values in _ranked(asked, corpus, system).items()}
    for depth in (1, 3):
        hits = [
            float(bool(one.gold & set(one.sentences[system][:depth]))) if one.question.answers else None
            for one in asked
        ]
        result[f"top-{depth}"] = mean(hits, samples)
    labels = [bool(one.question.answers) for one in asked]
    result["AUROC"] = auroc(labels, [one.answerable[system] for one in asked], samples)
    return {name: result[name] for name in FLOOR}


def _ranked(asked: Sequence[Asked], corpus: Corpus, system: str) -> dict[str, list[float | None]]:
    """Each ranking measure by question; None where the question has no answer."""
    answerable = [one for one in asked if one.question.answers]
    qrels = [Qrel(one.question.id, corpus.ids[one.question.paragraph], 1) for one in answerable]
    run = [
        ScoredDoc(one.question.id, document, score)
        for one in answerable
        for document, score in one.paragraphs[system].items()
    ]
    found: dict[str, dict[str, float]] = {}
    for metric in ir_measures.iter_calc([R @ 1, R @ 5, nDCG @ 10], qrels, run):
        found.setdefault(str(metric.measure), {})[metric.query_id] = float(metric.value)
    return {
        name: [values.get(one.question.id, 0.0) if one.question.answers else None for one in asked]
        for name, values in found.items()
    }


def run(data: Path, chunk_tokens: int, every: bool) -> dict[str, Any]:
    """Index, ask, measure."""
    sources, questions = read_squad(data)
    judge = EvidenceModel.with_reader(packaged_folder())
    chosen = [q for q in questions if every or q.article not in seen("squad2")]
    with indexed(sources, load_embedder(IndexSettings(threads=1)), chunk_tokens) as corpus:
        with corpus.store.snapshot() as view:
            asked = [ask(question, view, corpus, judge) for question in chosen]
        systems = {system: figures(asked, corpus, system) for system in SYSTEMS}
    articles = ", ".join(sorted({question.article for question in chosen}))
    return {"title": f"SQuAD 2.0, {len(chosen)} questions on {articles}", "systems": systems}


def main() -> None:
    """Parse the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder that holds squad2/")
    parser.add_argument("--chunk-tokens", type=int, default=CHUNK_TOKENS, help="most tokens in a chunk")
    parser.add_argument("--all", action="store_true", help="also the articles that the weights were learned from")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    result = run(data_folder(options.data, "squad2", REMEDY), options.chunk_tokens, options.all)
    if options.json:
        print(json.dumps({**result, "systems": plain(result["systems"]), "floor": FLOOR, "goal": GOAL}, indent=1))
    else:
        print(table(result["title"], result["systems"], FLOOR, GOAL))


if __name__ == "__main__":
    main()
