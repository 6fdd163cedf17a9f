"""How the schema describes what every route has: errors, headers, and answers as server-sent events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rag.api.headers import REQUEST_ID
from rag.api.problems import MEDIA_TYPE

_MEANING = {
    400: "The body cannot be parsed.",
    401: "No key, or the wrong one.",
    403: "A page of another site sent it.",
    404: "Nothing has this id.",
    409: "Every file holds a text that is there already.",
    413: "Larger than is taken.",
    415: "Not JSON where JSON is needed, or no file of a format that is read.",
    422: "A field is missing or wrong.",
    429: "Too many requests; try again after `Retry-After` seconds.",
    500: "A fault of ours, or an answer withheld because a part of it did not verify.",
    503: "Not ready, or full; try again after `Retry-After` seconds.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of a route for these statuses."""
    schema = {"$ref": "#/components/schemas/ProblemModel"}
    return {
        status: {"description": _MEANING[status], "content": {MEDIA_TYPE: {"schema": schema}}} for status in statuses
    }


def streamed(what: str, data: str, events: Sequence[str] = ()) -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of a route that answers as JSON, or as events where it is asked to."""
    event: dict[str, Any] = {"data": {"type": "string", "contentMediaType": "application/json", "description": data}}
    if events:
        event["event"] = {"enum": list(events), "description": "What the event tells."}
    schema = {"type": "object", "properties": event, "required": list(event), "description": "One event."}
    return {200: {"description": what, "content": {"text/event-stream": {"schema": schema}}}}


def complete(operation: dict[str, Any]) -> None:
    """Describe what every operation has: a fault of ours, and the headers of every response."""
    operation["responses"] |= {str(status): about for status, about in problems(500).items()}
    for status, response in operation["responses"].items():
        names = [REQUEST_ID, *_HEADERS_OF.get(status, ())]
        response["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}


_HEADERS_OF = {"401": ("WWW-Authenticate",), "429": ("Retry-After",), "503": ("Retry-After",)}
HEADERS = {
    REQUEST_ID: ("Id of the request, which the log has too; yours where you sent one.", {"type": "string"}),
    "WWW-Authenticate": ("How the key is sent.", {"type": "string"}),
    "Retry-After": ("Seconds to wait before the next try.", {"type": "integer", "minimum": 1}),
}


def header_components() -> dict[str, Any]:
    """The headers, each with what it says."""
    return {name: {"description": text, "schema": schema} for name, (text, schema) in HEADERS.items()}
