"""The benchmark's parts that are quick, and the figures' own arithmetic; ``make bench`` is the long form."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from eval.bench.speed import peers
from eval.bench.speed.__main__ import QUICK, keep, main, table
from eval.bench.speed.figure import Figure, Plan
from eval.bench.speed.growth import curves, plot
from eval.bench.speed.machine import embedding_flop
from eval.bench.speed.search import fill
from eval.bench.speed.search_process import asked_vectors
from eval.bench.speed.texts import documents, questions, sentences
from eval.bench.speed.vectors import made, nearness
from index.embed import load_embedder
from index.search import Searcher
from index.settings import IndexSettings
from index.sqlite.store import create_sqlite
from index.store import create_store


@pytest.mark.parametrize(("unit", "value", "ratio"), [("ms", 20.0, 0.5), ("MB/s", 20.0, 2.0), ("ms", 0.0, None)])
def test_a_ratio_says_how_near_the_bound_is(unit: str, value: float, ratio: float | None) -> None:
    assert Figure("x", value, unit, 10.0).ratio == ratio and Figure("x", value, unit).ratio is None


def test_made_vectors_are_many_unit_vectors_near_real_ones() -> None:
    real = np.random.default_rng(1).standard_normal((50, 32)).astype(np.float32)
    real /= np.linalg.norm(real, axis=1, keepdims=True)
    found = np.concatenate(list(made(real, 200, 0.3)))
    assert found.shape == (200, 32) and np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert nearness(found) > nearness(real)
    assert np.array_equal(found, np.concatenate(list(made(real, 200, 0.3))))


def test_without_data_there_are_the_repositorys_own_texts() -> None:
    assert len(documents(None)) > 5 and len(sentences(None)) > 100 and len(questions(None)) > 10


def test_a_store_is_filled_with_made_vectors(tmp_path: Path, embedder) -> None:  # type: ignore[no-untyped-def]
    store = create_store(tmp_path, embedder.name, embedder.dimension)
    fill(store, iter([embedder.encode(["one ferry", "two ferries", "no boat"])]), ["A ferry left."])
    with store.snapshot() as view:
        assert view.chunk_count() == 3
        assert Searcher(store, embedder, 1).search(view, "ferry", 2)
    store.close()


def test_figures_are_printed_kept_and_drawn(tmp_path: Path) -> None:
    figures = [Figure(f"search among {n:,}: vectors, median", n / 1e5, "ms", 1.0, "aim") for n in (10_000, 100_000)]
    assert table("search", figures).row_count == 2
    keep("search", figures, QUICK, tmp_path)
    (kept,) = tmp_path.glob("*.json")
    assert json.loads(kept.read_text("utf-8"))["search"]["figures"][0]["ratio"] == 10
    assert kept.with_suffix(".svg").read_text("utf-8").startswith("<svg")
    assert "polyline" in plot(curves(figures))


def test_peers_are_left_out_where_there_are_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert peers.measure(Plan(data=None)) == [] and "--peers" in capsys.readouterr().out


def test_data_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="squad2"):
        main(["start", "--data", str(tmp_path)])


def test_arithmetic_of_the_model() -> None:
    assert embedding_flop(1) == 6 * 2 * (4 * 384**2 + 2 * 384 * 1536)


def test_recall_is_of_the_vectors_that_a_search_asks_with(tmp_path: Path) -> None:
    settings = IndexSettings(_env_file=None, store=tmp_path)
    store = create_sqlite(tmp_path, load_embedder(settings).name, 384)
    asked = ["Who closed the bridge?", "When did the ferry leave?"]
    searcher = Searcher(store, load_embedder(settings), 1)
    assert np.array_equal(asked_vectors(store, asked), np.stack([searcher.embed(question) for question in asked]))
    store.close()
