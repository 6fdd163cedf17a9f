"""``GET /metrics``: what happened, in Prometheus' own reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from index.errors import ModelError, NotIndexed
from rag.types import Drafting, Refusal
from tests.rag.api.fakes import ANSWER, REFUSED, FakeAssistant
from tests.rag.api.test_app import with_page


def figures(client: TestClient) -> dict[tuple[str, ...], float]:
    """Sample name and the values of its labels → value."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_answers_refusals_and_stages_are_counted(client: TestClient, assistant: FakeAssistant) -> None:
    unverified = replace(REFUSED, refusal=Refusal("unverified", "withheld"))
    for result in (ANSWER, REFUSED, unverified, ModelError("no weights")):
        assistant.result = result
        client.post("/ask", json={"question": "a private question"})
    seen = figures(client)
    assert seen["onrecord_answers_total", "answered"] == 1 and seen["onrecord_answers_total", "refused"] == 2
    assert seen["onrecord_refusals_total", "no_evidence"] == 1 and seen["onrecord_verification_drops_total",] == 1
    assert seen["onrecord_citations_total",] == 2 and seen["onrecord_model_failures_total",] == 1
    assert seen["onrecord_stage_seconds_count", "total"] == 3
    assert "private" not in client.get("/metrics").text


def test_what_a_model_cost_is_counted(client: TestClient, assistant: FakeAssistant) -> None:
    for drafting in (Drafting(written=3, dropped=2), Drafting(failed=True), Drafting(asked=False)):
        assistant.result = replace(ANSWER, drafting=drafting)
        client.post("/ask", json={"question": "x"})
    seen = figures(client)
    assert (seen["onrecord_model_calls_total",], seen["onrecord_model_failures_total",]) == (2, 1)
    assert seen["onrecord_verification_drops_total",] == 2


def test_requests_are_counted_by_route_and_not_by_path(client: TestClient) -> None:
    client.get("/documents/doc1")
    client.get("/documents/nope")
    with_page(client).get("/some/path/of/the/page")
    client.request("BREW", "/coffee")
    seen = figures(client)
    assert seen["onrecord_requests_total", "GET", "/documents/{document_id}", "200"] == 1
    assert seen["onrecord_requests_total", "GET", "/documents/{document_id}", "404"] == 1
    assert seen["onrecord_requests_total", "page", "page", "200"] == 2
    assert seen["onrecord_request_seconds_count", "page"] == 2


def test_the_index_is_told_also_where_there_is_none(client: TestClient, assistant: FakeAssistant) -> None:
    seen = figures(client)
    assert (seen["onrecord_index_documents",], seen["onrecord_index_generation",]) == (1, 7)
    assistant.library.error = NotIndexed("none")
    assert figures(client)["onrecord_index_documents",] == 0


def test_two_applications_count_apart(make_client: Callable[..., TestClient]) -> None:
    one, two = make_client(), make_client()
    one.post("/ask", json={"question": "x"})
    assert figures(one)["onrecord_citations_total",] == 2 and figures(two)["onrecord_citations_total",] == 0
