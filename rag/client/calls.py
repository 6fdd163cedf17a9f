"""What can be called: each call as the request it makes and the reply it has, for the client with and without await."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypedDict, TypeVar
from urllib.parse import quote

from rag.api import schemas
from rag.types import Mode, Role

ReplyT = TypeVar("ReplyT", bound=schemas.Reply)


class TurnDict(TypedDict):
    """One turn of the conversation before the question."""

    role: Role
    content: str


class AskOptions(TypedDict, total=False):
    """What a question may come with; see ``POST /ask``."""

    history: Sequence[TurnDict]
    session_id: str | None
    top_k: int
    mode: Mode | None
    documents: Sequence[str] | None
    include_search_results: bool


@dataclass(frozen=True, slots=True)
class Call(Generic[ReplyT]):
    """One request; ``reply`` None where nothing comes back."""

    method: str
    path: str
    reply: type[ReplyT] | None = None
    json: dict[str, Any] | None = None
    files: Sequence[tuple[str, tuple[str, bytes]]] = ()


def ask(question: str, options: AskOptions, stream: bool = False) -> Call[schemas.AskReply]:
    """Ask a question."""
    body = {"question": question, **options} | ({"stream": True} if stream else {})
    return Call("POST", "/ask", schemas.AskReply, body)


def search(query: str, top_k: int, documents: Sequence[str] | None) -> Call[schemas.SearchReply]:
    """Find passages."""
    return Call("POST", "/search", schemas.SearchReply, {"query": query, "top_k": top_k, "documents": documents})


def documents() -> Call[schemas.DocumentsReply]:
    """List the documents."""
    return Call("GET", "/documents", schemas.DocumentsReply)


def document(document_id: str) -> Call[schemas.DocumentReply]:
    """Read a document."""
    return Call("GET", f"/documents/{quote(document_id, safe='')}", schemas.DocumentReply)


def add(paths: Sequence[str | Path]) -> Call[schemas.UploadReply]:
    """Add files."""
    files = [("files", (Path(path).name, Path(path).read_bytes())) for path in paths]
    return Call("POST", "/documents", schemas.UploadReply, files=files)


def remove(document_id: str) -> Call[schemas.Reply]:
    """Remove a document."""
    return Call("DELETE", f"/documents/{quote(document_id, safe='')}")


def feedback(answer_id: str, is_positive: bool, text: str | None) -> Call[schemas.FeedbackReply]:
    """Say whether an answer helped."""
    body = {"answer_id": answer_id, "is_positive": is_positive, "feedback_text": text}
    return Call("POST", "/feedback", schemas.FeedbackReply, body)


def reopen(answer_id: str) -> Call[schemas.KeptReply]:
    """Reopen an answer."""
    return Call("GET", f"/answers/{quote(answer_id, safe='')}", schemas.KeptReply)


def ready() -> Call[schemas.ReadyReply]:
    """Whether questions can be asked."""
    return Call("GET", "/health/ready", schemas.ReadyReply)
