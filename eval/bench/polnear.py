"""Who said what, against PolNeAR's annotators: ``python -m eval.bench.polnear --data DIR [--split dev|train]``.

Scores full relations (polnear_score.py says how) of what indexing finds, and with ``--seeds DIR`` how many of the
sentences in ``eval/cases/speakers.jsonl`` are given to the right person. A statement inside somebody else's is left
out of the relations: in this corpus a word belongs to one relation only.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from eval.bench.parsed import parse_articles
from eval.bench.polnear_data import Article, in_polnear, read_articles
from eval.bench.polnear_score import Counts, Prediction, count, figures
from eval.bench.speakers import CASES, score_speakers
from index.attribute.reader import read_statements
from index.sentences import sentence_spans
from index.types import Sentence, Span, Statement

# A 60-line rule of thumb on the dev part, 2026-11-21, and what is aimed at.
FLOOR = {"precision": 0.56, "recall": 0.43, "f1": 0.49, "source_given_content": 0.92}
GOAL = {"f1": 0.68, "source_given_content": 0.96}


@dataclass(frozen=True, slots=True)
class Run:
    """The counts over some articles, and how many sentences were read a second once parsed."""

    counts: Counts
    sentences_per_second: float


def relations_of(statements: Iterable[Statement]) -> list[Prediction]:
    """Statements as relations: one for each cue and content, however many speakers it has."""
    found: dict[tuple[Span | None, tuple[Span, ...]], set[Span]] = {}
    for statement in statements:
        if statement.reported_by is None and statement.source is not None:
            found.setdefault((statement.cue, statement.content), set()).add(statement.source)
    return [Prediction(tuple(sorted(sources)), content) for (_, content), sources in found.items()]


def score_docs(articles: Sequence[Article], docs: Sequence[Doc]) -> Run:
    """Reads the statements of parsed articles and scores them."""
    counts, sentences, seconds = Counts(), 0, 0.0
    for article, doc in zip(articles, docs, strict=True):
        spans = [Sentence(span.start, span.end) for span in sentence_spans(doc)]
        begun = time.perf_counter()
        statements, _ = read_statements(doc, spans, None, None)
        seconds += time.perf_counter() - begun
        sentences += len(spans)
        counts += count(article.text, article.relations, relations_of(statements))
    return Run(counts, sentences / seconds if seconds else 0.0)


def report(run: Run) -> dict[str, object]:
    """What is printed with ``--json``: figures, floor, goal, counts and speed."""
    return {
        **figures(run.counts),
        "floor": FLOOR,
        "goal": GOAL,
        "relations": run.counts.annotated - run.counts.sourceless,
        "sourceless": run.counts.sourceless,
        "sentences_per_second": round(run.sentences_per_second),
    }


def _print(found: dict[str, object]) -> None:
    """The figures as a table with floor and goal."""
    print(f"{'':24}{'here':>8}{'floor':>8}{'goal':>8}")
    for name, value in found.items():
        if isinstance(value, float):
            print(f"{name:24}{value:8.3f}{_cell(FLOOR, name)}{_cell(GOAL, name)}")
    print(f"{found['relations']} relations with a source; the {found['sourceless']} without are not asked for")
    print("(strict: those without a source count as missed). A rule of thumb is the floor.")
    print(f"{found['sentences_per_second']} sentences a second, parsing not counted")


def _cell(figures_by_name: dict[str, float], name: str) -> str:
    return f"{figures_by_name[name]:8.2f}" if name in figures_by_name else " " * 8


def main() -> None:
    """Runs the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder polnear, with dev and train in it")
    parser.add_argument("--split", choices=("dev", "train"), default="dev")
    parser.add_argument("--limit", type=int, help="only the first so many articles")
    parser.add_argument("--cache", type=Path, help="a folder to keep parses in between runs")
    parser.add_argument("--seeds", type=Path, help="the folder of the documents that eval/cases/speakers.jsonl quotes")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    articles = read_articles(in_polnear(options.data, options.split), options.limit)
    found = report(score_docs(articles, parse_articles(articles, options.cache)))
    if options.seeds:
        found["speakers"] = score_speakers(CASES, options.seeds)
    if options.json:
        print(json.dumps(found))
    else:
        _print(found)
        print(found.get("speakers", ""))


if __name__ == "__main__":
    main()
