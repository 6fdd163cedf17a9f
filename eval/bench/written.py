"""Whole answers on documents that nothing was taught with: ``python -m eval.bench.written``.

Each question is asked of its own document, whose subject it need not name. Right is an answer that cites a sentence
which answers, or a refusal where nothing does. Most of what can be answered is asked in other words; for what cannot there is a
sentence that seems to.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.intervals import Share, share
from eval.run import open_corpus
from eval.written import HELD, HELD_LONG, Written, grouped, ids_in, load
from rag.assistant import Assistant
from rag.types import Inquiry


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question: whether it can be answered, whether it was, and whether what is cited answers."""

    answerable: bool
    answered: bool
    right: bool


def ask(documents: Sequence[Written], folder: Path) -> list[Outcome]:
    """Every question of every document, in stores of some documents each under ``folder``."""
    found = []
    for place, chosen in grouped(documents, folder):
        assistant = open_corpus(place, place.with_suffix(".store"))
        with assistant.library.snapshot() as view:
            ids = ids_in(view)
            numbers = {one.id: one.places(view.read(ids[one.id])) for one in chosen}
            spans = {one.id: view.document(ids[one.id]).sentences for one in chosen}
        for document in chosen:
            found += [
                _outcome(assistant, one.text, ids[document.id],
                         {spans[document.id][n].start for a in one.answers for n in numbers[document.id][a]})
                for one in document.questions
            ]  # fmt: skip
    return found


def _outcome(assistant: Assistant, question: str, document_id: str, answering: set[int]) -> Outcome:
    answer = assistant.ask(Inquiry(question, documents=(document_id,)))
    cited = any(one.start <= start < one.end for one in answer.citations for start in answering)
    answered = answer.refusal is None
    return Outcome(bool(answering), answered, cited if answering else not answered)


def figures(outcomes: Sequence[Outcome]) -> dict[str, Share]:
    """Shares: right of all; of those that can be answered; refused of the others; right of the answers given."""
    able = [one for one in outcomes if one.answerable]
    other = [one for one in outcomes if not one.answerable]
    given = [one for one in outcomes if one.answered]
    return {
        "right": _share([one.right for one in outcomes]),
        "answered rightly, of what is answered in the text": _share([one.right for one in able]),
        "refused, of what is not": _share([one.right for one in other]),
        "right, of the answers given": _share([one.right and one.answerable for one in given]),
    }


def _share(values: Sequence[bool]) -> Share:
    return share([float(one) for one in values], [1.0] * len(values))


def main() -> None:
    """Parse the arguments, ask and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--long", action="store_true", help="the documents of some thirty sentences, not of twelve")
    parser.add_argument("--documents", type=int, help="only that many")
    parser.add_argument("--output", type=Path, help="write the figures as JSON")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        found = figures(ask(load(HELD_LONG if options.long else HELD)[: options.documents], Path(folder)))
    for name, one in found.items():
        print(f"{name:<52} {one}  {one.bounds}  of {one.of}")
    if options.output:
        rows = {name: asdict(one) for name, one in found.items()}
        options.output.write_text(json.dumps(rows, indent=1), "utf-8")


if __name__ == "__main__":
    main()
