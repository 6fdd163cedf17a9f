"""The report of ``onrecord verify``: plain text, Markdown, JSON, and one HTML file that needs nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from rag.types import Citation
from rag.verify.types import Verified
from ui import texts
from ui.render.markup import NOTHING, joined, text_of

_STYLE = """
:root { --paper: #fbfaf6; --ink: #211f1b; --soft: #5f5a51; --line: #e2ddd1; --yes: #1f5f4f; --no: #9a3412; --open: #6b5500; }
@media (prefers-color-scheme: dark) { :root { --paper: #171613; --ink: #ece8de; --soft: #aba494; --line: #37342d;
  --yes: #8fc9b9; --no: #f0a184; --open: #e0b84a; } }
body { background: var(--paper); color: var(--ink); font: 1rem/1.6 Georgia, serif; margin: 0 auto; max-width: 46rem;
  padding: 2.5rem 1.25rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; } .about { color: var(--soft); margin: 0 0 2rem; }
mark { background: none; color: inherit; text-decoration: underline; text-decoration-thickness: 2px;
  text-underline-offset: 4px; }
.supported { text-decoration-color: var(--yes); } .contradicted { text-decoration-color: var(--no);
  text-decoration-style: wavy; } .unknown { text-decoration-color: var(--open); text-decoration-style: dotted; }
.whole { white-space: pre-wrap; overflow-wrap: anywhere; border-bottom: 1px solid var(--line); padding-bottom: 2rem; }
ol { list-style: none; padding: 0; } li { border-bottom: 1px solid var(--line); padding: 1.25rem 0; }
.verdict { font: 600 .85rem/1 system-ui, sans-serif; margin: 0 0 .5rem; } li p { margin: .35rem 0; }
.is-supported { color: var(--yes); } .is-contradicted { color: var(--no); } .is-unknown { color: var(--open); }
.is-none { color: var(--soft); } blockquote { margin: .6rem 0; padding-left: .9rem; border-left: 3px solid var(--line); }
.reasons, .place { color: var(--soft); font: .9rem/1.5 system-ui, sans-serif; }
"""


def counts(found: Sequence[Verified]) -> str:
    """How many claims there are of each verdict, in a sentence."""
    claims = [one.finding.verdict for one in found if one.finding.claims]
    if not claims:
        return texts.VERIFY_NO_CLAIMS
    number = texts.counted(len(claims), "claim")
    return texts.VERIFY_COUNTS.format(number, *(claims.count(v) for v in ("supported", "contradicted", "unknown")))


def verdict(one: Verified) -> str:
    """The verdict in a word or two."""
    return texts.VERDICTS[one.finding.verdict] if one.finding.claims else texts.NO_CLAIM


def place(citation: Citation) -> str:
    """Who said the deciding words and where they stand: "Ada Berg, Minutes, page 2, 120–180"."""
    page = (texts.PAGE.format(citation.page),) if citation.page else ()
    who = (citation.voice.speaker,) if citation.voice.speaker else ()
    return ", ".join((*who, citation.document_title or texts.UNTITLED, *page, f"{citation.start}–{citation.end}"))


def _line(text: str) -> str:
    return " ".join(text.split())


def text_report(found: Sequence[Verified], name: str) -> str:
    """The report for a terminal."""
    lines = [texts.VERIFY_TITLE.format(name), counts(found), ""]
    for one in found:
        lines.append(f"{verdict(one).upper():13} {one.finding.score:.2f}  {_line(one.finding.claim.text)}")
        lines += [f"{'':19}{reason}" for reason in one.finding.reasons]
        if one.citation:
            lines.append(f"{'':19}“{_line(one.citation.text)}” — {place(one.citation)}")
    return "\n".join(lines)


def markdown_report(found: Sequence[Verified], name: str) -> str:
    """The report as Markdown; what could be read as its marks is escaped."""
    lines = [f"# {_escaped(texts.VERIFY_TITLE.format(name))}", "", counts(found), "", texts.VERIFY_MADE]
    for number, one in enumerate(found, 1):
        finding = one.finding
        lines += ["", f"## {number}. {verdict(one)} ({finding.score:.2f})", "", _escaped(_line(finding.claim.text)), ""]
        lines += [f"- {_escaped(reason)}" for reason in finding.reasons]
        if one.citation:
            lines += ["", f"> {_escaped(_line(one.citation.text))}", ">", f"> — {_escaped(place(one.citation))}"]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|!~&])", r"\\\1", text)


def json_report(found: Sequence[Verified]) -> str:
    """The report as the body of ``POST /verify`` has it."""
    from rag.api.verify_schemas import verified_model

    return json.dumps({"sentences": [verified_model(one).model_dump() for one in found]}, indent=2, ensure_ascii=False)


def html_report(found: Sequence[Verified], text: str, name: str) -> str:
    """One HTML page: the text with its claims underlined, then each with its verdict, reasons and passage."""
    title = texts.VERIFY_TITLE.format(name)
    page = Markup(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        "<title>{}</title><style>{}</style></head><body><main><h1>{}</h1>"
        '<p class="about">{} {}</p><div class="whole">{}</div><ol>{}</ol></main></body></html>'
    )
    items = joined(_item(number, one) for number, one in enumerate(found, 1))
    return str(page.format(title, Markup(_STYLE), title, counts(found), texts.VERIFY_MADE, _marked(found, text), items))


def _marked(found: Sequence[Verified], text: str) -> Markup:
    """The whole text, every claim underlined by its verdict and linked to it."""

    def parts() -> Iterator[Markup]:
        end = 0
        for number, one in enumerate(found, 1):
            claim = one.finding.claim
            yield text_of(text[end : claim.start])
            words, end = text_of(text[claim.start : claim.end]), claim.end
            if one.finding.claims:
                words = Markup('<mark class="{}" title="{}">{}</mark>').format(one.finding.verdict, verdict(one), words)
            yield Markup('<a href="#s{}" style="color:inherit;text-decoration:none">{}</a>').format(number, words)
        yield text_of(text[end:])

    return joined(parts())


def _item(number: int, one: Verified) -> Markup:
    finding = one.finding
    css = finding.verdict if finding.claims else "none"
    said = Markup("<p>{}</p>").format(text_of(finding.claim.text))
    reasons = joined(Markup('<p class="reasons">{}</p>').format(reason) for reason in finding.reasons)
    quote = NOTHING
    if one.citation:
        quote = Markup('<blockquote>{}<p class="place">{}</p></blockquote>').format(
            text_of(one.citation.text), place(one.citation)
        )
    head = Markup('<p class="verdict is-{}">{}. {} · {}</p>').format(css, number, verdict(one), f"{finding.score:.2f}")
    return Markup('<li id="s{}">{}{}{}{}</li>').format(number, head, said, reasons, quote)
