"""A conversation as a page of its own: no script, nothing loaded from anywhere, every quotation with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from rag.conversations import Exchange as Record
from rag.types import Citation
from ui import texts
from ui.render.markup import NOTHING, byline, joined, paragraph, place, text_of

_STYLE = Markup(
    ":root{color-scheme:light dark}body{font:1.05rem/1.6 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1.2rem}"
    "h1,h2{line-height:1.3}h2{margin-top:2.5rem;border-top:1px solid;padding-top:1.2rem}h3{font-size:1rem}"
    "blockquote{margin:1.2rem 0;padding-left:1rem;border-left:3px solid}.words{white-space:pre-wrap}"
    "p{margin:.3rem 0}.place,.at,.asked-as,.byline{font:.88rem/1.5 system-ui,sans-serif}.marked{white-space:pre-wrap}"
    ".stale{font:600 .88rem/1.5 system-ui,sans-serif}.name{font-weight:600}"
)


def letter_html(records: Sequence[Record], stale: Mapping[str, frozenset[int]]) -> Markup:
    """Each question with its answer, and below it every quotation with who said it and exactly where."""
    return Markup(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        "<style>{style}</style></head><body><main><h1>{title}</h1><p>{what}</p>{body}</main></body></html>\n"
    ).format(
        title=texts.TITLE, style=_STYLE, what=texts.EXPORTED,
        body=joined(_exchange(record, stale.get(record.id, frozenset())) for record in records),
    )  # fmt: skip


def _exchange(record: Record, stale: frozenset[int]) -> Markup:
    answer = record.answer
    is_understood = answer.interpreted.strip() != answer.question.strip()
    quoted = answer.refusal.nearest if answer.refusal else answer.citations
    heading = texts.NEAREST if answer.refusal else texts.SOURCES
    return Markup('<article id="{}"><h2>{}</h2>{}<p class="marked">{}</p>{}{}</article>').format(
        record.id,
        answer.question,
        paragraph(f"{texts.ASKED_AS}: {answer.interpreted}" if is_understood else "", "asked-as"),
        answer.marked,
        Markup("<h3>{}</h3>").format(heading) if quoted else NOTHING,
        joined(_quote(citation, citation.id in stale) for citation in quoted),
    )


def _quote(citation: Citation, is_stale: bool) -> Markup:
    return Markup(
        '<blockquote data-document="{}" data-sha256="{}" data-start="{}" data-end="{}">'
        '<span>[{}]</span> <span class="words">{}</span>{}{}<p class="at">{}</p>{}</blockquote>'
    ).format(
        citation.document_id, citation.document_sha256, citation.start, citation.end, citation.id,
        text_of(citation.text), byline(citation.voice), place(citation), texts.cited_at(citation),
        paragraph(texts.STALE if is_stale else "", "stale"),
    )  # fmt: skip
