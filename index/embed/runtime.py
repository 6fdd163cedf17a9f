"""ONNX Runtime as it is used here: each session on one thread.

Texts are spread over threads instead, which do not wait for each other, and a text is added up in the same order
whatever else is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]


def session(graph: Path, outside: Mapping[str, NDArray[np.generic]] | None = None) -> InferenceSession:
    """A session over the graph in a file, with the weights that lie ``outside`` it; FileNotFoundError without the file.

    The weights are read where they lie: who passes them keeps them.
    """
    content = graph.read_bytes()
    import onnxruntime  # a tenth of a second that --help need not wait for

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # The graphs are written with the operators that are fastest; the runtime would put slower ones in their place.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    if outside:
        values = [onnxruntime.OrtValue.ortvalue_from_numpy(tensor) for tensor in outside.values()]
        options.add_external_initializers(list(outside), values)
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
