"""How large a file may be, and sizes in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LoadLimits:
    """What one file may cost: bytes on disk, and code points of text that come out of it.

    50 MB is a book of scanned pages with its text layer; 20 million characters are some 3 million words.
    """

    max_bytes: int = 50_000_000
    max_characters: int = 20_000_000


def sizes_apart(size: int, limit: int) -> tuple[str, str]:
    """Both sizes in plain units, in bytes where rounding would make them read alike."""
    texts = plain_size(size), plain_size(limit)
    return texts if texts[0] != texts[1] else (f"{size:,} bytes", f"{limit:,} bytes")


def plain_size(size: int) -> str:
    """A number of bytes as a person would say it, in decimal units: ``61.3 MB``."""
    for unit, scale in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= scale:
            return f"{size / scale:.1f}".removesuffix(".0") + f" {unit}"
    return f"{size} bytes"
