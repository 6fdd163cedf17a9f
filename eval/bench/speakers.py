"""Scores resolved speakers on hand-labelled passages: is each quoted passage given to the right person?"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from eval.bench.polnear_data import Words
from index.build import read_document
from index.files import SourceFile
from index.load import load
from index.types import Document, Span, Statement

CASES = Path(__file__).parents[1] / "cases" / "speakers.jsonl"
# A statement holds a passage when it holds this part of its words.
_HELD = 0.5


@dataclass(frozen=True, slots=True)
class SpeakerCase:
    """A passage of a document and who is responsible for it; ``attribution`` is direct, indirect or author."""

    document: str
    quote: str
    speaker: str
    attribution: str


def read_cases(path: Path) -> list[SpeakerCase]:
    """The cases of a file, one JSON object a line."""
    return [SpeakerCase(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line]


def score_speakers(path: Path, folder: Path) -> dict[str, object]:
    """How many passages are given to the right speaker, and of those how many in the right form; which are wrong."""
    documents: dict[str, Document] = {}
    right = form = 0
    wrong = []
    cases = read_cases(path)
    for case in cases:
        if case.document not in documents:
            documents[case.document] = _document(folder / case.document)
        found = answers(case, documents[case.document])
        hit = [attribution for speaker, attribution in found if same_name(speaker, case.speaker)]
        right += bool(hit)
        form += case.attribution in hit
        if not hit:
            wrong.append(f"{case.speaker}: {case.quote[:60]!r} -> {sorted(speaker for speaker, _ in found)}")
    return {"cases": len(cases), "speaker": right, "form": form, "wrong": wrong}


def _document(path: Path) -> Document:
    """A document as indexing reads it."""
    return read_document(load(path), SourceFile(path, str(path)))


def answers(case: SpeakerCase, document: Document) -> list[tuple[str, str]]:
    """Who is given the passage, and how; the author where nobody is cited for it."""
    start = document.text.find(case.quote)
    if start < 0:
        raise ValueError(f"{case.quote!r} is not in {case.document!r}; quote the extracted text word for word")
    words = Words(document.text)
    wanted = words.of([Span(start, start + len(case.quote))])
    held = [s for s in document.statements if s.reported_by is None and _holds(s, words, wanted)]
    return [(s.speaker or "", s.attribution) for s in held] or [(document.author or "", "author")]


def _holds(statement: Statement, words: Words, wanted: frozenset[int]) -> bool:
    """Whether a statement holds enough of the wanted words."""
    return len(words.of(statement.content) & wanted) >= _HELD * len(wanted)


def same_name(one: str, other: str) -> bool:
    """Whether two names are one but for articles, case, accents and what owns a body ("South Korea's ...")."""
    a, b = _plain(one), _plain(other)
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) > 1 and long[-len(short) :] == short)


def _plain(name: str) -> list[str]:
    """The words of a name for comparing."""
    folded = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return [word for word in plain.split() if word not in ("the", "a", "an")]
