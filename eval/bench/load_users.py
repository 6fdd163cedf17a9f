"""What the clients of ``eval.bench.load`` do: a locustfile, run in a process of its own.

Askers ask one question after another; with ``ONRECORD_LOAD_CHANGES`` one more client adds and removes documents
meanwhile. Every citation of every answer is compared with the text of the document version that it names.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from pathlib import Path
from typing import Any

import gevent
from locust import FastHttpUser, constant, events, task
from locust.env import Environment

from eval.bench.load_report import fault

QUESTIONS: list[str] = json.loads(os.environ["ONRECORD_LOAD_QUESTIONS"])
CHANGES = [Path(path) for path in json.loads(os.environ.get("ONRECORD_LOAD_CHANGES", "[]"))]
ENOUGH = int(os.environ.get("ONRECORD_LOAD_ENOUGH", "0"))
"""Changes after which it is over, however much time is left; 0: the time alone decides."""
REPORT = Path(os.environ["ONRECORD_LOAD_REPORT"])
PATIENCE_S = 300
DELIBERATE = (429, 503)
"""Statuses by which the server says that it has enough to do."""

texts: dict[str, str] = {}
"""The text of every document version that was there, by its sha256."""
citations: list[dict[str, Any]] = []
counts: Counter[str] = Counter()


class Asker(FastHttpUser):
    """Asks, and asks again as soon as the answer is there."""

    wait_time = constant(0)
    network_timeout = connection_timeout = PATIENCE_S

    def on_start(self) -> None:
        """Remember the documents that are there."""
        for listed in self.client.get("/documents").json()["documents"]:
            remember(self, listed["id"])

    @task
    def ask(self) -> None:
        """One question."""
        question = random.choice(QUESTIONS)
        with self.client.post("/ask", json={"question": question}, catch_response=True) as response:
            if response.status_code in DELIBERATE:
                counts["told to wait"] += 1
                response.success()
            elif response.status_code == 200:
                reply = response.json()
                counts[reply["status"]] += 1
                citations.extend(reply["citations"] + (reply["refusal"] or {"nearest": []})["nearest"])


class Changer(FastHttpUser):
    """Adds a document and removes it again, one after another."""

    fixed_count = 1 if CHANGES else 0
    weight = 1 if CHANGES else 0
    wait_time = constant(0.2)
    network_timeout = connection_timeout = PATIENCE_S

    @task
    def change(self) -> None:
        """One document, there for a moment."""
        path = CHANGES[counts["documents added"] % len(CHANGES)]
        files = {"files": (path.name, path.read_bytes())}
        report = self.client.post("/documents", files=files).json()["reports"][0]
        counts["documents added"] += 1
        remember(self, report["document_id"])
        gevent.sleep(0.5)
        self.client.delete(f"/documents/{report['document_id']}", name="/documents/ID")
        if counts["documents added"] == ENOUGH and self.environment.runner:
            gevent.spawn(self.environment.runner.quit)  # quitting stops this client too: not from inside it


def remember(user: FastHttpUser, document_id: str) -> None:
    """Keep the text of a document for the comparison at the end."""
    document = user.client.get(f"/documents/{document_id}", name="/documents/ID").json()
    texts[document["sha256"]] = document["text"]


def report(environment: Environment, **_: object) -> None:
    """Write what happened; citations are compared now, when the text of every version is known."""
    asked = environment.stats.get("/ask", "POST")
    faults = Counter(fault(citation, texts) for citation in citations)
    REPORT.write_text(
        json.dumps({
            "asked": asked.num_requests, "errors": environment.stats.total.num_failures, "per_second": asked.total_rps,
            "median_ms": asked.median_response_time, "p95_ms": asked.get_response_time_percentile(0.95),
            "citations": len(citations), "faults": {what: n for what, n in faults.items() if what},
            "counts": dict(counts),
            "failures": [f"{e.method} {e.name}: {e.error}" for e in environment.stats.errors.values()][:5],
        })
    )  # fmt: skip


events.quitting.add_listener(report)  # type: ignore[no-untyped-call]  # locust does not say its types
