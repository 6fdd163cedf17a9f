"""Feedback as it is kept: a line of JSON each, in a file of the store."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

FILE = "feedback.jsonl"


@dataclass(frozen=True, slots=True)
class Feedback:
    """Somebody's judgement of an answer."""

    id: str
    answer_id: str
    is_positive: bool
    feedback_text: str | None


class FeedbackFile:
    """Appends to one file; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Keep it in this folder, which is made when it is needed."""
        self._folder, self._lock = folder, Lock()

    def add(self, feedback: Feedback) -> None:
        """Append one, with the time (UTC)."""
        line = json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds"), **asdict(feedback)})
        with self._lock:
            self._folder.mkdir(parents=True, exist_ok=True)
            with (self._folder / FILE).open("a", encoding="utf-8") as file:
                file.write(line + "\n")
