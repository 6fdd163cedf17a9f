"""Markdown: the source as it is, so that offsets are those of the file; its headings and front matter as spans."""

from __future__ import annotations

import re

from index.dates import find_date
from index.load.limits import LoadLimits
from index.load.text import decode, plain_lines
from index.shapes import trimmed
from index.types import Extracted, Span

# CommonMark 0.31: ATX headings (4.2), setext headings (4.3), fenced code (4.5).
_ATX = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r"^ {0,3}(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(?P<mark>`{3,}|~{3,})")
_BLOCK_START = re.compile(r"^ {0,3}(?:[-*+>|]|\d+[.)])[ \t]?|^ {4}|^\t")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^(?P<key>[A-Za-z][\w-]*)[ \t]*:[ \t]*(?P<value>\S.*)$", re.MULTILINE)


def read(data: bytes, limits: LoadLimits) -> Extracted:
    """The source text; title, author and date are those of the front matter."""
    text = plain_lines(decode(data))
    fields = _fields(text)
    return Extracted(
        text=text,
        format="markdown",
        title=fields.get("title"),
        author=fields.get("author") or fields.get("authors") or fields.get("by"),
        published=find_date(fields.get("date") or fields.get("published") or ""),
        headings=_headings(text),
    )


def front_matter(text: str) -> Span | None:
    """Where the ``---`` block of ``key: value`` lines stands that opens the file, its fences included."""
    match = _FRONT_MATTER.match(text)
    return Span(0, match.end()) if match and _FIELD.search(match["fields"]) else None


def _fields(text: str) -> dict[str, str]:
    """The simple ``key: value`` lines; nested YAML is left alone. Keys in lower case."""
    span = front_matter(text)
    found = _FIELD.finditer(text, 0, span.end) if span else ()
    return {match["key"].lower(): _unquoted(match["value"].strip()) for match in found}


def _unquoted(value: str) -> str:
    value = value.strip("[]")
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _headings(text: str) -> tuple[Span, ...]:
    """Spans of the headings' words, outside fenced code and front matter."""
    opening = front_matter(text)
    start, fence, above, found = (opening.end if opening else 0), "", Span(0, 0), []
    for line in text[start:].split("\n"):
        span = Span(start, start + len(line))
        start = span.end + 1
        if fence:
            fence = "" if line.strip().startswith(fence) and not line.strip(" " + fence[0]) else fence
            continue
        heading = _atx(line, span) or (_setext(text, above) if _SETEXT.match(line) else None)
        if heading:
            found.append(heading)
        mark = _FENCE.match(line)
        fence = mark["mark"] if mark else ""
        above = Span(0, 0) if heading or mark or _BLOCK_START.match(line) else span
    return tuple(found)


def _atx(line: str, span: Span) -> Span | None:
    match = _ATX.match(line)
    return (
        Span(span.start + match.start("words"), span.start + match.end("words")) if match and match["words"] else None
    )


def _setext(text: str, above: Span) -> Span | None:
    """The line above an underline, where there is one."""
    words = trimmed(text, above.start, above.end)
    return words if words.start < words.end else None
