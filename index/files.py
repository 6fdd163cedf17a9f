"""Which files an indexing run looks at, and which of them it has to read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexingError, Unreadable

READ_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to index; ``origin`` is the name it is known by, which need not be where it lies."""

    path: Path
    origin: str


def discover(paths: Sequence[Path]) -> list[SourceFile]:
    """The files at these paths, folders walked, in order, each once; IndexingError where a path does not exist.

    Hidden files are left out, and so are the ``README`` files of a folder: they speak about the documents.
    """
    found: dict[str, SourceFile] = {}
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise IndexingError(f"there is no file or folder {str(path)!r}; check the name")
        for file in _walk(path) if path.is_dir() else [path]:
            origin = str(_absolute(file))
            found.setdefault(origin, SourceFile(file, origin))
    return list(found.values())


def missing(paths: Sequence[Path], files: Iterable[SourceFile], known: Iterable[str]) -> list[str]:
    """Origins under the given folders that were indexed once and are no longer there, in order."""
    present = {file.origin for file in files}
    folders = [str(_absolute(path)) + os.sep for path in paths if path.is_dir()]
    return sorted(origin for origin in known if origin not in present and origin.startswith(tuple(folders)))


def content_sha256(file: SourceFile) -> str:
    """The hash of the file's bytes; Unreadable where it is no plain file or may not be opened."""
    if not file.path.is_file():
        raise Unreadable(f"{file.path.name} is not a plain file (a device, a pipe or a broken link); leave it out")
    digest = hashlib.sha256()
    try:
        with file.path.open("rb") as stream:
            while block := stream.read(READ_BLOCK):
                digest.update(block)
    except OSError as error:
        raise Unreadable(f"{file.path.name} cannot be opened ({error.strerror}); check its permissions") from error
    return digest.hexdigest()


def _walk(folder: Path) -> list[Path]:
    files = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [Path(where, name) for name in sorted(names) if not _is_about(name)]
    return files


def _is_about(name: str) -> bool:
    return name.startswith(".") or Path(name).stem.lower() == "readme"


def _absolute(path: Path) -> Path:
    # Not resolve(): a link keeps the name that the user gave it.
    return Path(os.path.abspath(path))  # noqa: PTH100
