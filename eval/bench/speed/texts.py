"""The texts that are measured on: of the data folder where one is named, else the repository's own documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from eval.bench.squad_data import read_squad
from eval.cases import load_cases
from eval.suites import SUITES

_SENTENCE = re.compile(r"(?<=[.?!])\s+")


def documents(data: Path | None) -> list[tuple[str, str]]:
    """Title and text of every document, in order: SQuAD's paragraphs, or the plain-text ones of the suites."""
    if data is not None:
        return [(source.title, source.text) for source in read_squad(data)[0]]
    files = sorted(path for suite in SUITES for path in suite.documents.rglob("*.txt"))
    return [(path.stem, path.read_text("utf-8", "replace")) for path in files if path.stem.lower() != "readme"]


def sentences(data: Path | None) -> list[str]:
    """Different sentences, in order; of the data: PolNeAR's articles, WiCE's and Perspectrum's, besides SQuAD's."""
    texts = [text for _, text in documents(data)]
    if data is not None:
        texts = [*texts, *_polnear(data), *_wice(data)]
    found = (piece.strip() for text in texts for piece in _SENTENCE.split(text))
    return list(dict.fromkeys(piece for piece in found if 20 <= len(piece) <= 600))


def questions(data: Path | None) -> list[str]:
    """Different questions, in order: SQuAD's, or those of the cases."""
    if data is not None:
        return list(dict.fromkeys(question.text for question in read_squad(data)[1]))
    cases = [case for suite in SUITES for case in load_cases(suite.cases, "dev")]
    return list(dict.fromkeys(case.question for case in cases))


def _polnear(data: Path) -> Iterator[str]:
    for path in sorted((data / "polnear").glob("*/text/*.txt")):
        yield path.read_text("utf-8", "replace")


def _wice(data: Path) -> Iterator[str]:
    for path in sorted((data / "wice").glob("claim_dev.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield from json.loads(line)["evidence"]


def found_data(given: Path | None) -> Path | None:
    """The data folder that was named; SystemExit where it holds none of the data."""
    if given is None:
        return None
    if not (given / "squad2").is_dir():
        raise SystemExit(f"no data in {str(given)!r}: name the folder that holds squad2/, or leave --data out")
    return given
