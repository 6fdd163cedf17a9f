"""Plain text: decoded, and kept as it is."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import CharsetMatch, from_bytes

from index.errors import Unreadable
from index.load.limits import LoadLimits
from index.types import Extracted

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What people's old files are in; everything that charset-normalizer knows would let it read "Café" as UTF-16.
_LEGACY = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "koi8_r", "mac_roman"),
    *("cp932", "euc_jp", "gb18030", "big5", "euc_kr"),
)
# Wrong bytes per character beyond ASCII up to which a file counts as UTF-8 with some damage.
_DAMAGE = 0.1
# The decision needs no more than this many bytes of lines beyond ASCII.
_SAMPLE = 1_000_000
# Control characters in a text: one in 200 is what a log with terminal colours comes to; a program has far more.
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 1 / 200
_SURROGATES = re.compile("[\ud800-\udfff]")
_MOST_BLANKS = 200
_BLANKS = re.compile(rf"[^\S\n]{{{_MOST_BLANKS + 1},}}")
_NOT_TEXT = "This does not look like text; if it is a document, give it the name that it had, or save it as .txt."


def read(data: bytes, limits: LoadLimits) -> Extracted:
    """The file as it is, without its byte-order mark, lines ended by ``\\n``; raises ``Unreadable``."""
    return Extracted(text=plain_lines(decode(data)), format="text")


def decode(data: bytes) -> str:
    """The characters of ``data`` in UTF-8, in the encoding that its mark names, or in the likeliest old one."""
    text = _decoded(data)
    if "\0" in text or len(_CONTROLS.findall(text)) > len(text) * _CONTROL_SHARE:
        raise Unreadable(_NOT_TEXT)
    return text


def plain_lines(text: str) -> str:
    """``text`` with every line ended by ``\\n``; lone ``\\r`` count only in a file that has nothing else."""
    text = text.replace("\r\n", "\n")
    text = text if "\n" in text else text.replace("\r", "\n")
    return _BLANKS.sub(lambda blanks: blanks.group()[:_MOST_BLANKS], text)


def without_surrogates(text: str) -> str:
    """Halves of surrogate pairs, which UTF-8 cannot carry, replaced by U+FFFD; so are null characters."""
    return _SURROGATES.sub("\ufffd", text).replace("\0", "\ufffd")


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _legacy(data)


def _damaged_utf8(data: bytes) -> str | None:
    """The text, where some bytes are wrong but most of what is beyond ASCII is UTF-8."""
    text = data.decode("utf-8", errors="replace")
    beyond_ascii = sum(1 for character in text if character > "\x7f")
    return text if text.count("\ufffd") <= beyond_ascii * _DAMAGE else None


def _legacy(data: bytes) -> str:
    if b"\0" in data:
        raise Unreadable(_NOT_TEXT)
    lines = b"\n".join(line for line in data.split(b"\n") if not line.isascii())
    matches = list(from_bytes(lines[:_SAMPLE], cp_isolation=list(_LEGACY)))
    if not matches:
        raise Unreadable(_NOT_TEXT)
    return data.decode(_western_first(matches), errors="replace")


def _western_first(matches: list[CharsetMatch]) -> str:
    """The best encoding; cp1252 where it does as well, since a tie says nothing and it is by far the commonest."""
    best = matches[0]
    alike = [match for match in matches if (match.chaos, match.coherence) == (best.chaos, best.coherence)]
    named = {name for match in alike for name in (match.encoding, *match.could_be_from_charset)}
    return "cp1252" if "cp1252" in named else best.encoding
