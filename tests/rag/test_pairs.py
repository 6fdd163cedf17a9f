from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.embed.base import packaged_folder
from rag.evidence.reader import GRAPH
from rag.pairs import PairEncoder

PAIR, OTHER = ("Who pays?", "The county pays."), ("Who pays?", "It rained all night.")


@pytest.fixture
def encoder() -> PairEncoder:
    return PairEncoder.load(GRAPH, packaged_folder(), 128, 2)


def test_a_pair_is_read_once(encoder: PairEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    first = encoder.logits([PAIR, OTHER, PAIR])
    monkeypatch.setattr(encoder, "_one", lambda encoding: pytest.fail("read again"))
    again = encoder.logits([OTHER, PAIR])
    assert np.array_equal(again, [first[1], first[0]])
    assert np.array_equal(first[0], first[2])


def test_what_is_remembered_has_a_bound(encoder: PairEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.pairs.KEPT", 1)
    encoder.logits([PAIR, OTHER])
    monkeypatch.setattr(encoder, "_one", lambda encoding: np.zeros(1, np.float32))
    assert encoder.logits([OTHER])[0] != 0
    assert encoder.logits([PAIR])[0] == 0


def test_a_graph_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        PairEncoder.load(tmp_path / "none.onnx", packaged_folder(), 128, 2)


def test_nothing_to_read(encoder: PairEncoder) -> None:
    assert encoder.logits([]) == []
