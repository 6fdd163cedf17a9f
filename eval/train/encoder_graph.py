"""Writes the graphs of the packaged encoder: ``python -m eval.train.encoder_graph``.

They hold no weights: ONNX Runtime is given them from the published file when they are loaded, so that there is one
copy of them on disk and its hash says what they are. ``index/embed/encoder.py`` runs the one, ``meanings.py`` the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper

from index.embed import meanings
from index.embed.base import packaged_folder
from index.embed.encoder import GRAPH, scale_of, shapes
from index.embed.meanings import LAYERS

OPSET, FUSED = 17, 1
"""Versions of ONNX's own operators, and of ONNX Runtime's fused ones (com.microsoft)."""


def graph(config: Mapping[str, Any]) -> bytes:
    """Token ids of texts of one length, (texts, tokens), to their last hidden states, (texts, tokens, width)."""
    return _written(config, eight_bits=False)


def meanings_graph(config: Mapping[str, Any]) -> bytes:
    """As ``graph``, to the states after the first ``LAYERS`` layers, whose matrices are of integers."""
    return _written({**config, "num_hidden_layers": LAYERS}, eight_bits=True)


def _written(config: Mapping[str, Any], eight_bits: bool) -> bytes:
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])
    hidden = helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["texts", "tokens", config["hidden_size"]])
    outside = [one for name, shape in shapes(config).items() for one in _outside(name, shape, eight_bits)]
    nodes = [*_summed(), *layers(config, "sum", eight_bits)]
    content: bytes = model(helper.make_graph(nodes, "encoder", [ids], [hidden], outside)).SerializeToString(
        deterministic=True
    )
    return content


def model(made: GraphProto) -> ModelProto:
    """The graph with the versions it is written for."""
    versions = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", FUSED)]
    # The least of both versions that ONNX Runtime is asked for: a newer one would refuse older runtimes for nothing.
    return helper.make_model(made, opset_imports=versions, ir_version=9, producer_name="onrecord")


def _outside(name: str, shape: tuple[int, ...], eight_bits: bool) -> Iterator[TensorProto]:
    """A tensor whose numbers are not in the graph; with it, in ``eight_bits``, the scales of a layer's matrix."""
    scale = scale_of(name, len(shape)) if eight_bits else None
    kinds = [(name, shape, TensorProto.INT8 if scale else TensorProto.FLOAT)]
    kinds += [(scale, shape[1:], TensorProto.FLOAT)] if scale else []
    for own, size, kind in kinds:
        tensor = TensorProto(name=own, data_type=kind, dims=size, data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value="model.safetensors")
        yield tensor


def _summed() -> Iterator[NodeProto]:
    """The sum of the embeddings of each token and its place."""
    yield helper.make_node("Gather", ["words", "ids"], ["of_words"])
    yield helper.make_node("Shape", ["ids"], ["tokens"], start=1, end=2)
    yield helper.make_node("Constant", [], ["zero"], value_ints=[0])
    yield helper.make_node("Slice", ["places", "zero", "tokens", "zero"], ["of_places"])
    yield helper.make_node("Add", ["of_words", "of_places"], ["sum"])


def layers(config: Mapping[str, Any], summed: str, eight_bits: bool = False) -> Iterator[NodeProto]:
    """From the sum of its tokens' embeddings to a text's last states, ``hidden``.

    In ``eight_bits`` every matrix W.weight is of integers, with a scale for each of its columns in W.scale.
    """
    epsilon = float(config["layer_norm_eps"])
    yield helper.make_node("LayerNormalization", [summed, "norm.weight", "norm.bias"], ["x0"], axis=-1, epsilon=epsilon)
    for number in range(config["num_hidden_layers"]):
        yield from _layer(number, config["num_attention_heads"], epsilon, eight_bits)
    yield helper.make_node("Identity", [f"x{config['num_hidden_layers']}"], ["hidden"])


def _layer(number: int, heads: int, epsilon: float, eight_bits: bool) -> Iterator[NodeProto]:
    """Attention, and the two dense layers after it, each added to what went in and normed."""
    own = f"{number}."

    def dense(name: str, read: str) -> Iterator[NodeProto]:
        made, weights = f"{own}{name}", [f"{own}{name}.weight", f"{own}{name}.scale"]
        if not eight_bits:
            yield helper.make_node("MatMul", [read, weights[0]], [made])
        elif name == "output":
            yield _fused("DynamicQuantizeMatMul", [read, *weights], [made])
        else:
            # One scale serves all tokens, and some tokens' states are far larger than the others'.
            yield helper.make_node("Abs", [read], [f"{made}.sizes"])
            yield helper.make_node("ReduceMax", [f"{made}.sizes"], [f"{made}.most"], axes=[-1], keepdims=1)
            yield helper.make_node("Div", [read, f"{made}.most"], [f"{made}.alike"])
            yield _fused("DynamicQuantizeMatMul", [f"{made}.alike", *weights], [f"{made}.scaled"])
            yield helper.make_node("Mul", [f"{made}.scaled", f"{made}.most"], [made])

    def normed(name: str, before: str, norm: str, output: str) -> Iterator[NodeProto]:
        # ONNX Runtime's one operator for these three takes four times as long.
        yield helper.make_node("Add", [f"{own}{name}", f"{own}{name}.bias"], [f"{own}{name}.biased"])
        yield helper.make_node("Add", [f"{own}{name}.biased", before], [f"{own}{name}.added"])
        inputs = [f"{own}{name}.added", f"{own}{norm}.weight", f"{own}{norm}.bias"]
        yield helper.make_node("LayerNormalization", inputs, [output], axis=-1, epsilon=epsilon)

    yield from _attention(number, heads, eight_bits)
    yield from dense("output", f"{own}context")
    yield from normed("output", f"x{number}", "norm", f"{own}attended")
    yield from dense("wide", f"{own}attended")
    yield _fused("BiasGelu", [f"{own}wide", f"{own}wide.bias"], [f"{own}active"])
    yield from dense("narrow", f"{own}active")
    yield from normed("narrow", f"{own}attended", "last_norm", f"x{number + 1}")


def _attention(number: int, heads: int, eight_bits: bool) -> Iterator[NodeProto]:
    read, weight, bias, scale = (f"x{number}", *(f"{number}.attention.{kind}" for kind in ("weight", "bias", "scale")))
    if eight_bits:
        as_integers = [f"{number}.read", f"{number}.read.scale", f"{number}.read.zero"]
        yield helper.make_node("DynamicQuantizeLinear", [read], as_integers)
        inputs = [as_integers[0], weight, bias, as_integers[1], scale, "", as_integers[2]]
        yield _fused("QAttention", inputs, [f"{number}.context"], num_heads=heads)
    else:
        yield _fused("Attention", [read, weight, bias], [f"{number}.context"], num_heads=heads)


def _fused(kind: str, inputs: Sequence[str], outputs: Sequence[str], **attributes: Any) -> NodeProto:
    return helper.make_node(kind, inputs, outputs, domain="com.microsoft", **attributes)


def main() -> None:
    """Write the graphs for the packaged weights."""
    config = json.loads((packaged_folder() / "config.json").read_text("utf-8"))
    for file, content in ((GRAPH, graph(config)), (meanings.GRAPH, meanings_graph(config))):
        file.write_bytes(content)
        print(f"{file}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
