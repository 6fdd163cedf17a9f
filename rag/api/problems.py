"""Errors as RFC 9457 problem documents: what each error of ours means over HTTP, and nothing of how it came about.

raised anywhere → ``problem_from`` → ``respond``
"""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from index.errors import IndexingError, ModelError, NotIndexed, StoreLocked, UnknownDocument
from rag.api import wording
from rag.api.headers import REQUEST_ID, secure
from rag.api.schemas import ProblemModel
from rag.errors import BadQuestion, ConversationsError, RagError, UnknownAnswer

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:onrecord:problem:"
RETRY_AFTER_S = 5
"""When a client may try again after a 503: a small index and its models load in about this time."""

_FASTAPI_BAD_BODY = "There was an error parsing the body"

_log = logging.getLogger("onrecord.api")


class Problem(HTTPException):
    """An error with everything that is said about it; ``more`` are further members of the document.

    An HTTPException, because FastAPI lets no other error out of the reading of a body.
    """

    def __init__(
        self, status: int, kind: str, detail: str, field: str | None = None,
        headers: Mapping[str, str] | None = None, **more: Any,
    ) -> None:  # fmt: skip
        """``kind`` is a slug such as ``bad-input``; it becomes the type, and with spaces the title."""
        super().__init__(status, detail, dict(headers or {}))
        self.kind, self.field, self.more = kind, field, more

    def document(self, request_id: str | None = None) -> dict[str, Any]:
        """The members of the problem document; those that do not apply are left out."""
        about = {"type": "about:blank", "title": HTTPStatus(self.status_code).phrase}
        if self.kind:
            about = {"type": TYPE + self.kind, "title": self.kind.replace("-", " ").capitalize()}
        members = ProblemModel(
            **about, status=self.status_code, detail=self.detail, field=self.field, request_id=request_id, **self.more
        )
        return {name: value for name, value in members.model_dump().items() if value is not None}


def install(app: FastAPI) -> None:
    """Answer every error of the application with a problem document."""
    for error in (IndexingError, RagError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(error, _handle)


def problem_from(error: BaseException) -> Problem:
    """What an error means to a client."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, HTTPException):
        return _of_http(error)
    if isinstance(error, UnknownDocument):
        return Problem(404, "unknown-document", str(error))
    if isinstance(error, BadQuestion):
        return Problem(422, "bad-input", str(error), "question")
    if isinstance(error, NotIndexed):
        return unavailable("not-indexed", wording.NO_INDEX)
    if isinstance(error, UnknownAnswer):
        return Problem(404, "unknown-answer", wording.NO_ANSWER)
    if isinstance(error, ConversationsError):
        _log.error("%s", error)
        return unavailable("conversations-unusable", wording.NOT_KEPT)
    if isinstance(error, IndexingError):
        return _of_index(error)
    detail = wording.WITHHELD if isinstance(error, RagError) else wording.UNEXPECTED
    _log.error("%s: %s", type(error).__name__, detail, exc_info=error)
    return Problem(500, "server-error", detail)


def unavailable(kind: str, detail: str) -> Problem:
    """A 503 that says when to try again."""
    return Problem(503, kind, detail, headers=retry_after(RETRY_AFTER_S))


def retry_after(seconds: float) -> dict[str, str]:
    """The header that says when to try again, in whole seconds, at least one."""
    return {"Retry-After": str(max(1, math.ceil(seconds)))}


def respond(problem: Problem, request: Request) -> JSONResponse:
    """The problem as a response."""
    request_id = getattr(request.state, "request_id", None)
    response = JSONResponse(problem.document(request_id), problem.status_code, problem.headers, MEDIA_TYPE)
    if request_id is not None:
        # Set here too: an error that nobody foresaw is answered outside of the middleware that sets it.
        response.headers[REQUEST_ID] = request_id
    secure(response)
    return response


async def _handle(request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, RequestValidationError):
        return respond(_of_validation(error, request), request)
    return respond(problem_from(error), request)


def _of_index(error: IndexingError) -> Problem:
    """The messages of these name folders of the server: they go to its log."""
    _log.error("%s: %s", type(error).__name__, error)
    if isinstance(error, StoreLocked):
        return unavailable("index-locked", wording.INDEX_LOCKED)
    if isinstance(error, ModelError):
        return unavailable("model-unusable", wording.MODEL_UNUSABLE)
    return unavailable("index-unusable", wording.INDEX_UNUSABLE)


def _of_http(error: HTTPException) -> Problem:
    """Errors of the framework: unknown addresses and methods, bodies that cannot be parsed."""
    detail = str(error.detail)
    if error.status_code == 404:
        detail = wording.NO_ROUTE
    elif error.status_code == 405:
        detail = wording.wrong_method((error.headers or {}).get("Allow", ""))
    elif detail == _FASTAPI_BAD_BODY:
        return Problem(400, "unreadable-body", wording.BAD_BODY, "body")
    return Problem(error.status_code, "", detail, headers=error.headers)


def _of_validation(error: RequestValidationError, request: Request) -> Problem:
    errors = error.errors()
    first = errors[0]
    if first["type"] == "json_invalid":
        detail = f"{wording.BAD_JSON}: {first['ctx']['error']}, at character {first['loc'][-1]}."
        return Problem(400, "unreadable-body", detail, "body")
    if first["loc"] == ("body",) and "json" not in request.headers.get("content-type", "json").lower():
        return Problem(415, "wrong-content-type", wording.NOT_JSON, "body")
    return bad_input([(field_name(item["loc"]), _plain(item)) for item in errors])


def bad_input(faults: Sequence[tuple[str, str]]) -> Problem:
    """A 422 for fields, each with what is wrong with it."""
    shown = list(faults)[:20]
    detail = "; ".join(f"{field}: {what}" for field, what in shown[:3])
    errors = [{"field": field, "detail": what} for field, what in shown]
    return Problem(422, "bad-input", detail, shown[0][0], errors=errors)


def field_name(location: Sequence[str | int]) -> str:
    """``("body", "history", 3, "role")`` as ``history.3.role``."""
    # Only the first says where it stands: a field may be called "query" itself.
    inner = location[1:] if location and location[0] in ("body", "query", "path") else location
    return ".".join(map(str, inner)) or "body"


_PLAIN = {
    "missing": "is required",
    "int_type": "must be a whole number",
    "string_type": "must be text",
    "string_unicode": wording.NOT_UNICODE,
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "value_error": "must be a file, sent as multipart/form-data",  # FastAPI raises it for uploads alone
    "model_type": "must be an object",
    "model_attributes_type": "must be a JSON object",
    "dict_type": "must be an object",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "too_long": "has {actual_length} items; at most {max_length} are taken",
    "string_too_short": "must not be empty",
    "literal_error": "must be {expected}",
}


def _plain(item: Mapping[str, Any]) -> str:
    """A fault in plain words; those that are not expected keep the validator's."""
    context = item.get("ctx", {})
    if item["type"] == "string_too_long" and "max_length" in context:
        return f"is too long; at most {context['max_length']:,} characters are taken"
    template = _PLAIN.get(item["type"])
    return str(item["msg"]) if template is None else template.format_map(context)
