"""What is loaded, and questions to begin with, made from the documents themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from index.types import Document
from index.view import View
from ui import texts
from ui.types import Example, Overview

MOST_DOCUMENTS = 50
"""Documents read for the overview; more than these are counted, not read, so that the page opens at once."""


def overview(view: View) -> Overview:
    """What a store holds; speakers are counted by name, and only where there are at most ``MOST_DOCUMENTS``."""
    summaries = view.summaries()
    documents = [view.document(summary.id) for summary in summaries[:MOST_DOCUMENTS]]
    speakers = {statement.speaker for document in documents for statement in document.statements}
    return Overview(
        len(summaries),
        sum(summary.statements for summary in summaries),
        len(speakers) if len(summaries) <= MOST_DOCUMENTS else None,
        examples(documents),
    )


def examples(documents: Sequence[Document]) -> tuple[Example, ...]:
    """At most four questions: one speaker, two speakers, an author, and one that no document answers."""
    if not documents:
        return ()
    quoted = most_quoted(documents)
    authors = [name for name in most_outspoken(documents) if name not in quoted[:2]]
    found = [
        _example(texts.EXAMPLE_SPEAKER, quoted[:1]),
        _example(texts.EXAMPLE_PAIR, quoted[:2] if len(quoted) > 1 else []),
        _example(texts.EXAMPLE_AUTHOR, authors[:1]),
        Example(*texts.EXAMPLE_REFUSED),
    ]
    return tuple(example for example in found if example)


def most_quoted(documents: Sequence[Document]) -> list[str]:
    """The people whom the documents cite, most statements first; of equals, the first by name."""
    people = {speaker.name for document in documents for speaker in document.speakers if speaker.kind == "person"}
    counts = Counter(
        statement.speaker
        for document in documents
        for statement in document.statements
        if statement.attribution != "author" and statement.speaker in people
    )
    return sorted(counts, key=lambda name: (-counts[name], name))


def most_outspoken(documents: Sequence[Document]) -> list[str]:
    """The authors, first those who cite others least in proportion to what they write; of equals, the first by name."""
    cited: dict[str, float] = {}
    for document in documents:
        if document.author and document.sentences:
            others = sum(statement.attribution != "author" for statement in document.statements)
            share = others / len(document.sentences)
            cited[document.author] = min(share, cited.get(document.author, share))
    return sorted(cited, key=lambda name: (cited[name], name))


def _example(wording: tuple[str, str], names: Sequence[str]) -> Example | None:
    question, shows = wording
    return Example(question.format(*names), shows) if names else None
