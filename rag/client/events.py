"""An answer as it is told: server-sent events from bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from rag.api.schemas import AskReply, CitationModel, HitModel, ProblemModel
from rag.client.errors import refusal

EventName = Literal["search_results", "message", "citation", "final_answer", "refusal"]
EventData = list[HitModel] | str | CitationModel | AskReply


@dataclass(frozen=True, slots=True)
class Event:
    """One event: passages, a delta of the answer, a citation, and at the end the answer or the refusal, whole."""

    name: EventName
    data: EventData


class EventReader:
    """Cuts bytes into events; comments (heartbeats) are passed over."""

    def __init__(self) -> None:
        """Nothing has been read."""
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[Event]:
        """The events that these bytes complete; raises ``Refused`` where one tells an error."""
        *blocks, self._rest = (self._rest + data).split(b"\n\n")
        for block in blocks:
            # Not splitlines(): U+2028 may stand in an answer.
            fields = dict(line.split(": ", 1) for line in block.decode().split("\n") if line and line[0] != ":")
            if fields:
                yield _event(fields["event"], json.loads(fields["data"]))


def _event(name: Any, data: Any) -> Event:
    if name == "error":
        raise refusal(ProblemModel.model_validate(data))
    if name == "search_results":
        return Event(name, [HitModel.model_validate(hit) for hit in data["search_results"]])
    if name == "message":
        return Event(name, str(data["delta"]))
    if name == "citation":
        return Event(name, CitationModel.model_validate(data))
    return Event(name, AskReply.model_validate(data))
