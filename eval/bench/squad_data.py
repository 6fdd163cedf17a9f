"""SQuAD 2.0's own format: paragraphs as sources, questions with the sentences that answer them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.bench.corpora import Source
from index.types import Document, Span

EVERY = 4
"""Every fourth article of a file is never learned from."""


@dataclass(frozen=True, slots=True)
class SquadQuestion:
    """One question about one paragraph; ``answers`` are spans of it, none where it cannot be answered."""

    id: str
    article: str
    paragraph: str
    text: str
    answers: tuple[Span, ...]
    held_out: bool

    def gold(self, paragraph: Document) -> frozenset[tuple[str, int]]:
        """The sentences that hold an answer, as document and number."""
        numbered = enumerate(paragraph.sentences)
        return frozenset(
            (paragraph.id, n) for n, s in numbered for a in self.answers if s.start < a.end and a.start < s.end
        )

    def holding(self, spans: Sequence[Span]) -> tuple[int, ...]:
        """The numbers of those of a paragraph's sentences in which an answer begins."""
        return tuple(n for n, s in enumerate(spans) if any(s.start <= a.start < s.end for a in self.answers))


def read_squad(data: Path) -> tuple[list[Source], list[SquadQuestion]]:
    """Every paragraph and question of the files in DIR/squad2, in order of file name."""
    sources: list[Source] = []
    questions: list[SquadQuestion] = []
    for file in sorted((data / "squad2").glob("*.json")):
        for number, article in enumerate(json.loads(file.read_text("utf-8"))["data"]):
            held_out = number % EVERY == EVERY - 1
            for place, paragraph in enumerate(article["paragraphs"]):
                key = f"{article['title']}/{place}"
                sources.append(Source(key, article["title"].replace("_", " "), paragraph["context"]))
                questions += [_question(asked, article["title"], key, held_out) for asked in paragraph["qas"]]
    return sources, questions


def _question(asked: dict[str, Any], article: str, key: str, held_out: bool) -> SquadQuestion:
    answers = asked["answers"] if not asked["is_impossible"] else []
    spans: Sequence[Span] = [Span(a["answer_start"], a["answer_start"] + len(a["text"])) for a in answers]
    return SquadQuestion(
        str(asked["id"]), article, key, " ".join(str(asked["question"]).split()), tuple(dict.fromkeys(spans)), held_out
    )


def data_folder(given: Path | None, part: str, remedy: str) -> Path:
    """The folder with the data sets: as given, or ONRECORD_DATA; SystemExit with the remedy where ``part`` is not."""
    folder = given or Path(os.environ.get("ONRECORD_DATA", ""))
    if not any((folder / part).glob("*.json*")):
        raise SystemExit(f"no data in {str(folder / part)!r}: {remedy}, and name DIR with --data or ONRECORD_DATA")
    return folder
