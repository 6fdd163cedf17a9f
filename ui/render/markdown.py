"""A conversation as Markdown in which nothing from a document is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rag.conversations import Exchange as Record
from rag.types import Citation
from ui import texts
from ui.render.markup import speaker_name

MARKUP = re.compile(r"([\\`*_\[\]<>&#|~$])")
LINE_START = re.compile(r"^(\s*)(?:([-+=])|(\d{1,9})([.)]))", re.MULTILINE)


def letter_markdown(records: Sequence[Record], stale: Mapping[str, frozenset[int]]) -> str:
    """Each question with its answer, and below it every quotation with who said it and exactly where."""
    parts = [f"# {texts.TITLE}", texts.EXPORTED]
    for record in records:
        parts += _exchange(record, stale.get(record.id, frozenset()))
    return "\n\n".join(parts) + "\n"


def plain(words: str) -> str:
    """Words that a Markdown reader shows as they are."""
    escaped = MARKUP.sub(r"\\\1", words)
    return LINE_START.sub(lambda m: m[1] + (f"\\{m[2]}" if m[2] else f"{m[3]}\\{m[4]}"), escaped)


def _exchange(record: Record, stale: frozenset[int]) -> Iterator[str]:
    answer = record.answer
    yield f"## {plain(_line(answer.question))}"
    if answer.interpreted.strip() != answer.question.strip():
        yield f"*{texts.ASKED_AS}:* {plain(_line(answer.interpreted))}"
    yield _lines(answer.marked)
    if answer.refusal and answer.refusal.nearest:
        yield f"### {texts.NEAREST}"
    elif answer.citations:
        yield f"### {texts.SOURCES}"
    for citation in answer.refusal.nearest if answer.refusal else answer.citations:
        yield _citation(citation, citation.id in stale)


def _citation(citation: Citation, is_stale: bool) -> str:
    quote = "\n".join(f"> {line}".rstrip() for line in _lines(citation.text).split("\n"))
    role = f", {citation.voice.role}" if citation.voice.role else ""
    who = plain(_line(f"{speaker_name(citation.voice)}{role}"))
    where = plain(_line(texts.cited_at(citation)))
    title = plain(_line(citation.document_title or texts.UNTITLED))
    warning = f"\n>\n> **{texts.STALE}.**" if is_stale else ""
    return f"{quote}\n>\n> \\[{citation.id}\\] {who}: {texts.WHERE[citation.voice.attribution]} *{title}*, {where}{warning}"


def _line(words: str) -> str:
    return " ".join(words.split())


def _lines(words: str) -> str:
    """Words whose line breaks stay line breaks."""
    # Two spaces at a line's end are Markdown's line break.
    return "\n".join(f"{plain(line.strip())}  " if line.strip() else "" for line in words.splitlines()).rstrip(" ")
