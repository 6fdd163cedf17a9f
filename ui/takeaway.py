"""A conversation to take along: as Markdown, as a page of its own, and as the JSON of the HTTP contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from rag.api.convert import ask_reply
from rag.api.schemas import ConversationReply, KeptReply
from rag.conversations import Exchange as Record
from ui.render.letter import letter_html
from ui.render.markdown import letter_markdown

Format = Literal["markdown", "html", "json"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
Stale = Mapping[str, frozenset[int]]
"""Ids of the citations that hold no more, by the id of their answer."""

_KINDS: Final[dict[Format, tuple[str, str]]] = {
    "markdown": ("md", "text/markdown"),
    "html": ("html", "text/html"),
    "json": ("json", "application/json"),
}


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file to be saved by the browser."""

    name: str
    media: str
    text: str


def parcel(records: Sequence[Record], wanted: Format, stale: Stale) -> Parcel:
    """A conversation, of at least one exchange, as a file named by the day of its first question."""
    suffix, media = _KINDS[wanted]
    name = f"onrecord-{records[0].asked_at[:10]}.{suffix}"
    write = {"markdown": letter_markdown, "html": letter_html, "json": letter_json}[wanted]
    return Parcel(name, media, str(write(records, stale)))


def letter_json(records: Sequence[Record], stale: Stale) -> str:
    """The conversation as ``GET /conversations/{id}`` answers it."""
    session = records[0].session_id
    kept = [_kept(record, stale.get(record.id, frozenset())) for record in records]
    return ConversationReply(session_id=session, exchanges=kept).model_dump_json(indent=2) + "\n"


def _kept(record: Record, stale: frozenset[int]) -> KeptReply:
    answer = ask_reply(record.answer, record.session_id, [], [], record.id, stale)
    return KeptReply(
        id=record.id, session_id=record.session_id, asked_at=record.asked_at, answer=answer, stale=sorted(stale)
    )  # fmt: skip
