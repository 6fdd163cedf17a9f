"""Questions about who says what, on PolNeAR: ``python -m eval.bench.polnear_questions --data DIR [--half tuned]``.

Each article is a document of the given sentences; a question is asked of its own article, and every sentence is
ranked as the product ranks it for such a question. "What does NAME say?" wants NAME's statements, "Who disputes …?"
and "Who supports …?" the sentences in which somebody does. Articles are halved by a hash of their name: the half that
nothing was tuned on is reported unless ``--half`` says otherwise.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ir_measures
from ir_measures import P, Qrel, Rprec, ScoredDoc

from eval.bench.corpora import Corpus, Source, indexed, joined
from eval.bench.polnear_data import in_polnear
from index.embed.base import load_embedder, packaged_folder
from index.settings import IndexSettings
from index.view import View
from rag.choose.acts import ranked_by_act
from rag.choose.base import Desk
from rag.choose.statements import ranked_by
from rag.evidence.model import EvidenceModel, missing_terms
from rag.evidence.platt import PlattScaling
from rag.evidence.statistics import corpus_statistics
from rag.interpret.asks import speakers_first
from rag.interpret.roster import Roster
from rag.retrieve import retrieve
from rag.settings import RagSettings
from rag.speakers import everybody
from rag.stance.model import StanceModel
from rag.types import Candidate, Evidence, Question, Stance

FLOOR = {"source_statements": {"Rprec": 0.477, "P@3": 0.512}, "dispute": {"Rprec": 0.324}, "support": {"Rprec": 0.317}}
"""Reciprocal rank fusion over dev and test together, measured by others."""
CHANCE = {"source_statements": 0.143, "dispute": 0.05, "support": 0.05}
GOAL = {"source_statements": 0.75, "dispute": 0.60, "support": 0.60}
MEASURES = (Rprec, P @ 3)
DEEP = 400
"""Hits; as many as the longest article has chunks."""

SIDES: dict[str, Stance] = {"dispute": "disputes", "support": "affirms"}

Scores = dict[int, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the set; ``gold`` are the numbers of the sentences that answer it."""

    id: str
    kind: str
    article: str
    text: str
    gold: frozenset[int]
    source: str | None


def read_questions(data: Path) -> list[Asked]:
    """The questions of ``questions_dev.jsonl``."""
    lines = in_polnear(data, "questions_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line]
    return [
        Asked(f"q{n}", r["type"], r["article"], r["question"], frozenset(r["gold_sentences"]), r.get("source"))
        for n, r in enumerate(rows)
    ]


def read_sources(data: Path) -> list[Source]:
    """The articles of ``sentences_dev.json`` as documents of exactly these sentences."""
    articles = json.loads((data / "sentences_dev.json").read_text(encoding="utf-8"))
    return [joined(name, "", sentences, attributed=True) for name, sentences in articles.items()]


def is_tuned_on(article: str) -> bool:
    """Whether an article is of the half that choices were made on."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % 2 == 0


def desk_for(asked: Asked, view: View, corpus: Corpus, judge: EvidenceModel, stance: StanceModel) -> Desk:
    """All that answering the question needs; the article is the only document."""
    roster = Roster(everybody(view))
    mentions = speakers_first(asked.text, roster.find(asked.text))
    speakers = tuple(mention.named for mention in mentions[:1])
    side: Stance | None = SIDES.get(asked.kind)
    question = Question(asked.text, asked.text, asked.text, speakers=speakers, stance=side)
    statistics = corpus_statistics(view, question)

    def weigh(question: Question, candidates: Sequence[Candidate]) -> list[float]:
        return judge.probabilities(question, candidates, statistics)

    def lacking(question: Question, found: Candidate) -> tuple[str, ...]:
        return missing_terms(question, found, statistics)

    retrieved = retrieve(question, view, corpus.searcher, None, DEEP)
    scope = tuple(view.document_ids())
    return Desk(
        question, view, corpus.searcher, retrieved, scope, PlattScaling.load().weight(RagSettings().threshold), weigh,
        judge.read, lacking, lambda words, *_: tuple(words), stance,
    )  # fmt: skip


def product(desk: Desk) -> Scores:
    """Sentences as the product ranks them: by whose they are, or by what is done in them."""
    if desk.question.stance is not None:
        return _falling(ranked_by_act(desk, desk.question.stance))
    return _falling(ranked_by(desk, desk.question.speakers[0])) if desk.question.speakers else {}


def _falling(evidence: Iterable[Evidence]) -> Scores:
    """Scores that fall with the rank, all above those of the baseline."""
    return {e.candidate.number: 2.0 - rank / 1000 for rank, e in enumerate(evidence)}


def fused(desk: Desk) -> Scores:
    """The baseline: sentences of the best passages first (reciprocal rank fusion), the nearest in meaning within them."""
    return {c.number: -float(c.passage_rank or 0) / DEEP + c.dense / 1e4 for c in desk.retrieved.candidates}


def measure(asked: Sequence[Asked], runs: dict[str, Scores]) -> dict[str, dict[str, float]]:
    """R-precision and precision at three, by kind of question."""
    found = {}
    for kind in GOAL:
        these = [one for one in asked if one.kind == kind]
        qrels = [Qrel(one.id, str(number), 1) for one in these for number in one.gold]
        scored = [ScoredDoc(one.id, str(number), score) for one in these for number, score in runs[one.id].items()]
        measured = ir_measures.calc_aggregate(MEASURES, qrels, scored) if these else {}
        found[kind] = {"questions": float(len(these)), **{str(m): round(float(v), 4) for m, v in measured.items()}}
    return found


def run(data: Path, half: str) -> dict[str, Any]:
    """Index each article by itself, ask its questions, measure."""
    chosen = [q for q in read_questions(data) if half == "both" or is_tuned_on(q.article) == (half == "tuned")]
    embedder, judge = load_embedder(IndexSettings(threads=1)), EvidenceModel.with_reader(packaged_folder())
    stance = StanceModel.load(packaged_folder())
    runs: dict[str, dict[str, Scores]] = {"product": {}, "rrf": {}}
    for source in read_sources(data):
        asked = [one for one in chosen if one.article == source.key]
        if not asked:
            continue
        with indexed([source], embedder) as corpus, corpus.store.snapshot() as view:
            for one in asked:
                desk = desk_for(one, view, corpus, judge, stance)
                runs["rrf"][one.id] = fused(desk)
                runs["product"][one.id] = {**runs["rrf"][one.id], **product(desk)}
    systems = {name: measure(chosen, scores) for name, scores in runs.items()}
    return {"half": half, "systems": systems, "floor": FLOOR, "chance": CHANCE, "goal": GOAL}


def table(result: dict[str, Any]) -> str:
    """The result as lines to read."""
    heads = ("questions", "Rprec", "P@3", "RRF here", "floor", "chance", "goal")
    lines = [f"PolNeAR questions, half: {result['half']}", " " * 20 + "".join(f"{head:>10}" for head in heads)]
    for kind, own in result["systems"]["product"].items():
        baseline = result["systems"]["rrf"][kind].get("Rprec", 0.0)
        cells = (own.get("Rprec", 0.0), own.get("P@3", 0.0), baseline, FLOOR[kind]["Rprec"], CHANCE[kind], GOAL[kind])
        lines.append(f"{kind:20}{own['questions']:10.0f}" + "".join(f"{cell:10.3f}" for cell in cells))
    return "\n".join(lines)


def main() -> None:
    """Parse the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder polnear, with questions_dev.jsonl in it")
    parser.add_argument("--half", choices=("held-out", "tuned", "both"), default="held-out")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    result = run(options.data, options.half)
    print(json.dumps(result, indent=1) if options.json else table(result))


if __name__ == "__main__":
    main()
