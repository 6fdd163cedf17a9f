"""The graphs of learned layers, against the networks that they are written from."""

from pathlib import Path

import numpy as np
import pytest
import torch

from eval.train.pair_graph import in_eight_bits, save, save_vectors
from eval.train.stance_network import PairNetwork, build, collate, tokenizer
from index.embed.base import packaged_folder
from index.embed.question import QuestionEncoder
from rag.pairs import PairEncoder

PAIRS = [
    ("Who pays for the harbour wall?", "The harbour wall: The county has promised half of it ( In May the storm took the old one )"),
    ("when does it open", "Doors open at seven."),
    ("Is the bridge safe?", "Two engineers say that it is; a third, who was not asked, has written to the paper twice."),
]  # fmt: skip


@pytest.fixture(scope="module")
def network() -> PairNetwork:
    torch.manual_seed(1)
    return build(packaged_folder(), {"reads": 3}).eval()


def test_graph_says_what_the_network_says(network: PairNetwork, tmp_path: Path) -> None:
    save(network, tmp_path / "pair.onnx", "reads")
    words = tokenizer(packaged_folder())
    with torch.inference_mode():
        wanted = np.stack([network(*collate([words.encode(*pair)]), head="reads")[0].numpy() for pair in PAIRS])
    found = np.stack(PairEncoder.load(tmp_path / "pair.onnx", packaged_folder(), 128, 1).logits(PAIRS))
    assert found.shape == wanted.shape == (3, 3)
    assert np.abs(found - wanted).max() < 0.1 * np.abs(wanted).max()


def test_vectors_lie_where_the_network_puts_them(network: PairNetwork, tmp_path: Path) -> None:
    save_vectors(network, tmp_path / "vectors.onnx")
    words, embeddings = tokenizer(packaged_folder()), network.encoder.embeddings.word_embeddings.weight.detach().numpy()
    found = QuestionEncoder.load(embeddings, words, tmp_path / "vectors.onnx").vector(PAIRS[0][0])
    with torch.inference_mode():
        ids, _, mask = collate([words.encode(PAIRS[0][0])])
        wanted = network.vectors(ids, mask)[0].numpy()
    assert found @ wanted > 0.995


def test_matrices_become_integers_with_a_scale_for_each_column() -> None:
    matrix = np.array([[1.0, -4.0, 0.0], [0.5, 2.0, 0.0]], np.float32)
    found = in_eight_bits({"0.wide.weight": matrix, "0.wide.bias": matrix[0], "places": matrix})
    assert set(found) == {"0.wide.weight", "0.wide.scale", "0.wide.bias", "places"}
    assert found["0.wide.weight"].tolist() == [[127, -127, 0], [64, 64, 0]]
    assert found["0.wide.weight"].dtype == np.int8
    assert found["places"] is matrix


def test_same_bytes_twice(network: PairNetwork, tmp_path: Path) -> None:
    for name in ("one", "two"):
        save(network, tmp_path / name, "reads")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
