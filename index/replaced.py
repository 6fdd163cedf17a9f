"""Files that are whole or not there: written beside, and put in the place of the one before when they are done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which is at ``path`` once the block has ended; where it breaks off what was there stays."""
    unfinished = beside(path)
    with unfinished.open("wb") as file:
        yield file
    unfinished.rename(path)


def beside(path: Path) -> Path:
    """Where a file is written that is not whole yet."""
    return path.with_name(f"{path.name}.new")
