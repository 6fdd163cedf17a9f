"""A small library for trials: the real pipeline over a few short documents, with an embedder that costs nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from index.embed.base import Vectors
from index.library import Library
from index.settings import IndexSettings
from index.sqlite.store import SqliteStore
from index.words import size
from rag.assistant import Assistant
from rag.settings import RagSettings
from rag.types import Inquiry

DIMENSION = 64

TEXTS = {
    "harbour": "Fares of the ferry will rise in May, said Ines Okafor, the harbour master. The quay is closed on Sundays.",
    "mill": "Bread was baked in the mill until 1931. The miller Tom Reeve denied that the wheel had ever been sold.",
    "orchard": "The orchard has ninety pear trees. According to Lena Marsh, the gardener, frost killed a dozen of them.",
    "tower": "The tower was built in 1852 by three brothers. Its lantern burned whale oil until the cable came.",
    "quarry": "Slate from the quarry went to Hull by barge. Owen Pryce argued that the barges were overloaded.",
}
"""A few documents by name; every one has words that stand in no other."""
QUESTIONS = {
    "harbour": "What did Ines Okafor say about fares of the ferry?",
    "mill": "When was bread baked in the mill?",
    "orchard": "How many pear trees has the orchard?",
    "tower": "When was the tower built?",
    "quarry": "Where did slate from the quarry go?",
}
"""A question for each, which it answers."""


class WordEmbedder:
    """Bags of hashed words as unit vectors: texts that share words are near, and nothing has to be loaded."""

    name, dimension = "words", DIMENSION

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape ``(len(texts), DIMENSION)``."""
        rows = np.zeros((len(texts), DIMENSION), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[int(hashlib.sha256(word.encode()).hexdigest(), 16) % DIMENSION] += 1
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


@contextmanager
def small_library(folder: Path) -> Iterator[Library]:
    """A library over the store in ``folder`` with the embedder of this module; its store is closed at the end.

    Words are indexed beside it, as in a large store.
    """
    library = Library(IndexSettings(store=folder, threads=1))
    library.__dict__["embedder"] = WordEmbedder()
    large, size.LARGE = size.LARGE, 0
    try:
        yield library
    finally:
        if "store" in library.__dict__:
            if isinstance(library.store, SqliteStore):
                library.store.words.wait()
            library.store.close()
        size.LARGE = large


def write_texts(folder: Path, texts: dict[str, str]) -> None:
    """Make ``folder`` hold exactly these texts, a file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")


@dataclass(frozen=True, slots=True)
class Witness:
    """Asks a library and holds what it says against the texts that were really written."""

    models: dict[str, object]
    voices: dict[tuple[str, int, int], str | None] = field(default_factory=dict)
    """Who was credited with a passage the first time that it was cited: by version and offsets."""

    @classmethod
    def with_models(cls) -> Witness:
        """Load the models once; the witness is used for many libraries."""
        models = ("_evidence", "_stance")
        assistant = Assistant(Library(IndexSettings(threads=1)), RagSettings())
        return cls({name: getattr(assistant, name) for name in models})

    def texts(self, library: Library) -> frozenset[str]:
        """The texts of all documents of the library."""
        with library.snapshot() as view:
            return frozenset(view.document(number).text for number in view.document_ids())

    def faults(self, library: Library, written: Sequence[str]) -> list[str]:
        """What is wrong with answers to every question; ``written`` are all texts that were ever handed over.

        Errors of the library are raised: whoever calls decides whether they were due.
        """
        assistant = Assistant(library, RagSettings())
        assistant.__dict__.update(self.models)
        by_hash = {hashlib.sha256(text.encode()).hexdigest(): text for text in written}
        faults = []
        for name, question in QUESTIONS.items():
            answer = assistant.ask(Inquiry(question))
            shown = (*answer.citations, *(answer.refusal.nearest if answer.refusal else ()))
            for citation in shown:
                text = by_hash.get(citation.document_sha256, "")
                if not citation.text or text[citation.start : citation.end] != citation.text:
                    faults.append(f"{name}: cited {citation.text!r}, which is not what was written")
                place, speaker = (citation.document_sha256, citation.start, citation.end), citation.voice.speaker
                if self.voices.setdefault(place, speaker) != speaker:
                    faults.append(f"{name}: {citation.text!r} was given to {speaker!r}")
        return faults

    def unfound(self, library: Library, names: Sequence[str]) -> list[str]:
        """The documents of ``TEXTS`` among ``names`` whose own words do not find them."""
        missed = []
        for name in names:
            with library.snapshot() as view:
                hits = library.searcher.search(view, QUESTIONS[name], 1)
                texts = [view.document(hit.chunk.document_id).text for hit in hits]
            if texts != [TEXTS[name]]:
                missed.append(name)
        return missed
