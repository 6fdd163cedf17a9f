"""The same paragraphs and questions through txtai and through plain sentence-transformers with FAISS.

Every system has the same weights. The peers get SQuAD's paragraphs whole, one after the other; Onrecord gets them as
files, and finds sentences and statements in them besides. All run in processes of their own, one after another.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.bench.speed.figure import Figure, Plan
from eval.bench.speed.indexing import write
from eval.bench.squad_data import read_squad
from index.embed.base import packaged_folder

HERE = Path(__file__).parent
SYSTEMS = ("onrecord", "txtai", "loop", "batched")
"""Onrecord; txtai, hybrid; a loop that encodes a text at a time; the same texts encoded in one call."""
DEPTHS = (1, 5)
MOST = 500
"""Questions asked."""
REMEDY = (
    "peers: left out; make an environment with txtai, sentence-transformers, faiss-cpu and torch~=2.13.0, and name its "
    "python with --peers (and the data with --data)"
)


def measure(plan: Plan) -> list[Figure]:
    """Indexing, query latency and recall of each; nothing where there is no environment for them, or no data."""
    if plan.peers is None or plan.data is None:
        print(REMEDY)
        return []
    sources, questions = read_squad(plan.data)
    asked = [question for question in questions if question.answers][:: max(1, len(questions) // MOST)]
    keys = {source.key: number for number, source in enumerate(sources)}
    with tempfile.TemporaryDirectory() as folder:
        write([(source.title, source.text) for source in sources], Path(folder) / "texts")
        given = {
            "texts": [source.text for source in sources], "questions": [one.text for one in asked],
            "model": str(packaged_folder()), "folder": folder,
        }  # fmt: skip
        found = {system: _run(system, plan.peers, given) for system in SYSTEMS}
    characters = sum(len(source.text) for source in sources)
    gold = [keys[one.paragraph] for one in asked]
    return [figure for system, one in found.items() for figure in _figures(system, one, characters, gold, found)]


def _run(system: str, peers: Path, given: dict[str, Any]) -> dict[str, Any]:
    """One system in a process of its own."""
    own = system == "onrecord"
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    environment |= {"PYTHONPATH": str(HERE.parents[2])} if own else {}
    command = [
        sys.executable if own else str(peers),
        str(HERE / f"peer_{system if own or system == 'txtai' else 'loop'}.py"),
    ]
    done = subprocess.run(
        [*command, system], input=json.dumps(given), capture_output=True, text=True, env=environment, check=False
    )
    if done.returncode:
        raise SystemExit(f"{system} failed: {done.stderr[-2_000:]}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _figures(
    system: str, one: dict[str, Any], characters: int, gold: Sequence[int], every: dict[str, Any]
) -> list[Figure]:
    ours = every["onrecord"]
    rate = characters / one["indexing"] / 1e6
    against = None if system == "onrecord" else characters / ours["indexing"] / 1e6
    recall = {
        depth: sum(right in found[:depth] for right, found in zip(gold, one["found"], strict=True)) / len(gold)
        for depth in DEPTHS
    }
    return [
        Figure(f"{system}: indexing", rate, "MB/s", against, "Onrecord"),
        Figure(f"{system}: a query", one["query"], "ms", None if against is None else ours["query"], "Onrecord"),
        *(Figure(f"{system}: R@{depth}", value, "of 1") for depth, value in recall.items()),
    ]
