"""Read one file: its text, and what its format says about it. One module a format, imported when it is needed.

Every reader is a plain function ``read(data: bytes, limits: LoadLimits) -> Extracted`` without state, so that it
can run anywhere, a child process included. All that goes wrong is a ``LoadError`` with a sentence for a person.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from index.errors import NoText, TooLarge
from index.load.formats import format_by_content, format_by_name, supported_suffixes
from index.load.limits import LoadLimits, check_size
from index.load.source import check_regular, read_file
from index.types import Extracted

__all__ = ["LoadLimits", "load", "load_bytes", "supported_suffixes"]

_DEFAULT = LoadLimits()


class Reader(Protocol):
    """What each module of this folder that is named after a format offers as ``read``."""

    def __call__(self, data: bytes, limits: LoadLimits) -> Extracted:
        """The text of ``data``, which is known to be of this format."""


def load(path: Path, limits: LoadLimits = _DEFAULT) -> Extracted:
    """Read the file at ``path``; raises the ``LoadError`` that says what is wrong and what to do."""
    check_regular(path)
    format_by_name(path.name)  # before a byte is read: an unknown file of 40 GB costs nothing
    return load_bytes(path.name, read_file(path, limits), limits)


def load_bytes(name: str, data: bytes, limits: LoadLimits = _DEFAULT) -> Extracted:
    """Read a file that is in memory, such as an upload, by the rules of ``load``."""
    check_size(len(data), limits)
    format = format_by_content(format_by_name(name), data)
    extracted = _reader(format)(data, limits)
    if len(extracted.text) > limits.max_characters:
        raise TooLarge(
            f"This file holds {len(extracted.text):,} characters of text, over the limit of "
            f"{limits.max_characters:,}; split it, or raise the limit."
        )
    if not any(character.isalnum() for character in extracted.text):
        raise NoText("This file holds no words; there is nothing to index.")
    return extracted


def _reader(format: str) -> Reader:
    return cast(Reader, import_module(f"index.load.{format}").read)
