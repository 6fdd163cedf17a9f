from __future__ import annotations

from eval.train.encoder_graph import graph, meanings_graph
from index.embed import encoder, meanings
from index.embed.base import packaged_folder
from index.embed.encoder import read_config


def test_the_graphs_that_are_shipped_are_those_that_are_written() -> None:
    config = read_config(packaged_folder())
    assert encoder.GRAPH.read_bytes() == graph(config)
    assert meanings.GRAPH.read_bytes() == meanings_graph(config)
