"""Turn a tree of marked-up text into lines: a paragraph, heading, list item or table row each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from index.types import Span

# Tags of HTML and of the TEI dialect in which trafilatura gives the main text.
_HEADINGS = frozenset(["head", "h1", "h2", "h3", "h4", "h5", "h6"])
_ROWS = frozenset(["row", "tr"])
_CELLS = frozenset(["cell", "td", "th"])
_ITEMS = frozenset(["item", "li"])
_BREAKS = frozenset(["lb", "br"])
_BLOCKS = frozenset(
    """
        p div section article main header footer aside nav blockquote quote ul ol list dl dt dd table figure
        figcaption pre code address form fieldset body hr caption details summary
    """.split()
)
_WHOLE_LINES = _BLOCKS | _HEADINGS | _ROWS | _ITEMS
# Inline in HTML, a block in trafilatura's dialect only where it stands alone: never a reason to break a sentence.
_INLINE = frozenset({"code"})


@dataclass(slots=True)
class Flow:
    """Lines as they come; ``close`` ends the current one, and blank lines part all but items and rows."""

    parts: list[str] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    length: int = 0
    last: str = ""

    def close(self, words: str, kind: str) -> None:
        """Add a finished line of ``kind`` (heading, item, row or paragraph)."""
        line = re.sub(r"\s+", " ", words).strip(" |" if kind == "row" else " ")
        if not line:
            return
        line = f"- {line}" if kind == "item" and not line.startswith(("-", "•")) else line
        gap = "" if not self.parts else "\n" if kind == self.last and kind in ("item", "row") else "\n\n"
        start = self.length + len(gap)
        self.parts.append(gap + line)
        self.length, self.last = start + len(line), kind
        if kind == "heading":
            self.headings.append(Span(start, self.length))

    @property
    def text(self) -> str:
        """All lines so far."""
        return "".join(self.parts)


def flow_of(root: etree._Element) -> Flow:
    """The text under ``root`` in document order, without recursion: hostile pages nest deep."""
    flow, words, kinds = Flow(), [""], [(root, "paragraph")]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _WHOLE_LINES - _INLINE and not _inside_row(kinds, tag):
                _close(flow, words, kinds[-1][1])
                kinds.append((element, _kind(tag, kinds[-1][1])))
            words.append(" " if tag in _BREAKS or _inside_row(kinds, tag) else "")
            words.append(element.text or "" if tag else "")
        else:
            if kinds[-1][0] is element and len(kinds) > 1:
                _close(flow, words, kinds.pop()[1])
            words.append(" | " if tag in _CELLS else "")
            words.append(element.tail or "" if element is not root else "")
    _close(flow, words, "paragraph")
    return flow


def _inside_row(kinds: list[tuple[etree._Element, str]], tag: str) -> bool:
    """Whether ``tag`` stands in a table row, whose blocks all belong to one line; nested rows do not."""
    return kinds[-1][1] == "row" and tag in _WHOLE_LINES and tag not in _ROWS


def _kind(tag: str, outer: str) -> str:
    """What line the tag makes; a paragraph in a list item is the item, a div in a heading the heading."""
    if tag in _HEADINGS:
        return "heading"
    if tag in _ROWS:
        return "row"
    if tag in _ITEMS:
        return "item"
    return outer if outer in ("heading", "item") and tag in ("p", "div") else "paragraph"


def _close(flow: Flow, words: list[str], kind: str) -> None:
    flow.close("".join(words), kind)
    words.clear()
