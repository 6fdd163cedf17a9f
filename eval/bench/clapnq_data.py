"""ClapNQ: questions as people typed them, each with one passage and the sentences that people selected from it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from eval.bench.corpora import Source, joined

EVERY = 3
"""Every third question, by the hash of its id, is never learned from."""


@dataclass(frozen=True, slots=True)
class ClapQuestion:
    """One question; ``selected`` numbers the sentences of its passage that any annotator chose."""

    id: str
    text: str
    selected: frozenset[int]
    answerable: bool

    @property
    def held_out(self) -> bool:
        """Whether it is kept for measuring."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % EVERY == EVERY - 1


def read_clapnq(data: Path) -> tuple[list[Source], list[ClapQuestion]]:
    """The passages (keyed by the question's id) and questions of the files in DIR/clapnq."""
    sources: list[Source] = []
    questions: list[ClapQuestion] = []
    for file in sorted((data / "clapnq").glob("*.jsonl")):
        answerable = "unanswerable" not in file.name
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            passage = row["passages"][0]
            chosen = {text for output in row["output"] for text in output.get("selected_sentences", ())}
            selected = frozenset(n for n, text in enumerate(passage["sentences"]) if text in chosen and answerable)
            sources.append(joined(row["id"], passage["title"], passage["sentences"]))
            questions.append(ClapQuestion(row["id"], row["input"], selected, answerable))
    return sources, questions
