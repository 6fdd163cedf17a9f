"""Conversations on disk: kept, forgotten, carried over from older files."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rag.conversations import Conversations, Exchange, Feedback
from rag.conversations.file import FILE, OLD_FEEDBACK
from rag.conversations.schema import STEPS
from rag.conversations.store import now
from rag.errors import ConversationsError, UnknownAnswer
from rag.types import Turn
from tests.rag.api.fakes import ANSWER, REFUSED


@pytest.fixture
def kept(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / "store", 30)


def exchange(answer_id: str, session: str = "s", at: str | None = None) -> Exchange:
    return Exchange(answer_id, session, at or now(), ANSWER, (Turn("user", "before"),))


def test_what_is_saved_is_read_as_it_was(kept: Conversations, tmp_path: Path) -> None:
    saved = exchange("a")
    kept.save(saved)
    kept.save(Exchange("r", "s", now(), REFUSED))
    assert Conversations(tmp_path / "store", 30).exchange("a") == saved
    assert kept.exchange("r").answer == REFUSED


def test_reading_makes_nothing(kept: Conversations, tmp_path: Path) -> None:
    assert (kept.conversation("s"), kept.outlines(), kept.judged()) == ([], [], [])
    kept.prune()
    with pytest.raises(UnknownAnswer):
        kept.exchange("a")
    assert not kept.delete("s") and not (tmp_path / "store").exists()


def test_what_is_older_than_the_retention_is_forgotten(kept: Conversations) -> None:
    kept.save(exchange("new"))
    kept.save(exchange("old", at=(datetime.now(UTC) - timedelta(days=31)).isoformat()))
    kept.add_feedback(Feedback("f", "old", True))
    kept.prune()
    assert [one.id for one in kept.conversation("s")] == ["new"] and kept.judged() == []


def test_the_number_kept_has_a_bound(kept: Conversations, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.conversations.store.MOST_KEPT", 2)
    for number in range(5):
        kept.save(exchange(str(number)))
    kept.prune()
    assert [one.id for one in kept.conversation("s")] == ["3", "4"]


def test_forgotten_words_are_gone_from_the_disk(kept: Conversations, tmp_path: Path) -> None:
    kept.save(exchange("a"))
    assert kept.forget_document("doc1") and not kept.forget_document("doc1")
    on_disk = b"".join(path.read_bytes() for path in (tmp_path / "store").iterdir())
    assert b"the plan was rejected" not in on_disk


def test_an_id_is_kept_once(kept: Conversations) -> None:
    kept.save(exchange("a"))
    with pytest.raises(ConversationsError):
        kept.save(exchange("a", "other"))
    assert len(kept.outlines()) == 1


def test_feedback_of_earlier_versions_is_taken_over(kept: Conversations, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    line = {"at": now(), "id": "f", "answer_id": "a", "is_positive": False, "feedback_text": "no\u2028"}
    (tmp_path / "store" / OLD_FEEDBACK).write_text(json.dumps(line) + "\n", "utf-8")
    (judged,) = kept.judged()
    assert judged.feedback == Feedback("f", "a", False, "no\u2028") and judged.exchange is None
    assert not (tmp_path / "store" / OLD_FEEDBACK).exists() and len(kept.judged()) == 1


def test_a_file_of_a_newer_version_is_left_alone(kept: Conversations, tmp_path: Path) -> None:
    kept.save(exchange("a"))
    kept.close()
    with closing(sqlite3.connect(tmp_path / "store" / FILE)) as db:
        db.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(ConversationsError, match="newer"):
        kept.save(exchange("b"))


def test_an_answer_of_another_form_is_passed_over(kept: Conversations, tmp_path: Path) -> None:
    for answer_id in ("a", "b"):
        kept.save(exchange(answer_id))
    kept.add_feedback(Feedback("f", "a", True))
    kept.close()
    with closing(sqlite3.connect(tmp_path / "store" / FILE)) as db, db:
        db.execute("""UPDATE exchanges SET answer = '{"question": 1}' WHERE id = 'a'""")
    assert [one.id for one in kept.conversation("s")] == ["b"]
    assert kept.judged()[0].exchange is None


def test_long_histories_keep_their_end(kept: Conversations) -> None:
    turns = tuple(Turn("user", f"{number}" + "x" * 6_000) for number in range(5))
    kept.save(Exchange("a", "s", now(), ANSWER, turns))
    assert kept.exchange("a").history == turns[2:]
