"""Small pieces that every part of the page uses; what is not ``Markup`` is escaped wherever it is put in."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from index.types import Attribution
from rag.types import Citation, Voice
from ui import texts

NOTHING = Markup()


def text_of(words: str) -> Markup:
    """Words from a document, escaped so that the browser holds them character for character."""
    # An HTML parser turns a bare carriage return into a line feed; as a reference it stays what it is.
    return escape(words).replace("\r", Markup("&#13;"))


def joined(parts: Iterable[Markup], between: str = "") -> Markup:
    """The parts one after the other."""
    return Markup(between).join(parts)


def paragraph(words: str, css: str) -> Markup:
    """A paragraph of plain words; nothing where there are none."""
    return Markup('<p class="{}">{}</p>').format(css, words) if words else NOTHING


def speaker_name(voice: Voice, named: str | None = None) -> str:
    """Who is responsible for the words, by the name given here or else the voice's own."""
    return named or voice.speaker or texts.UNNAMED


def byline(voice: Voice, named: str | None = None) -> Markup:
    """Speaker, role, and by whose account where the words are nested in somebody else's."""
    name = Markup('<span class="name">{}</span>').format(speaker_name(voice, named))
    # A joined speaker ("A and B") carries a role for each, which only the voice knows.
    said = [part for part in (voice.role, _account(voice)) if part]
    role = Markup(' <span class="role">{}</span>').format(", ".join(said)) if said else NOTHING
    return Markup('<p class="byline">{}{}</p>').format(name, role)


def _account(voice: Voice) -> str | None:
    return texts.BY_ACCOUNT_OF.format(voice.reported_by) if voice.reported_by else None


def place(citation: Citation) -> Markup:
    """How the words are given and where: "Quoted in *Title*, page 3"."""
    page = f", {texts.PAGE.format(citation.page)}" if citation.page else ""
    return Markup('<p class="place">{} <cite>{}</cite>{}</p>').format(
        how(citation.voice.attribution), citation.document_title or texts.UNTITLED, page
    )


def how(attribution: Attribution) -> str:
    """How a document gives words: its author's own, quoted, or reported."""
    return texts.WHERE[attribution]


def chip(citation: Citation, turn: int, nearest: int | None = None, is_stale: bool = False) -> Markup:
    """The button that opens a citation, with the whole quote as its description.

    ``turn`` is the exchange it belongs to; ``nearest`` its place among the nearest passages of a refusal.
    """
    key = f"{turn}-{citation.id}" if nearest is None else f"{turn}-n{nearest}"
    who = speaker_name(citation.voice)
    title = citation.document_title or texts.UNTITLED
    if nearest is None:
        shown, label = str(citation.id), texts.SOURCE_CHIP.format(citation.id, who, title)
        target = Markup('data-citation="{}"').format(citation.id)
    else:
        shown, label = texts.OPEN, f"{texts.OPEN}: {texts.NEAREST_CHIP.format(who, title)}"
        target = Markup('data-nearest="{}"').format(nearest)
    return Markup(
        '<button type="button" class="chip{}" data-act="cite" data-turn="{}" {} aria-label="{}" '
        'aria-describedby="tip-{}">{}</button>{}'
    ).format(" stale" if is_stale else "", turn, target, label, key, shown, _tip(citation, key, is_stale))


def _tip(citation: Citation, key: str, is_stale: bool) -> Markup:
    """What a chip shows on hover and focus; hidden here, the script lays it over the page."""
    stale = Markup('<span class="was">{}</span>').format(texts.STALE) if is_stale else NOTHING
    return Markup('<span class="tip" id="tip-{}" hidden><span class="tip-words">{}</span>{}{}{}</span>').format(
        key, text_of(citation.text), _span(byline(citation.voice)), _span(place(citation)), stale
    )


def _span(block: Markup) -> Markup:
    # A tip stands inside a paragraph, where a paragraph may not.
    return block.replace(Markup("<p "), Markup("<span ")).replace(Markup("</p>"), Markup("</span>"))
