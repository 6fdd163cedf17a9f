from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eval.bench.corpora import Source, indexed, joined
from index.embed.base import Vectors


class OnesEmbedder:
    """The same vector for every text."""

    name, dimension = "ones", 4

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.full((len(texts), self.dimension), 0.5, np.float32)


def test_sentences_given_are_kept() -> None:
    source = joined("k", "Title", ["One , two .", "Three ."])
    with indexed([source], OnesEmbedder()) as corpus, corpus.store.snapshot() as view:
        document = view.document(corpus.ids["k"])
    assert [document.text[s.start : s.end] for s in document.sentences] == ["One , two .", "Three ."]


def test_sentences_not_given_are_found() -> None:
    source = Source("k", "", "It rains. We stay in.")
    with indexed([source], OnesEmbedder()) as corpus, corpus.store.snapshot() as view:
        assert len(view.document(corpus.ids["k"]).sentences) == 2


def test_equal_texts_are_one_document_with_both_keys() -> None:
    with indexed([Source("a", "", "It rains."), Source("b", "", "It rains.")], OnesEmbedder()) as corpus:
        assert list(corpus.keys().values()) == [("a", "b")]
