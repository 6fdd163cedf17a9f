"""A BERT encoder in ONNX Runtime: the packaged graph, and the weights as their authors published them.

Devlin et al. 2019 (BERT); Wang et al. 2020 (MiniLM). Agrees with sentence-transformers to a cosine of 0.9999 and
better (a test holds this); torch and its libraries take five to nine seconds to import, this a tenth of one.
``eval/train/encoder_graph.py`` writes the graph, which holds no weights.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.embed.runtime import Floats, session

GRAPH = Path(__file__).parent / "encoder.onnx"
_LAYER = {
    "output": "attention.output.dense", "norm": "attention.output.LayerNorm", "wide": "intermediate.dense",
    "narrow": "output.dense", "last_norm": "output.LayerNorm",
}  # fmt: skip
"""Names of a layer's weights in the graph, and as they are published."""


class Encoder:
    """Last hidden states of a BERT model; may be shared between threads."""

    def __init__(self, config: Mapping[str, Any], state: Mapping[str, Floats]) -> None:
        """``config`` is the model's ``config.json``, ``state`` its weights by their published names."""
        # The session reads them where they lie.
        self.weights = graph_weights(config, state)
        self._session = session(GRAPH, self.weights)

    @property
    def words(self) -> Floats:
        """The embeddings of all tokens, ``(tokens, width)``."""
        return self.weights["words"]

    def hidden(self, ids: NDArray[np.int64]) -> Floats:
        """Shape ``(texts, tokens, width)`` for the token ids of texts that have equally many, ``(texts, tokens)``."""
        return np.asarray(self._session.run(["hidden"], {"ids": ids})[0], np.float32)


def load_encoder(folder: Path) -> tuple[Encoder, Tokenizer]:
    """The encoder and tokenizer of a model folder as it is published (config, tokenizer, safetensors)."""
    return Encoder(read_config(folder), load_weights(folder / "model.safetensors")), load_tokenizer(folder)


def read_config(folder: Path) -> Mapping[str, Any]:
    """The model's ``config.json``."""
    config: Mapping[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
    return config


def load_weights(path: Path) -> dict[str, Floats]:
    """All tensors of a safetensors file as float32."""
    from safetensors.numpy import load_file

    return {name: np.asarray(tensor, np.float32) for name, tensor in load_file(path).items()}


def load_tokenizer(folder: Path) -> Tokenizer:
    """The model's tokenizer, which neither pads nor cuts."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def shapes(config: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
    """The shape of every weight by its name in the graph; matrices read from the left."""
    width, wide = config["hidden_size"], config["intermediate_size"]
    sizes = {
        "attention": (width, 3 * width), "output": (width, width), "norm": (width,), "wide": (width, wide),
        "narrow": (wide, width), "last_norm": (width,),
    }  # fmt: skip
    found: dict[str, tuple[int, ...]] = {
        "words": (config["vocab_size"], width), "places": (config["max_position_embeddings"], width),
        "norm.weight": (width,), "norm.bias": (width,),
    }  # fmt: skip
    for number in range(config["num_hidden_layers"]):
        for name, size in sizes.items():
            found |= {f"{number}.{name}.weight": size, f"{number}.{name}.bias": size[-1:]}
    return found


def graph_weights(config: Mapping[str, Any], state: Mapping[str, Floats]) -> dict[str, Floats]:
    """The published weights by their names in the graph: texts have one segment, so its vector joins the places'."""
    found = {
        "words": state["embeddings.word_embeddings.weight"],
        "places": state["embeddings.position_embeddings.weight"] + state["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": state["embeddings.LayerNorm.weight"], "norm.bias": state["embeddings.LayerNorm.bias"],
    }  # fmt: skip
    for number in range(config["num_hidden_layers"]):
        published = f"encoder.layer.{number}."
        parts = [f"{published}attention.self.{part}" for part in ("query", "key", "value")]
        found[f"{number}.attention.weight"] = np.concatenate([state[f"{part}.weight"] for part in parts]).T
        found[f"{number}.attention.bias"] = np.concatenate([state[f"{part}.bias"] for part in parts])
        for name, there in _LAYER.items():
            for kind in ("weight", "bias"):
                found[f"{number}.{name}.{kind}"] = state[f"{published}{there}.{kind}"].T
    return {name: np.ascontiguousarray(tensor) for name, tensor in found.items()}


def in_eight_bits(weights: Mapping[str, Floats]) -> dict[str, NDArray[np.generic]]:
    """The layers' matrices as integers from -127 to 127 and a scale for each column; the rest as it is."""
    found: dict[str, NDArray[np.generic]] = {}
    for name, one in weights.items():
        scale = scale_of(name, one.ndim)
        if scale is None:
            found[name] = one
        else:
            scales = np.maximum(np.abs(one).max(0), np.finfo(np.float32).tiny) / 127
            found |= {name: np.rint(one / scales).astype(np.int8), scale: scales}
    return found


def scale_of(name: str, dimensions: int) -> str | None:
    """What the scales of a weight are called that is of integers in eight bits, a layer's matrix; None for others."""
    return name.replace(".weight", ".scale") if name[0].isdigit() and dimensions == 2 else None
