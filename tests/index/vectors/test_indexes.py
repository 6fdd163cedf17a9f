"""Every implementation of ``VectorIndex`` does the same."""

from __future__ import annotations

import numpy as np
import pytest

from index.vectors.base import VectorIndex
from index.vectors.flat import FlatIndex
from index.vectors.inverted import InvertedIndex
from index.vectors.size import FLAT_MOST, is_due

SIZE, WIDTH = 700, 16


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    rows = np.random.default_rng(1).standard_normal((SIZE, WIDTH)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(params=["flat", "inverted"])
def index(request: pytest.FixtureRequest, vectors: np.ndarray) -> VectorIndex:
    made = FlatIndex.empty(WIDTH) if request.param == "flat" else InvertedIndex.trained(vectors, 200)
    made.add(np.arange(SIZE) + 10, vectors)
    return made


def test_the_nearest_come_first(index: VectorIndex, vectors: np.ndarray) -> None:
    found = index.search(vectors[5], 3)
    exact = np.argsort(-(vectors @ vectors[5]))[:3] + 10
    assert [number for number, _ in found] == exact.tolist() and found[0][1] == pytest.approx(1, abs=1e-3)


def test_a_search_may_be_restricted_to_few_ids(index: VectorIndex, vectors: np.ndarray) -> None:
    assert {number for number, _ in index.search(vectors[5], 3, [11, 500])} == {11, 500}
    assert index.search(vectors[5], 3, []) == []


def test_ids_are_those_that_were_added(index: VectorIndex) -> None:
    assert sorted(index.ids().tolist()) == list(range(10, SIZE + 10))


def test_a_changed_copy_leaves_the_first_one_as_it_is(index: VectorIndex, vectors: np.ndarray) -> None:
    copy = index.changed(np.array([15]), np.array([9_000]), -vectors[5:6])
    assert index.search(vectors[5], 1)[0][0] == 15 and copy.search(vectors[5], 1)[0][0] != 15
    assert copy.search(-vectors[5], 1)[0][0] == 9_000 and len(copy.ids()) == SIZE


def test_what_changed_is_found_alike_beside_the_lists_and_in_them(index: VectorIndex, vectors: np.ndarray) -> None:
    few = index.changed(np.array([15, 16]), np.array([9_000, 16]), -vectors[5:7])
    many = few.changed(np.arange(100, 200), np.arange(10_000, 10_100), vectors[90:190])
    assert sorted(many.ids().tolist()) == sorted(
        {*range(10, SIZE + 10), 9_000, *range(10_000, 10_100)} - {15, *range(100, 200)}
    )
    for vector in (vectors[100], -vectors[6], vectors[5]):
        there = [found for found in few.search(vector, 400) if found[0] < 100][:9]
        assert [n for n, _ in there] == [n for n, _ in many.search(vector, 400, [n for n, _ in there])]
    assert many.search(-vectors[6], 1)[0][0] == 16 and many.search(vectors[100], 1)[0][0] == 10_010


def test_nothing_is_found_in_nothing(vectors: np.ndarray) -> None:
    assert FlatIndex.empty(WIDTH).search(vectors[0], 3) == []
    assert InvertedIndex.trained(vectors, 200).search(vectors[0], 3) == []


def test_an_index_is_trained_when_it_is_outgrown(index: VectorIndex) -> None:
    assert is_due(index.made, FLAT_MOST * 3) and not is_due(index.made, 300)
