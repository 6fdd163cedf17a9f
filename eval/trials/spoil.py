"""Spoil a file: bytes, pieces, numbers and markup, and what is packed inside a Word file."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence

_ODD = (
    *(b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\r", b"\x1b", b"\xf4\x90\x80\x80"),
    *(b"<", b"]]>", b"<!--", b"&#xD800;", b"&#0;", b"<table>" * 50, b"<div>" * 200, b"<style>.a{", b"<?xml?>"),
    *(b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY c "&b;&b;">]>', b"<w:p>" * 50, b"<w:t>", b"xmlns:w=''", b"w:val='-1'"),
    *(
        b"endobj",
        b"stream\r\n",
        b"0 0 R",
        b"1 0 R",
        b"/Kids [1 0 R]",
        b"/Length -1",
        b"<<" * 60,
        b"[" * 400,
        b"/Filter /X",
    ),
    *(b"---\n", b"```", b"# " * 100, b"\n" * 500, b"- " * 100, b"a" * 5_000, "“".encode() * 200, b"." * 3_000),
)
"""Pieces that parsers have stumbled over."""


def spoiled(data: bytes, others: Sequence[bytes], draw: random.Random) -> bytes:
    """A file that was like ``data``; ``others`` are files to take pieces from."""
    if data.startswith(b"PK") and draw.random() < 0.7:
        return _inside(data, draw)
    for _ in range(draw.choice((1, 1, 2, 4, 16))):
        data = draw.choice(_WAYS)(data, others, draw)
    return data[:400_000]


def _inside(data: bytes, draw: random.Random) -> bytes:
    """The same archive with one of its members spoiled, taken away, or there twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        names = packed.namelist()
        chosen = draw.choice([*names, "word/document.xml", "word/document.xml", "word/styles.xml"])
        for name in names:
            content = packed.read(name)
            if name == chosen:
                if draw.random() < 0.1:
                    continue
                content = draw.choice(_WAYS)(content, [content], draw)
            again.writestr(name, content)
    return out.getvalue()


def _flip(data: bytes, others: Sequence[bytes], draw: random.Random) -> bytes:
    changed = bytearray(data or b"x")
    for _ in range(draw.choice((1, 3, 20))):
        changed[draw.randrange(len(changed))] = draw.randrange(256)
    return bytes(changed)


def _cut(data: bytes, others: Sequence[bytes], draw: random.Random) -> bytes:
    start = draw.randrange(len(data) + 1)
    return data[:start] + data[start + draw.choice((1, 10, 100, 1_000)) :]


def _repeat(data: bytes, others: Sequence[bytes], draw: random.Random) -> bytes:
    start = draw.randrange(len(data) + 1)
    piece = data[start : start + draw.choice((1, 20, 300))]
    return data[:start] + piece * draw.choice((2, 10, 300)) + data[start:]


def _insert(data: bytes, others: Sequence[bytes], draw: random.Random) -> bytes:
    start = draw.randrange(len(data) + 1)
    return data[:start] + draw.choice(_ODD) + data[start:]


def _splice(data: bytes, others: Sequence[bytes], draw: random.Random) -> bytes:
    other = draw.choice(others)
    return data[: draw.randrange(len(data) + 1)] + other[draw.randrange(len(other) + 1) :]


def _renumber(data: bytes, others: Sequence[bytes], draw: random.Random) -> bytes:
    numbers = list(re.finditer(rb"\d+", data))
    if not numbers:
        return data
    found = draw.choice(numbers)
    new = draw.choice((b"0", b"-1", b"65536", b"4294967296", b"99999999999999999999", b"1e9"))
    return data[: found.start()] + new + data[found.end() :]


_WAYS: tuple[Callable[[bytes, Sequence[bytes], random.Random], bytes], ...] = (
    *(_flip, _cut, _repeat, _insert, _insert, _splice, _renumber),
)
