"""PDF: the text layer page by page, its lines put together again to paragraphs (``paragraphs``)."""

from __future__ import annotations

import io
import logging
import struct
import warnings
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from index.errors import Encrypted, NoText, TooLarge, Unreadable
from index.load.limits import LoadLimits
from index.load.paragraphs import Line, join_pages
from index.load.text import without_surrogates
from index.types import Extracted

# What pypdf lets through on damaged files, besides its own errors.
_DAMAGE = (
    *(PyPdfError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, AssertionError),
    *(RecursionError, NotImplementedError, OSError, zlib.error, struct.error),
)
_DAMAGED = "This PDF is damaged and cannot be read; get it again, or print it to a new PDF."
_ENCRYPTED = "This PDF asks for a password; save a copy without one, and add that."
_SCANNED = "This PDF looks scanned: its pages are pictures without text; run text recognition (OCR) on it first."
# PDF dates: D:YYYYMMDD… (PDF Reference 1.7, 3.8.3).
_DATE_DIGITS = slice(2, 10)


def read(data: bytes, limits: LoadLimits) -> Extracted:
    """The text with a span per page; raises ``Encrypted``, ``NoText`` (scanned), ``TooLarge`` or ``Unreadable``."""
    with _quiet():
        pages = _open(data)
        joined = join_pages([_lines(page) for page in _counted(pages, limits)])
        if not joined.text:
            raise NoText(_SCANNED)
        title, author, published = _described(pages)
    return Extracted(joined.text, "pdf", title, author, published, joined.headings, joined.pages)


@contextmanager
def _quiet() -> Iterator[None]:
    """No warnings and no log lines of pypdf about files that are not quite right, which most are."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _open(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Encrypted(_ENCRYPTED)
        if not len(reader.pages):
            raise NoText("This PDF has no pages; get it again.")
        return reader
    except DependencyError as error:
        raise Encrypted(_ENCRYPTED) from error
    except _DAMAGE as error:
        raise Unreadable(_DAMAGED) from error


def _counted(reader: PdfReader, limits: LoadLimits) -> Iterator[PageObject]:
    """The pages; a file claims no more of them than it has bytes, or it is made to exhaust us."""
    try:
        count = len(reader.pages)
        if count > limits.max_bytes // 100:
            raise TooLarge(f"This PDF claims {count:,} pages; split it.")
        for number in range(count):
            yield reader.pages[number]
    except _DAMAGE as error:
        raise Unreadable(_DAMAGED) from error


def _lines(page: PageObject) -> list[Line]:
    """The page's lines with place and size of their letters; none for a page that cannot be decoded."""
    pieces: list[tuple[str, float, float, float, bool]] = []

    def note(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        height = abs(size * (tm[3] or tm[1]) * (cm[3] or cm[1]))
        pieces.append((text, x, y, height, _is_bold(font)))

    try:
        page.extract_text(visitor_text=note)
    except _DAMAGE:
        return []
    return _assembled(pieces)


def _assembled(pieces: list[tuple[str, float, float, float, bool]]) -> list[Line]:
    """Pieces of text to lines: pypdf ends a line with a line break inside or at the end of a piece."""
    lines: list[Line] = []
    row: list[tuple[str, float, float, float, bool]] = []
    for text, x, y, height, bold in pieces:
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.extend(_line(row))
                row = []
            if part:
                row.append((part, x, y, height, bold))
    return [*lines, *_line(row)]


def _line(row: list[tuple[str, float, float, float, bool]]) -> list[Line]:
    words = without_surrogates(" ".join("".join(part[0] for part in row).split()))
    inked = [part for part in row if part[0].strip()]
    if not words or not inked:
        return []
    widest = max(inked, key=lambda part: len(part[0]))
    return [Line(words, inked[0][1], inked[0][2], round(widest[3], 1), all(part[4] for part in inked))]


def _is_bold(font: dict[str, Any] | None) -> bool:
    """Whether the font's name says so; TeX's bold faces are called CMBX."""
    name = str((font or {}).get("/BaseFont", "")).casefold()
    return any(word in name for word in ("bold", "black", "heavy", "cmbx", "-medi"))


def _described(reader: PdfReader) -> tuple[str | None, str | None, str | None]:
    """Title, author and date of creation by the document information dictionary."""
    try:
        info: Mapping[str, Any] = reader.metadata or {}
        title, author, created = (str(info.get(key) or "").strip() for key in ("/Title", "/Author", "/CreationDate"))
    except _DAMAGE:
        return None, None, None
    digits = created[_DATE_DIGITS]
    published = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isdigit() else None
    return without_surrogates(title) or None, without_surrogates(author) or None, published
