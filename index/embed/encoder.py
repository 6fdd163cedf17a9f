"""A BERT encoder in numpy: six layers of MiniLM need no framework, and a first answer need not wait for one.

Devlin et al. 2019 (BERT); Wang et al. 2020 (MiniLM). Agrees with sentence-transformers to a cosine of 0.9999 and
better (a test holds this); torch and its libraries take five to nine seconds to import, this a tenth of one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

Floats = NDArray[np.float32]
_ROOT_HALF = np.float32(2**-0.5)
_ERF = tuple(map(np.float32, (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)))
GELU_ROWS = 64
"""Tokens at once: their 1,536 numbers each stay in the processor's second-level cache."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids, segment ids and mask (1 for a token, 0 for padding), each of shape ``(texts, tokens)``."""

    ids: NDArray[np.int64]
    segments: NDArray[np.int64]
    mask: Floats

    @classmethod
    def of(cls, encodings: Sequence[Encoding]) -> Batch:
        """Pad encodings to the longest of them."""
        width = max(len(e.ids) for e in encodings)
        ids, segments = (np.zeros((len(encodings), width), np.int64) for _ in range(2))
        mask = np.zeros((len(encodings), width), np.float32)
        for row, encoding in enumerate(encodings):
            size = len(encoding.ids)
            ids[row, :size], segments[row, :size], mask[row, :size] = encoding.ids, encoding.type_ids, 1
        return cls(ids, segments, mask)


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer: query, key and value side by side, the two dense layers after attention, and the two norms."""

    attention: tuple[Floats, Floats]
    output: tuple[Floats, Floats]
    norm: tuple[Floats, Floats]
    wide: tuple[Floats, Floats]
    narrow: tuple[Floats, Floats]
    last_norm: tuple[Floats, Floats]


class Encoder:
    """Hidden states of a BERT model from its published weights."""

    def __init__(self, config: Mapping[str, object], state: Mapping[str, Floats]) -> None:
        """``config`` is the model's ``config.json``, ``state`` its weights by their published names."""
        self.heads = int(str(config["num_attention_heads"]))
        self._epsilon = np.float32(str(config["layer_norm_eps"]))
        self._words = state["embeddings.word_embeddings.weight"]
        self._positions = state["embeddings.position_embeddings.weight"]
        self._segments = state["embeddings.token_type_embeddings.weight"]
        self._norm = _pair(state, "embeddings.LayerNorm", matrix=False)
        self._layers = [_layer(state, f"encoder.layer.{n}") for n in range(int(str(config["num_hidden_layers"])))]

    def hidden(self, batch: Batch) -> Floats:
        """Last hidden states, shape ``(texts, tokens, width)``; those of padding mean nothing."""
        x = self._words[batch.ids] + self._positions[: batch.ids.shape[1]] + self._segments[batch.segments]
        x = self._normed(x, self._norm)
        blocked = ((1 - batch.mask) * np.float32(-1e9))[:, None, None, :]
        for layer in self._layers:
            x = self._normed(x + self._attended(x, blocked, layer), layer.norm)
            x = self._normed(x + _dense(_gelu(_dense(x, layer.wide)), layer.narrow), layer.last_norm)
        return x

    def _attended(self, x: Floats, blocked: Floats, layer: _Layer) -> Floats:
        texts, tokens, width = x.shape
        size = width // self.heads
        parts = _dense(x, layer.attention).reshape(texts, tokens, 3, self.heads, size).transpose(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        scores = query @ key.swapaxes(-1, -2) * np.float32(size**-0.5) + blocked
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        context = (scores @ value).transpose(0, 2, 1, 3).reshape(texts, tokens, width)
        return _dense(context, layer.output)

    def _normed(self, x: Floats, norm: tuple[Floats, Floats]) -> Floats:
        centred = x - x.mean(axis=-1, keepdims=True)
        variance = np.square(centred).mean(axis=-1, keepdims=True)
        return np.asarray(centred / np.sqrt(variance + self._epsilon) * norm[0] + norm[1], np.float32)


def load_encoder(folder: Path) -> tuple[Encoder, Tokenizer]:
    """The encoder and tokenizer of a model folder as it is published (config, tokenizer, safetensors)."""
    return Encoder(read_config(folder), load_weights(folder / "model.safetensors")), load_tokenizer(folder)


def read_config(folder: Path) -> Mapping[str, object]:
    """The model's ``config.json``."""
    config: Mapping[str, object] = json.loads((folder / "config.json").read_text("utf-8"))
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


def _layer(state: Mapping[str, Floats], name: str) -> _Layer:
    parts = [_pair(state, f"{name}.attention.self.{part}") for part in ("query", "key", "value")]
    joined = np.concatenate([p[0] for p in parts], axis=1), np.concatenate([p[1] for p in parts])
    return _Layer(
        attention=(np.ascontiguousarray(joined[0]), joined[1]),
        output=_pair(state, f"{name}.attention.output.dense"),
        norm=_pair(state, f"{name}.attention.output.LayerNorm", matrix=False),
        wide=_pair(state, f"{name}.intermediate.dense"),
        narrow=_pair(state, f"{name}.output.dense"),
        last_norm=_pair(state, f"{name}.output.LayerNorm", matrix=False),
    )


def _pair(state: Mapping[str, Floats], name: str, matrix: bool = True) -> tuple[Floats, Floats]:
    weight = state[f"{name}.weight"]
    return (np.ascontiguousarray(weight.T) if matrix else weight), state[f"{name}.bias"]


def _dense(x: Floats, pair: tuple[Floats, Floats]) -> Floats:
    # One matrix product over all tokens: numpy would loop over the texts of a three-dimensional one.
    flat = x.reshape(-1, x.shape[-1]) @ pair[0] + pair[1]
    return np.asarray(flat.reshape(*x.shape[:-1], -1), np.float32)


def _gelu(x: Floats) -> Floats:
    """x times the normal distribution function at x, in place.

    The error function is Abramowitz and Stegun 7.1.26 (error below 1.5e-7): numpy's exponential is vectorised,
    scipy's error function is not, and costs as much as the matrix product before it.
    """
    flat = x.reshape(-1, x.shape[-1])
    for start in range(0, len(flat), GELU_ROWS):
        part = flat[start : start + GELU_ROWS]
        z = np.abs(part) * _ROOT_HALF
        t = 1 / (1 + np.float32(0.3275911) * z)
        tail = np.full_like(t, _ERF[-1])
        for factor in _ERF[-2::-1]:
            tail *= t
            tail += factor
        tail *= t
        np.multiply(z, -z, out=z)
        tail *= np.exp(z, out=z)
        part *= np.float32(0.5) * (1 + np.copysign(1 - tail, part))
    return x
