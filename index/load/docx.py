"""Word documents: headings, paragraphs, lists and tables in document order."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle
from lxml import etree

from index.errors import Encrypted, NoText, TooLarge, Unreadable
from index.load.flow import Flow
from index.load.limits import LoadLimits, sizes_apart
from index.load.text import without_surrogates
from index.types import Extracted

# An ordinary document unpacks to less than this many times what a file may weigh; a zip bomb to thousands.
_UNPACKED_TIMES = 4
_DAMAGED = "This Word document is damaged and cannot be read; open it in a word processor, and save it again."
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, OpcError, etree.LxmlError, OSError, EOFError),
    *(ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError, NotImplementedError),
)
_ENCRYPTED_ENTRY = 0x1
# The template of python-docx names itself as the author, and its own birthday as the date.
_TEMPLATE_AUTHOR, _TEMPLATE_DATE = "python-docx", "2013-12-23"

_BODY, _PARAGRAPH, _TABLE, _ROW, _CELL = (qn(f"w:{name}") for name in ("body", "p", "tbl", "tr", "tc"))
_TEXT, _RUN, _STYLE, _VALUE = qn("w:t"), qn("w:r"), qn("w:pStyle"), qn("w:val")
_SPACES = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-", qn("w:ptab"): " "}
# Deleted and moved-away text, properties, and the second copy of a drawing that older programs read.
_SKIPPED = frozenset(
    {qn("w:del"), qn("w:moveFrom"), qn("w:rPr"), qn("w:pPr"), qn("w:tblPr"), qn("w:sectPr"), qn("w:instrText")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_NOTES = ("footnotes", "endnotes")


def read(data: bytes, limits: LoadLimits) -> Extracted:
    """The text, one line a paragraph or table row; raises ``Encrypted``, ``TooLarge`` or ``Unreadable``."""
    try:
        _check_archive(data, limits)
        document = docx.Document(io.BytesIO(data))
        flow = _flow(document)
        title, author, published = _described(document)
    except _DAMAGE as error:
        raise Unreadable(_DAMAGED) from error
    if not flow.parts:
        raise NoText("This Word document holds no text, only pictures or nothing; type or paste its text into it.")
    return Extracted(without_surrogates(flow.text), "docx", title, author, published, tuple(flow.headings))


def _check_archive(data: bytes, limits: LoadLimits) -> None:
    """Look at what the archive says it holds before a byte of it is unpacked; no entry can yield more than that."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    if any(entry.flag_bits & _ENCRYPTED_ENTRY for entry in entries):
        raise Encrypted("This Word file asks for a password; save a copy without one, and add that.")
    unpacked, limit = sum(entry.file_size for entry in entries), limits.max_bytes * _UNPACKED_TIMES
    if unpacked > limit:
        here, most = sizes_apart(unpacked, limit)
        raise TooLarge(f"This Word document unpacks to {here}, over the limit of {most}; split it.")


def _flow(document: Document) -> Flow:
    flow = Flow()
    levels = _Styles(document)
    _blocks(document.element.body, flow, levels)
    for note in _notes(document):
        flow.close(_words(note), "paragraph")
    return flow


class _Styles:
    """Which paragraph styles are headings or lists, by the built-in names, through the styles they build on."""

    def __init__(self, document: Document) -> None:
        self._kinds = {style.style_id: _style_kind(style) for style in document.styles}

    def kind(self, paragraph: etree._Element) -> str:
        """``heading``, ``item`` or ``paragraph``."""
        style = paragraph.find(f"{qn('w:pPr')}/{_STYLE}")
        kind = self._kinds.get(style.get(_VALUE, ""), "paragraph") if style is not None else "paragraph"
        if kind != "paragraph":
            return kind
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return kind
        if properties.find(qn("w:outlineLvl")) is not None:
            return "heading"
        return "item" if properties.find(qn("w:numPr")) is not None else kind


def _style_kind(style: BaseStyle) -> str:
    seen: BaseStyle | None = style
    for _ in range(10):  # styles may build on each other in a circle
        name = (seen.name or "").casefold() if seen is not None else ""
        if name.startswith("heading") or name in ("title", "subtitle"):
            return "heading"
        if name.startswith("list"):
            return "item"
        seen = getattr(seen, "base_style", None)
    return "paragraph"


def _blocks(parent: etree._Element, flow: Flow, styles: _Styles) -> None:
    """Paragraphs and tables under ``parent``, also inside content controls and tracked insertions."""
    stack = [parent]
    while stack:
        element = stack.pop()
        if element.tag == _PARAGRAPH:
            flow.close(_words(element), styles.kind(element))
            stack.extend(reversed([box for box in element.iter(qn("w:txbxContent")) if not _in_fallback(box)]))
        elif element.tag == _ROW:
            cells = [cell for cell in element.iter(_CELL) if _row_of(cell) is element]
            flow.close(" | ".join(filter(None, map(_words, cells))), "row")
        elif element.tag not in _SKIPPED:
            stack.extend(reversed(element))


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors(_ROW), None)


def _in_fallback(element: etree._Element) -> bool:
    return any(ancestor.tag in _SKIPPED for ancestor in element.iterancestors())


def _words(element: etree._Element) -> str:
    """The text that is shown under ``element``; text boxes inside a paragraph come after it, on their own."""
    parts: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag == _TEXT:
            parts.append(node.text or "")
        elif node.tag in _SPACES:
            parts.append(_SPACES[node.tag])
        elif not (node.tag in _SKIPPED or _is_box(node, element) or (node.tag == _RUN and _is_hidden(node))):
            stack.extend(reversed(node))
        if node.tag == _PARAGRAPH:
            parts.append(" ")  # paragraphs of one cell follow each other on its line
    return " ".join("".join(parts).split())


def _is_box(node: etree._Element, outer: etree._Element) -> bool:
    return bool(node.tag == qn("w:txbxContent") and outer.tag == _PARAGRAPH)


def _is_hidden(run: etree._Element) -> bool:
    """Whether Word does not show the run (``w:vanish``): text that only a program would read."""
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return mark is not None and str(mark.get(_VALUE, "1")) not in {"0", "false", "off"}


def _notes(document: Document) -> list[etree._Element]:
    """Footnotes and endnotes in order, without the separators that Word keeps among them."""
    found: list[etree._Element] = []
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.rsplit("/", 1)[-1] in _NOTES:
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            found.extend(note for note in root if note.get(qn("w:type")) in (None, "normal"))
    return found


def _described(document: Document) -> tuple[str | None, str | None, str | None]:
    """Title, author and date of creation by the core properties, what a template left in them aside."""
    core = document.core_properties
    author = (core.author or "").strip()
    created = core.created.date().isoformat() if core.created else None
    return (
        (core.title or "").strip() or None,
        author if author and author != _TEMPLATE_AUTHOR else None,
        created if created != _TEMPLATE_DATE else None,
    )
