"""What one file may cost, and sizes in words."""

from __future__ import annotations

from dataclasses import dataclass

from index.errors import NoText, TooLarge


@dataclass(frozen=True, slots=True)
class LoadLimits:
    """What one file may cost: bytes on disk, code points of text that come out of it, time and memory for reading it.

    50 MB is a book of scanned pages with its text layer; 20 million characters are some 3 million words.
    """

    max_bytes: int = 50_000_000
    max_characters: int = 20_000_000
    seconds: float = 180
    memory_bytes: int = 4_000_000_000


def check_size(size: int, limits: LoadLimits) -> None:
    """Raise ``TooLarge`` over the limit, and ``NoText`` for nothing at all."""
    if size == 0:
        raise NoText("This file is empty; there is nothing to index.")
    if size > limits.max_bytes:
        here, limit = sizes_apart(size, limits.max_bytes)
        raise TooLarge(f"This file is {here}, over the limit of {limit}; split it, or raise the limit.")


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
