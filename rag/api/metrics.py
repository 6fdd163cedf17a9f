"""What is counted for Prometheus; labels are of small, fixed sets, and nothing of what was asked is in them."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from rag.types import Answer

STAGE_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds: from a question whose vector is remembered to an answer that a slow model writes."""
OTHERS = "page"
"""Everything that is no route of the API."""


class Metrics:
    """The counters of one application; safe to share between threads."""

    def __init__(self) -> None:
        """Start at nothing, in a registry of its own: one process may hold several applications (tests do)."""
        self.registry = registry = CollectorRegistry()
        self._requests = Counter(
            "onrecord_requests", "Requests answered.", ["method", "route", "status"], registry=registry
        )
        self._seconds = Histogram(
            "onrecord_request_seconds", "Seconds from a request to the end of its response.", ["route"],
            buckets=STAGE_BUCKETS, registry=registry,
        )  # fmt: skip
        self._stages = Histogram(
            "onrecord_stage_seconds", "Seconds that a stage of answering took.", ["stage"], buckets=STAGE_BUCKETS,
            registry=registry,
        )  # fmt: skip
        self._answers = Counter("onrecord_answers", "Questions answered or refused.", ["status"], registry=registry)
        self._refusals = Counter("onrecord_refusals", "Questions refused, by reason.", ["reason"], registry=registry)
        self._citations = Counter("onrecord_citations", "Citations given, all verified.", registry=registry)
        self._drops = Counter(
            "onrecord_verification_drops",
            "Answers, and sentences of a language model, withheld as not verified.",
            registry=registry,
        )
        self._calls = Counter("onrecord_model_calls", "Times that a language model was asked.", registry=registry)
        self._failures = Counter("onrecord_model_failures", "Times that a model could not be used.", registry=registry)
        self._documents = Gauge("onrecord_index_documents", "Documents that can be asked.", registry=registry)
        self._generation = Gauge("onrecord_index_generation", "Goes up with every change.", registry=registry)
        self._running = Gauge("onrecord_answers_running", "Answers being worked out.", registry=registry)
        self._waiting = Gauge("onrecord_answers_waiting", "Questions waiting for their turn.", registry=registry)

    def request(self, method: str, route: str | None, status: int, seconds: float) -> None:
        """Count a request of a route; None where it is none of the API's."""
        self._requests.labels(method if route else OTHERS, route or OTHERS, str(status)).inc()
        self._seconds.labels(route or OTHERS).observe(seconds)

    def answer(self, answer: Answer) -> None:
        """Count an answer or a refusal."""
        self._answers.labels("refused" if answer.refusal else "answered").inc()
        if answer.refusal:
            self._refusals.labels(answer.refusal.reason).inc()
            self._drops.inc(answer.refusal.reason == "unverified")
        self._citations.inc(len(answer.citations))
        if answer.drafting:
            self._calls.inc(answer.drafting.asked)
            self._failures.inc(answer.drafting.failed)
            self._drops.inc(answer.drafting.dropped)
        for stage, milliseconds in answer.timings_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1000)

    def model_failed(self) -> None:
        """Count a question that failed for want of a model."""
        self._failures.inc()

    def exposition(self, documents: int, generation: int, running: int, waiting: int) -> bytes:
        """Everything in the text format, with what is true at this moment."""
        self._documents.set(documents)
        self._generation.set(generation)
        self._running.set(running)
        self._waiting.set(waiting)
        return generate_latest(self.registry)
