"""Contrast sets: how many changed sentences still pass as supported, and how many true ones do.

``python -m eval.bench.contrast``: over the evidence sentences of seeds/ and eval/corpus. With ``--data DIR`` also
over the supported claims of WiCE, each with its own article.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from eval.bench.squad_data import data_folder
from eval.bench.support import Posed, candidates, embedded
from eval.bench.wice_data import REMEDY, read_wice
from eval.contrast.turn import FALSE_KINDS, SEED, TRUE_KINDS, Gold, Turned, entities, paraphrased, turned
from index.embed.base import Embedder, load_embedder
from index.library import Library
from index.settings import IndexSettings
from index.types import Document, Statement
from index.view import View
from rag.interpret.roster import Roster
from rag.speakers import everybody
from rag.verify.model import SupportModel
from rag.verify.sentence import Verifier, verify_sentence
from rag.verify.text import Tools, verify_text
from rag.verify.types import Finding

GOALS = {**dict.fromkeys(FALSE_KINDS, "<= 5%"), **dict.fromkeys(TRUE_KINDS, ">= 95%")}
FOLDERS = (Path("seeds"), Path("eval/corpus"))
LEAST_WORDS = 6
"""Words of a sentence that is taken for evidence."""
DRAWS = 1000

Verify = Callable[[str], Finding]


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with what verification made of it."""

    case: Turned
    finding: Finding

    @property
    def passed(self) -> bool:
        """Whether it stands as supported."""
        return self.finding.verdict == "supported"


def golden(document: Document) -> Iterator[Gold]:
    """The sentences of a document that say something, with the one statement that each gives, where it gives one."""
    for sentence in document.sentences:
        text = document.text[sentence.start : sentence.end]
        if sentence.furniture or len(text.split()) < LEAST_WORDS or text.rstrip()[-1:] not in '.”"':
            continue
        if "\n" in text or text.rstrip().endswith("?"):
            continue
        inside = [s for s in document.statements if _inside(s, sentence.start, sentence.end)]
        one = inside[0] if len(inside) == 1 else None
        yield Gold(text, document.id, *(_statement(document, one) if one else (None, None, None)))


def _inside(statement: Statement, start: int, end: int) -> bool:
    spans = statement.content
    return len(spans) == 1 and start <= spans[0].start and spans[0].end <= end and statement.reported_by is None


def _statement(document: Document, one: Statement) -> tuple[str | None, str | None, str | None]:
    """Speaker, content and how the text names the speaker, of statements that report with "said" and its like."""
    cue = document.text[one.cue.start : one.cue.end].lower() if one.cue else ""
    content = document.text[one.content[0].start : one.content[0].end]
    named = document.text[one.source.start : one.source.end] if one.source else None
    if cue not in ("said", "says", "argued", "argues", "claimed", "claims", "stated", "added", "noted", "warned"):
        return one.speaker, None, named
    return one.speaker, content if len(content.split()) >= LEAST_WORDS else None, named


def cases(golds: Sequence[Gold], speakers: Sequence[str]) -> list[Turned]:
    """Every case of these sentences, equal texts once."""
    pool: dict[str, list[str]] = {}
    for gold in golds:
        for name, label in entities(gold.text):
            pool.setdefault(label, []).append(name)
    pool = {label: sorted(set(names)) for label, names in pool.items()}
    true = {gold.text for gold in golds}
    found: dict[str, Turned] = {}
    for gold in golds:
        found.setdefault(gold.text, Turned("verbatim", gold.text, gold))
        for text in paraphrased(gold):
            found.setdefault(text, Turned("paraphrased", text, gold))
        for case in turned(gold, pool, speakers):
            if case.text not in true:
                found.setdefault(case.text, case)
    return list(found.values())


def documents_cases(view: View) -> list[Turned]:
    """The cases of every English document in a view."""
    documents = [view.document(document_id) for document_id in view.document_ids()]
    golds = [gold for document in documents if document.language == "en" for gold in golden(document)]
    speakers = sorted({s.name for s in view.speakers() if s.kind == "person" and len(s.name.split()) > 1})
    return cases(golds, speakers)


def judge(found: Sequence[Turned], verify: Verify) -> list[Judged]:
    """Every case verified."""
    return [Judged(case, verify(case.text)) for case in found]


def figures(judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """For each kind: how many, the share that passes with its 95% bootstrap interval, and the share contradicted."""
    rows: dict[str, dict[str, float]] = {}
    for kind in (*FALSE_KINDS, *TRUE_KINDS):
        of_kind = [one for one in judged if one.case.kind == kind]
        if of_kind:
            passed = np.array([one.passed for one in of_kind], float)
            low, high = interval(passed)
            against = float(np.mean([one.finding.verdict == "contradicted" for one in of_kind]))
            rows[kind] = {
                "cases": len(of_kind), "pass": round(float(passed.mean()), 4), "low": low, "high": high,
                "contradicted": round(against, 4),
            }  # fmt: skip
    return rows


def interval(passed: np.ndarray[Any, np.dtype[np.float64]]) -> tuple[float, float]:
    """The middle 95% of the share over resampled cases."""
    generator = np.random.default_rng(SEED)
    shares = [passed[generator.integers(0, len(passed), len(passed))].mean() for _ in range(DRAWS)]
    low, high = np.quantile(shares, (0.025, 0.975))
    return round(float(low), 4), round(float(high), 4)


def run(folders: Sequence[Path]) -> tuple[dict[str, Any], list[Judged]]:
    """Index the folders, make the cases, verify each against all documents."""
    with TemporaryDirectory(prefix="onrecord-contrast-") as store:
        library = Library(IndexSettings(store=Path(store), threads=1, _env_file=None))
        for _ in library.index(list(folders)):
            pass
        with library.snapshot() as view:
            judged = judged_in(view, library)
        library.store.close()
    return {"documents": figures(judged), "goals": GOALS}, judged


def judged_in(view: View, library: Library) -> list[Judged]:
    """The cases of a view, verified against it."""
    tools = Tools(library.searcher, Roster(everybody(view)), Verifier(SupportModel.load()))

    def verify(text: str) -> Finding:
        # A case is one sentence: where it is split, its worst part decides.
        parts = [one.finding for one in verify_text(text, view, tools)]
        return min(parts, key=lambda finding: finding.score)

    return judge(documents_cases(view), verify)


def wice_cases(found: Sequence[Posed]) -> list[Turned]:
    """The supported claims, which say in other words what their articles say, and their false cases."""
    golds = [Gold(posed.claim, posed.id) for posed in found]
    return [
        Turned("paraphrased", case.text, case.gold) if case.kind == "verbatim" else case
        for case in cases(golds, [])
        if case.kind != "paraphrased"
    ]


def run_wice(data: Path, embedder: Embedder) -> list[Judged]:
    """Every case of WiCE's supported claims, each held against its own article."""
    posed = {one.id: one for one in read_wice(data, embedder) if one.supported}
    verifier, judged = Verifier(SupportModel.load()), []
    for case in wice_cases(list(posed.values())):
        one = posed[case.gold.source]
        sentences = [candidate.text for candidate in one.candidates]
        vectors = embedded([case.text, *sentences], embedder)
        evidence = candidates(one.id, one.candidates[0].title, sentences, [vectors[s] for s in sentences],
                              vectors[case.text])  # fmt: skip
        judged.append(Judged(case, verify_sentence(case.text, evidence, verifier)))
    return judged


def table(result: dict[str, Any]) -> str:
    """The result as lines to read."""
    lines = []
    for name in ("documents", "wice"):
        if name in result:
            lines.append(f"{name:18}{'cases':>7}{'pass':>8}  95% interval    contradicted  goal")
            for kind, row in result[name].items():
                spread = f"{row['low']:6.1%} to {row['high']:6.1%}"
                lines.append(
                    f"{kind:18}{row['cases']:7}{row['pass']:8.1%}  {spread}{row['contradicted']:13.1%}  {GOALS[kind]}"
                )
    return "\n".join(lines)


def main() -> None:
    """Parse the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder that holds wice/; without it only documents are used")
    parser.add_argument("--documents", type=Path, nargs="*", default=list(FOLDERS), help="folders of documents")
    parser.add_argument("--errors", action="store_true", help="print what passed and should not, and the reverse")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    result, judged = run(options.documents)
    if options.data:
        data = data_folder(options.data, "wice", REMEDY)
        others = run_wice(data, load_embedder(IndexSettings(threads=1)))
        result["wice"] = figures(others)
        judged += others
    if options.errors:
        for one in judged:
            if one.passed != (one.case.kind in TRUE_KINDS):
                print(
                    f"{one.case.kind}\t{one.finding.score}\t{one.case.text}\n\t{one.case.gold.text}\n\t{one.finding.reasons}"
                )
    print(json.dumps(result, indent=1) if options.json else table(result))


if __name__ == "__main__":
    main()
