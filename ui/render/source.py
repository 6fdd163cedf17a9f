"""A document as HTML, with the cited passage marked in its place.

The text that the pane holds is the document's, character for character: everything else on it (page numbers, the
looks of a paragraph) is laid on by the style sheet.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from index.types import Document, Page, Span
from rag.types import Citation
from ui import texts
from ui.render.markup import NOTHING, joined, paragraph, speaker_name, text_of
from ui.types import Passage

WINDOW = 60_000
"""Characters shown at once, about forty pages; a longer document is read in parts, so that a browser keeps up."""

LINES = re.compile(r"[^\n]+|\n+")


def empty_html(note: str = texts.SOURCE_EMPTY) -> Markup:
    """The pane with no document in it."""
    return Markup('<div class="source-empty">{}{}</div>').format(_close(), paragraph(note, "empty"))


def citation_html(document: Document, citation: Citation) -> Markup:
    """The document with exactly the cited words marked; with nothing marked where they are not at their place."""
    if document.text[citation.start : citation.end] != citation.text:
        return document_html(document, citation.start, note=paragraph(texts.SOURCE_CHANGED, "changed"))
    note = paragraph(texts.SOURCE_MARKED.format(speaker_name(citation.voice)), "marked")
    return document_html(document, citation.start, (Span(citation.start, citation.end),), note)


def statement_html(document: Document, number: int) -> Markup:
    """The document with exactly the words of its ``number``-th statement marked."""
    statement = document.statements[number]
    who = statement.speaker or texts.UNNAMED
    note = paragraph(texts.SOURCE_MARKED.format(who), "marked")
    return document_html(document, statement.content[0].start if statement.content else 0, statement.content, note)


def passage_html(document: Document, passage: Passage) -> Markup:
    """The document with a passage marked that was found and not cited; nothing marked where it is not at its place."""
    if document.text[passage.start : passage.end] != passage.text:
        return document_html(document, passage.start, note=paragraph(texts.SOURCE_CHANGED, "changed"))
    note = paragraph(texts.SOURCE_MARKED.format(texts.UNCITED), "marked")
    return document_html(document, passage.start, (Span(passage.start, passage.end),), note)


def voices_html(document: Document, at: int = 0) -> Markup:
    """The document to be read: whatever it cites carries the name of who says it."""
    voices = voices_of(document, window(document.text, at))
    first = dict.fromkeys(voice.speaker for voice in voices)
    buttons = joined(
        Markup('<button type="button" class="quiet" data-goto="{}" aria-label="{}">{}</button>').format(
            name, texts.GO_TO.format(name), name
        )
        for name in first
    )
    legend = Markup('<details class="legend"><summary>{}</summary><div>{}</div></details>').format(
        texts.SPOKEN_BY.format(texts.counted(len(first), "speaker")), buttons
    )
    return document_html(document, at, (), legend if first else NOTHING, voices)


def document_html(
    document: Document, at: int = 0, marks: Sequence[Span] = (), note: Markup = NOTHING, voices: Sequence[Spoken] = ()
) -> Markup:
    """A document, or the part of it around offset ``at``, headed by its title and who wrote it."""
    part = window(document.text, at)
    return Markup(
        '<article class="source" data-document="{}" aria-label="{}"><header>{}<h2 tabindex="-1">{}</h2>{}{}{}</header>'
        '<div class="text" lang="{}" tabindex="0" role="region" aria-label="{}">{}</div></article>'
    ).format(
        document.id, texts.SOURCE, _close(), document.title or texts.UNTITLED, facts_html(document), note,
        _parts(document, part), document.language, document.title or texts.UNTITLED,
        text_html(document, part, *marks, voices=voices),
    )  # fmt: skip


def facts_html(document: Document) -> Markup:
    """Author, kind and date, as far as they are known."""
    known = (document.author, document.author_role if document.author else None, document.kind, document.published)
    return paragraph(" · ".join(fact for fact in known if fact), "facts")


def window(text: str, at: int) -> Span:
    """The part to show: all of a short text; of a long one, whole lines around ``at`` where lines are not endless."""
    if len(text) <= WINDOW:
        return Span(0, len(text))
    start = max(0, min(at - WINDOW // 3, len(text) - WINDOW))
    end = start + WINDOW
    line_start = text.rfind("\n", max(0, start - WINDOW // 3), start) + 1 if start else 0
    line_end = text.find("\n", end, end + WINDOW // 3) + 1
    return Span(line_start or start, line_end or min(end, len(text)))


def _parts(document: Document, part: Span) -> Markup:
    """Where this part lies in a long document, and the ways to the parts beside it."""
    if part == Span(0, len(document.text)):
        return NOTHING
    step = WINDOW // 3
    ways = [
        (texts.EARLIER, part.start - step, part.start > 0),
        (texts.LATER, part.end + step, part.end < len(document.text)),
    ]
    buttons = joined(
        Markup(
            '<button type="button" class="quiet" data-act="part" data-document="{}" data-at="{}">{}</button>'
        ).format(document.id, max(0, min(at, len(document.text) - 1)), name)
        for name, at, there in ways
        if there
    )
    where = texts.PART.format(f"{part.start + 1:,}", f"{part.end:,}", f"{len(document.text):,}")
    return Markup('<p class="parts">{} {}</p>').format(where, buttons)


def text_html(document: Document, part: Span, *marks: Span, voices: Sequence[Spoken] = ()) -> Markup:
    """The lines of a part as paragraphs; the text of the result is ``document.text`` of that part, exactly."""
    layers = Layers.of(document, part, marks, voices)
    return joined(
        _line(document.text, part.start + found.start(), part.start + found.end(), layers)
        for found in LINES.finditer(document.text[part.start : part.end])
    )


def _line(text: str, start: int, end: int, layers: Layers) -> Markup:
    inner = joined(layers.pieces(text, start, end))
    # Line feeds stay between the paragraphs, where they take no room, so that no character is lost.
    return inner if text[start] == "\n" else Markup("<p>{}</p>").format(inner)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of a document with who says them; none overlap."""

    span: Span
    speaker: str


def voices_of(document: Document, part: Span) -> tuple[Spoken, ...]:
    """Who says what in a part, in order; where one is cited within another's words, the words are the inner one's."""
    said = [
        Spoken(span, statement.speaker)
        for statement in document.statements
        if statement.attribution != "author" and statement.speaker
        for span in statement.content
        if part.overlaps(span)
    ]
    taken: list[Spoken] = []
    for voice in sorted(said, key=lambda one: (one.span.end - one.span.start, one.span)):
        taken += [Spoken(rest, voice.speaker) for rest in _less(voice.span, [one.span for one in taken])]
    return tuple(sorted(taken, key=lambda one: one.span))


def _less(span: Span, taken: Iterable[Span]) -> Iterator[Span]:
    """What is left of a span without those that are taken."""
    start = span.start
    for other in sorted(one for one in taken if one.overlaps(span)):
        if start < other.start:
            yield Span(start, other.start)
        start = max(start, other.end)
    if start < span.end:
        yield Span(start, span.end)


@dataclass(frozen=True, slots=True)
class Layers:
    """What lies over a part of a text: marks, voices, furniture, page starts, and every offset where one changes."""

    marks: tuple[Span, ...]
    voices: tuple[Spoken, ...]
    furniture: tuple[Span, ...]
    pages: dict[int, int]
    cuts: tuple[int, ...]

    @staticmethod
    def of(document: Document, part: Span, marks: Sequence[Span], voices: Sequence[Spoken]) -> Layers:
        """The layers of a document that reach into ``part``."""
        furniture = tuple(
            Span(s.start, s.end) for s in document.sentences if s.furniture and part.overlaps(Span(s.start, s.end))
        )
        pages = _page_starts(document.pages, part)
        edges = {*pages, *_edges(marks), *_edges(furniture), *_edges(voice.span for voice in voices)}
        return Layers(tuple(sorted(marks)), tuple(voices), furniture, pages, tuple(sorted(edges)))

    def pieces(self, text: str, start: int, end: int) -> Iterator[Markup]:
        """The text from start to end, cut where a layer begins or ends."""
        inside = self.cuts[bisect_left(self.cuts, start + 1) : bisect_left(self.cuts, end)]
        for a, b in pairwise((start, *inside, end)):
            yield self._page(a) + self._piece(text_of(text[a:b]), a)

    def _page(self, at: int) -> Markup:
        number = self.pages.get(at)
        return (
            Markup('<span class="page" data-page="{}"></span>').format(texts.PAGE.format(number)) if number else NOTHING
        )

    def _piece(self, words: Markup, at: int) -> Markup:
        if _covers(self.furniture, at) is not None:
            words = Markup('<span class="furniture">{}</span>').format(words)
        spoken = _covers([voice.span for voice in self.voices], at)
        if spoken is not None:
            words = _voice(words, self.voices[spoken], at)
        return Markup("<mark>{}</mark>").format(words) if _covers(self.marks, at) is not None else words


def _voice(words: Markup, voice: Spoken, at: int) -> Markup:
    # The name is laid on by the style sheet, where the words begin.
    named = Markup(' data-speaker="{}"').format(voice.speaker) if at == voice.span.start else NOTHING
    return Markup('<span class="spoken" title="{}"{}>{}</span>').format(voice.speaker, named, words)


def _covers(spans: Sequence[Span], at: int) -> int | None:
    """Which of these spans, in order and apart, holds an offset."""
    found = bisect_left(spans, Span(at + 1, -1)) - 1
    return found if found >= 0 and at < spans[found].end else None


def _page_starts(pages: Iterable[Page], part: Span) -> dict[int, int]:
    return {page.start: page.number for page in pages if part.start <= page.start < part.end}


def _edges(spans: Iterable[Span]) -> Iterator[int]:
    for span in spans:
        yield from (span.start, span.end)


def _close() -> Markup:
    return Markup('<button type="button" class="close" data-close aria-label="{0}" title="{0}">×</button>').format(
        texts.CLOSE
    )
