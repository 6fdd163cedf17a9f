"""Which format a file is: by its name's ending, corrected by what its first bytes say."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath
from typing import Literal

from index.errors import Encrypted, UnknownFormat, Unreadable

Format = Literal["text", "markdown", "html", "pdf", "docx"]

SUFFIXES: dict[str, Format] = {
    ".docx": "docx",
    ".htm": "html",
    ".html": "html",
    ".markdown": "markdown",
    ".md": "markdown",
    ".pdf": "pdf",
    ".text": "text",
    ".txt": "text",
    ".xhtml": "html",
}
_TEXTUAL = frozenset({"text", "markdown", "html"})
_PDF = b"%PDF-"
# Readers accept a PDF whose header comes within its first 1,024 bytes (PDF Reference 1.7, appendix H, note 13).
_PDF_HEADER_WITHIN = 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
# Stream names in an OLE container's directory are UTF-16 (MS-CFB 2.6.1).
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE_WORD = "WordDocument".encode("utf-16-le")


def supported_suffixes() -> tuple[str, ...]:
    """The endings that are read, sorted, in lower case and with their dot."""
    return tuple(sorted(SUFFIXES))


def format_by_name(name: str) -> Format:
    """The format that the ending of ``name`` stands for; raises ``UnknownFormat``."""
    suffix = PurePath(name).suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    kind = f"Files ending in {suffix!r}" if suffix else "Files without an ending to their name"
    raise UnknownFormat(f"{kind} are not read; save it as one of {', '.join(supported_suffixes())}.")


def format_by_content(declared: Format, data: bytes) -> Format:
    """``declared``, or what the bytes show the file to be; raises ``Unreadable`` and ``Encrypted``.

    A PDF or Word file under a wrong name is read as what it is: the person wants its text.
    """
    if _is_pdf(declared, data):
        return "pdf"
    if data.startswith(_OLE):
        raise _ole_refusal(data)
    if data.startswith(_RTF):
        raise Unreadable("This is an RTF file under another name; open it in a word processor and save it as .docx.")
    if data.startswith(_ZIP):
        return _zipped(declared, data)
    if declared in _TEXTUAL:
        return declared
    name = "PDF" if declared == "pdf" else "Word document"
    raise Unreadable(f"This is not a {name}, though its name says so; get the file again, or rename it to what it is.")


def _is_pdf(declared: Format, data: bytes) -> bool:
    """Only a file called .pdf may have anything before its header: a text may well mention ``%PDF-``."""
    return _PDF in data[:_PDF_HEADER_WITHIN] if declared == "pdf" else data.startswith(_PDF)


def _ole_refusal(data: bytes) -> Encrypted | Unreadable:
    """Word wraps an encrypted .docx in the container that old .doc files were written in."""
    if _OLE_WORD in data and _OLE_ENCRYPTED not in data:
        return Unreadable("This is a Word file of the old .doc kind; open it and save it as .docx.")
    if _OLE_ENCRYPTED in data:
        return Encrypted("This Word file asks for a password; save a copy without one, and add that.")
    return Unreadable("This is an old Microsoft Office file; open it and save it as .docx or .pdf.")


def _zipped(declared: Format, data: bytes) -> Format:
    if declared == "docx" or _holds_word(data):
        return "docx"
    raise Unreadable("This is a zip archive, whatever its name says; unpack it, and add the files in it.")


def _holds_word(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
