"""The load test, short: real clients against the real product, while documents come and go."""

from __future__ import annotations

import hashlib
import io
import socket
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from eval.bench.load import Plan, run
from eval.bench.load_report import Load, fault, show

LOAD = Load(
    clients=2, seconds=60, alone=10, memory=[90, *[100.0] * 10, 103], settled_s=10, asked=540, errors=0, per_second=9,
    median_ms=100, p95_ms=200, citations=3, faults={}, counts={"answered": 540},
)  # fmt: skip
TEXT = "The plan was rejected."
CITATION = {
    "document_sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "start_char_index": 4, "end_char_index": 8,
    "cited_text": "plan",
}  # fmt: skip


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def test_every_answer_verifies_while_documents_come_and_go() -> None:
    load = run(Plan(clients=4, seconds=120, port=free_port(), changing=True, alone_s=0.2, questions=4, enough=2))
    assert load.passed, load
    assert load.asked > 0 and load.citations > 0 and load.counts["documents added"] > 0


def test_what_it_showed_is_told_with_its_aims() -> None:
    out = io.StringIO()
    show(LOAD, Console(file=out, width=200))
    assert "0.90 of the 10.0/s alone (aim 0.8)" in out.getvalue() and "1.030 of that at 10 s" in out.getvalue()


@pytest.mark.parametrize("changed", [{"errors": 1}, {"faults": {"does not stand there": 1}}, {"asked": 0}])
def test_errors_and_faults_fail(changed: dict[str, Any]) -> None:
    assert LOAD.passed and not replace(LOAD, **changed).passed


@pytest.mark.parametrize(
    ("changed", "said"),
    [({}, None), ({"end_char_index": 9}, "does not stand there"), ({"document_sha256": "0"}, "names a version")],
)
def test_a_citation_is_compared_with_the_version_it_names(changed: dict[str, Any], said: str | None) -> None:
    wrong = fault({**CITATION, **changed}, {CITATION["document_sha256"]: TEXT})
    assert wrong is None if said is None else wrong is not None and wrong.startswith(said)
