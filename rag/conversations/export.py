"""Judged answers as evaluation cases: one JSON object each, in the form of the case files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from index.view import View
from rag.conversations.stale import stale_ids
from rag.conversations.types import Exchange, Judged
from rag.types import Answer


def cases(judged: Sequence[Judged], view: View, drafts: bool = False) -> Iterator[dict[str, Any]]:
    """A case for each answer that was found right, by the last judgement of it, and whose citations still hold.

    What was found wrong says nothing of what would be right: with ``drafts`` it is given too, as a case without
    ``needs``, for somebody to complete; its note says what was wrong.
    """
    names = {summary.id: Path(summary.origins[0]).name for summary in view.summaries() if summary.origins}
    last = {one.feedback.answer_id: one for one in judged}
    for one in last.values():
        exchange = one.exchange
        if exchange is None or stale_ids(exchange.answer, view):
            continue
        if one.feedback.is_positive:
            yield _right(one, exchange, names)
        elif drafts:
            yield _draft(one, exchange)


def _right(judged: Judged, exchange: Exchange, names: Mapping[str, str]) -> dict[str, Any]:
    answer = exchange.answer
    case = _case(judged, exchange, answerable=answer.refusal is None)
    case["needs"] = [[{"document": names[c.document_id], "quote": c.text}] for c in answer.citations]
    case["speakers"] = list(dict.fromkeys(c.voice.speaker for c in answer.citations if c.voice.speaker))
    case["stances"] = {position.speaker: position.stance for position in answer.positions}
    return case


def _draft(judged: Judged, exchange: Exchange) -> dict[str, Any]:
    what = "refused" if exchange.answer.refusal else "answered"
    case = _case(judged, exchange, answerable=True)
    return {**case, "note": f"draft: was {what}, and that was wrong: {judged.feedback.text or 'no reason given'}"}


def _case(judged: Judged, exchange: Exchange, answerable: bool) -> dict[str, Any]:
    return {
        "id": f"feedback-{judged.feedback.id[:8]}", "split": "dev", "kind": _kind(exchange),
        "question": exchange.answer.question,
        "history": [{"role": turn.role, "content": turn.content} for turn in exchange.history],
        "answerable": answerable, "may_refuse": False, "needs": [], "speakers": [], "stances": {}, "not_speakers": [],
        "max_citations": None, "note": judged.feedback.text or "",
    }  # fmt: skip


def _kind(exchange: Exchange) -> str:
    """The kind of case that it is most like."""
    answer: Answer = exchange.answer
    if exchange.history:
        return "followup"
    if answer.refusal is not None:
        return "near_miss"
    if answer.positions:
        return "stance"
    return "attribution" if any(c.voice.attribution != "author" for c in answer.citations) else "fact"
