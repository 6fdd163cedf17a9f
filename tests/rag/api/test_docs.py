"""The schema, described whole; and the documentation with the network cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

ROUTES = {
    "/ask": {"post"}, "/search": {"post"}, "/verify": {"post"}, "/documents": {"get", "post"}, "/documents/{document_id}": {"get", "delete"},
    "/feedback": {"post"}, "/health": {"get"}, "/health/ready": {"get"}, "/v1/chat/completions": {"post"},
    "/v1/models": {"get"}, "/v1/models/{model}": {"get"}, "/metrics": {"get"}, "/answers/{answer_id}": {"get"},
    "/conversations": {"get"}, "/conversations/{session_id}": {"get", "delete"},
}  # fmt: skip


@pytest.fixture
def schema(client: TestClient) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/openapi.json").json()
    return document


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_the_schema_has_the_routes_that_are_there(schema: dict[str, Any]) -> None:
    assert {path: set(methods) for path, methods in schema["paths"].items()} == ROUTES


def test_every_field_is_described(schema: dict[str, Any]) -> None:
    bare = [
        f"{name}.{field}"
        for name, model in schema["components"]["schemas"].items()
        for field, about in model.get("properties", {}).items()
        if not about.get("description")
    ]
    assert bare == []


def test_every_model_route_and_parameter_is_described(schema: dict[str, Any]) -> None:
    models = schema["components"]["schemas"].items()
    assert [name for name, model in models if not model.get("description") and not name.startswith("Body_")] == []
    for name, operation in operations(schema):
        assert operation["summary"] and operation["description"], name
        assert all(parameter["description"] for parameter in operation.get("parameters", [])), name


def test_every_field_of_a_request_has_an_example(schema: dict[str, Any]) -> None:
    for name in ("AskBody", "SearchBody", "FeedbackBody", "TurnBody"):
        for field, about in schema["components"]["schemas"][name]["properties"].items():
            assert "examples" in about, f"{name}.{field}"


def test_errors_are_described_as_problem_documents(schema: dict[str, Any]) -> None:
    for name, operation in operations(schema):
        errors = {status: about for status, about in operation["responses"].items() if int(status) >= 400}
        assert all(list(about["content"]) == ["application/problem+json"] for about in errors.values()), name
    assert {"400", "401", "404", "413", "415", "422", "429", "500", "503"} <= set(
        schema["paths"]["/ask"]["post"]["responses"]
    )


def test_every_reference_leads_somewhere(schema: dict[str, Any]) -> None:
    names = set(re.findall(r"#/components/schemas/(\w+)", str(schema)))
    assert names == set(schema["components"]["schemas"])


def test_the_stream_is_described(schema: dict[str, Any]) -> None:
    answered = schema["paths"]["/ask"]["post"]["responses"]["200"]
    assert set(answered["content"]) == {"application/json", "text/event-stream"}


def test_the_key_is_in_the_schema_where_one_is_asked_for(make_client: Any, schema: dict[str, Any]) -> None:
    assert "security" not in schema
    locked = make_client(api_key="k").get("/openapi.json", headers={"Authorization": "Bearer k"}).json()
    assert locked["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    assert locked["security"] == [{"key": []}]
    assert locked["paths"]["/health"]["get"]["security"] == []


def test_the_documentation_fetches_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.status_code == 200 and page.headers["content-type"].startswith("text/html")
    assert "//" not in page.text
    assert "'unsafe-inline'" not in page.headers["content-security-policy"].split("script-src")[1].split(";")[0]
    for address in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        answered = client.get("/" + address)
        assert answered.status_code == 200 and len(answered.content) > 50, address


def test_assets_have_their_types(client: TestClient) -> None:
    assert client.get("/docs/swagger-ui-bundle.js").headers["content-type"].startswith("text/javascript")
    assert client.get("/docs/swagger-ui.css").headers["content-type"].startswith("text/css")
    assert client.get("/docs/..%2fcore.py").status_code == 404


def test_every_response_describes_its_headers(schema: dict[str, Any]) -> None:
    for name, operation in operations(schema):
        for status, about in operation["responses"].items():
            assert "X-Request-Id" in about["headers"], (name, status)
            assert ("Retry-After" in about["headers"]) == (status in ("429", "503")), (name, status)
    assert all(header["description"] for header in schema["components"]["headers"].values())
