"""How the schema describes errors: every status with what it means, as a problem document."""

from __future__ import annotations

from typing import Any

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
    503: "Not ready, or full; try again after `Retry-After` seconds.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of a route for these statuses."""
    schema = {"$ref": "#/components/schemas/ProblemModel"}
    return {
        status: {"description": _MEANING[status], "content": {MEDIA_TYPE: {"schema": schema}}} for status in statuses
    }
