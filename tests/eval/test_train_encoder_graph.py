from __future__ import annotations

from eval.train.encoder_graph import graph
from index.embed.base import packaged_folder
from index.embed.encoder import GRAPH, read_config


def test_the_graph_that_is_shipped_is_the_one_that_is_written() -> None:
    assert GRAPH.read_bytes() == graph(read_config(packaged_folder()))
