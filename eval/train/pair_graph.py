"""Writes the layers that a ``PairNetwork`` has learned as a graph with eight-bit weights, as they run in ONNX Runtime.

Its operators are the fused ones of ``eval/train/encoder_graph.py``: as exported from torch, operator by operator, the
same layers take half as long again. Token embeddings stay outside, so that one copy on disk serves all that read with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from onnx import NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from eval.train.encoder_graph import layers, model
from eval.train.stance_network import PairNetwork
from index.embed.encoder import graph_weights, in_eight_bits
from index.embed.runtime import Floats

SEGMENTS = "embeddings.token_type_embeddings.weight"
CONSTANTS = {
    "from": np.array([0]), "till": np.array([1]), "last": np.array([-1]), "one": np.array([1.0], np.float32),
}  # fmt: skip

Told = tuple[str, list[int]]
"""What a graph tells: its name and shape."""


def save(network: PairNetwork, file: Path, head: str = "stance") -> None:
    """The layers and one head: a pair's token embeddings, (1, tokens, width), and segments, (1, tokens), to (1, logits)."""
    weights = _weights(network)
    own = network.heads[head].state_dict()
    weights |= {"head.weight": own["weight"].T.float().numpy(), "head.bias": own["bias"].float().numpy()}
    segments = helper.make_tensor_value_info("segments", TensorProto.INT64, [1, "tokens"])
    nodes = [*_pair(), *layers(network.encoder.config.to_dict(), "sum_of_pair", eight_bits=True), *_head(head)]
    _write(network, nodes, weights, [segments], (head, [1, weights["head.bias"].size]), file)


def save_vectors(network: PairNetwork, file: Path) -> None:
    """The layers alone: a text's token embeddings, (1, tokens, width), to the mean of its tokens' states, (1, width)."""
    config = network.encoder.config
    mean = helper.make_node("ReduceMean", ["hidden"], ["vector"], axes=[1], keepdims=0)
    nodes = [*_alone(), *layers(config.to_dict(), "sum", eight_bits=True), mean]
    _write(network, nodes, _weights(network), [], ("vector", [1, config.hidden_size]), file)


def _weights(network: PairNetwork) -> dict[str, Floats]:
    """The network's weights by their names in the graph, without the token embeddings."""
    state = {name: tensor.float().numpy() for name, tensor in network.encoder.state_dict().items()}
    found = graph_weights(network.encoder.config.to_dict(), state)
    del found["words"]
    return found | {"second": state[SEGMENTS][1] - state[SEGMENTS][0]}


def _alone() -> Iterator[NodeProto]:
    """What the first layer reads of one text: ``graph_weights`` has added the first segment's vector to the places'."""
    yield helper.make_node("Shape", ["embeds"], ["many"], start=1, end=2)
    yield helper.make_node("Slice", ["places", "from", "many", "from"], ["of_places"])
    yield helper.make_node("Add", ["embeds", "of_places"], ["sum"])


def _pair() -> Iterator[NodeProto]:
    """The same of two texts, the second told from the first by its segment's vector."""
    yield from _alone()
    yield helper.make_node("Cast", ["segments"], ["in_second"], to=TensorProto.FLOAT)
    yield helper.make_node("Unsqueeze", ["in_second", "last"], ["of_second"])
    yield helper.make_node("Mul", ["of_second", "second"], ["of_segments"])
    yield helper.make_node("Add", ["sum", "of_segments"], ["sum_of_pair"])


def _head(name: str) -> Iterator[NodeProto]:
    """``stance_network.pool`` of one pair, and the logits."""
    yield helper.make_node("Sub", ["one", "in_second"], ["in_first"])
    yield helper.make_node("Concat", ["in_first", "in_second"], ["in_each"], axis=0)
    yield helper.make_node("ReduceSum", ["in_each", "last"], ["sizes"], keepdims=1)
    yield helper.make_node("Max", ["sizes", "one"], ["least"])
    yield helper.make_node("Div", ["in_each", "least"], ["shares"])
    yield helper.make_node("Squeeze", ["hidden", "from"], ["states"])
    yield helper.make_node("MatMul", ["shares", "states"], ["means"])
    yield helper.make_node("Split", ["means"], ["mean_of_first", "mean_of_second"], axis=0)
    yield helper.make_node("Sub", ["mean_of_first", "mean_of_second"], ["between"])
    yield helper.make_node("Abs", ["between"], ["apart"])
    yield helper.make_node("Slice", ["states", "from", "till", "from"], ["of_pair"])
    yield helper.make_node("Concat", ["of_pair", "mean_of_first", "mean_of_second", "apart"], ["row"], axis=1)
    yield helper.make_node("MatMul", ["row", "head.weight"], ["unbiased"])
    yield helper.make_node("Add", ["unbiased", "head.bias"], [name])


def _write(
    network: PairNetwork, nodes: Sequence[NodeProto], weights: Mapping[str, Floats], inputs: Sequence[ValueInfoProto],
    told: Told, file: Path,
) -> None:  # fmt: skip
    embeds = helper.make_tensor_value_info(
        "embeds", TensorProto.FLOAT, [1, "tokens", network.encoder.config.hidden_size]
    )
    output = helper.make_tensor_value_info(told[0], TensorProto.FLOAT, told[1])
    read = {name for node in nodes for name in node.input}
    numbers = {name: one for name, one in {**in_eight_bits(weights), **CONSTANTS}.items() if name in read}
    tensors = [numpy_helper.from_array(np.ascontiguousarray(one), name) for name, one in numbers.items()]
    made = model(helper.make_graph(list(nodes), "pair", [embeds, *inputs], [output], tensors))
    file.write_bytes(made.SerializeToString(deterministic=True))
