"""Which files an indexing run looks at, and which of them it has to read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexingError
from index.load.formats import format_by_name
from index.load.limits import LoadLimits
from index.load.source import read_file


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to index; ``origin`` is the name it is known by, which need not be where it lies.

    ``content`` is set where the file was handed over and lies nowhere.
    """

    path: Path
    origin: str
    content: bytes | None = None


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
    """Origins under the given folders that were indexed once and are no longer there, in order.

    A README or a hidden file that was asked for by name is not looked for in its folder, and stays while it is there.
    """
    present = {file.origin for file in files}
    folders = [str(_absolute(path)) + os.sep for path in paths if path.is_dir()]
    gone = (origin for origin in known if origin not in present and origin.startswith(tuple(folders)))
    return sorted(origin for origin in gone if not (_is_about(Path(origin).name) and Path(origin).is_file()))


def content(file: SourceFile, limits: LoadLimits) -> bytes:
    """The bytes of the file, read once for all that is done with them; LoadError where it may not or cannot be read."""
    format_by_name(file.path.name)  # before a byte is read: an unknown file of 40 GB costs nothing
    return read_file(file.path, limits) if file.content is None else file.content


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
