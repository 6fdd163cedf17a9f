"""Writes the graph of the packaged encoder: ``python -m eval.train.encoder_graph``.

The graph holds no weights: ONNX Runtime is given them from the published file when it is loaded, so that there is one
copy of them on disk and its hash says what they are. ``index/embed/encoder.py`` runs it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from onnx import NodeProto, TensorProto, helper

from index.embed.base import packaged_folder
from index.embed.encoder import GRAPH, MIDDLE, shapes

OPSET, FUSED = 17, 1
"""Versions of ONNX's own operators, and of ONNX Runtime's fused ones (com.microsoft)."""


def graph(config: Mapping[str, Any]) -> bytes:
    """Token ids of texts of one length, (texts, tokens), to hidden states, (texts, tokens, width): last and middle."""
    sizes = shapes(config)
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])
    shape = ["texts", "tokens", config["hidden_size"]]
    states = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in ("hidden", "middle")]
    made = helper.make_graph(
        list(_nodes(config)), "encoder", [ids], states, [_elsewhere(name, shape) for name, shape in sizes.items()]
    )
    versions = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", FUSED)]
    # The least of both versions that ONNX Runtime is asked for: a newer one would refuse older runtimes for nothing.
    model = helper.make_model(made, opset_imports=versions, ir_version=9, producer_name="onrecord")
    content: bytes = model.SerializeToString(deterministic=True)
    return content


def _elsewhere(name: str, shape: tuple[int, ...]) -> TensorProto:
    """A tensor whose numbers are not in the graph."""
    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape, data_location=TensorProto.EXTERNAL)
    tensor.external_data.add(key="location", value="model.safetensors")
    return tensor


def _nodes(config: Mapping[str, Any]) -> Iterator[NodeProto]:
    epsilon = float(config["layer_norm_eps"])
    yield helper.make_node("Gather", ["words", "ids"], ["of_words"])
    yield helper.make_node("Shape", ["ids"], ["tokens"], start=1, end=2)
    yield helper.make_node("Constant", [], ["zero"], value_ints=[0])
    yield helper.make_node("Slice", ["places", "zero", "tokens", "zero"], ["of_places"])
    yield helper.make_node("Add", ["of_words", "of_places"], ["sum"])
    yield helper.make_node("LayerNormalization", ["sum", "norm.weight", "norm.bias"], ["x0"], axis=-1, epsilon=epsilon)
    for number in range(config["num_hidden_layers"]):
        yield from _layer(number, config["num_attention_heads"], epsilon)
    yield helper.make_node("Identity", [f"x{config['num_hidden_layers']}"], ["hidden"])
    yield helper.make_node("Identity", [f"x{MIDDLE}"], ["middle"])


def _layer(number: int, heads: int, epsilon: float) -> Iterator[NodeProto]:
    """Attention, and the two dense layers after it, each added to what went in and normed."""
    own = f"{number}."

    def fused(kind: str, inputs: list[str], output: str, **attributes: Any) -> NodeProto:
        return helper.make_node(kind, inputs, [output], domain="com.microsoft", **attributes)

    def dense(name: str, read: str) -> NodeProto:
        return helper.make_node("MatMul", [read, f"{own}{name}.weight"], [f"{own}{name}"])

    def normed(name: str, before: str, norm: str, output: str) -> NodeProto:
        inputs = [f"{own}{name}", before, f"{own}{norm}.weight", f"{own}{norm}.bias", f"{own}{name}.bias"]
        return fused("SkipLayerNormalization", inputs, output, epsilon=epsilon)

    weights = [f"{own}attention.weight", f"{own}attention.bias"]
    yield fused("Attention", [f"x{number}", *weights], f"{own}context", num_heads=heads)
    yield dense("output", f"{own}context")
    yield normed("output", f"x{number}", "norm", f"{own}attended")
    yield dense("wide", f"{own}attended")
    yield fused("BiasGelu", [f"{own}wide", f"{own}wide.bias"], f"{own}active")
    yield dense("narrow", f"{own}active")
    yield normed("narrow", f"{own}attended", "last_norm", f"x{number + 1}")


def main() -> None:
    """Write the graph for the packaged weights."""
    GRAPH.write_bytes(graph(json.loads((packaged_folder() / "config.json").read_text("utf-8"))))
    print(f"{GRAPH}: {GRAPH.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
