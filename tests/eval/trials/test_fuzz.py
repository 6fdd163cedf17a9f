from __future__ import annotations

import random

from eval.trials import fuzz
from eval.trials.seeds import seeds
from eval.trials.spoil import spoiled
from index.load import load_bytes


def test_spoiled_files_are_read_or_refused() -> None:
    outcome = fuzz.run(40)
    assert outcome.failures == [] and outcome.tries.total() == 40


def test_the_files_that_are_spoiled_can_be_read_before() -> None:
    for suffix, found in seeds().items():
        assert all("Okafor" in load_bytes(f"a{suffix}", data).text for data in found)


def test_spoiling_is_the_same_each_time() -> None:
    (data,) = seeds()[".md"]
    assert spoiled(data, [data], random.Random(5)) == spoiled(data, [data], random.Random(5)) != data
