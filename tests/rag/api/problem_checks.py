"""What every problem document has."""

from __future__ import annotations

from typing import Any

from httpx2 import Response


def problem_of(response: Response, status: int) -> dict[str, Any]:
    """The problem document, after checking what all of them must have."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-content-type-options"] == "nosniff"
    document: dict[str, Any] = response.json()
    assert document["status"] == status
    assert document["title"] and document["detail"] and document["type"]
    assert document["request_id"] == response.headers["x-request-id"]
    assert "Traceback" not in response.text
    return document
