"""Leases in a folder: locked files, which the system frees when the process that holds them ends, however it ends."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path

from index.errors import StoreError
from index.leases import Leases

FOLDER = "working"
"""Of the locked files; it is there only while somebody works."""


class FileLeases(Leases):
    """The leases of one folder. Windows has no such locks: there every lease is given, and files may be read twice."""

    def __init__(self, folder: Path) -> None:
        """Nothing is made before something is taken."""
        super().__init__()
        self._folder = folder / FOLDER
        self._files: dict[str, int] = {}

    def _claim(self, name: str, until: float) -> bool:
        if sys.platform == "win32":
            return True
        path = self._path(name)
        try:
            self._folder.mkdir(exist_ok=True)
            file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:  # another process has just tidied the folder away
            return False
        except OSError as error:
            raise StoreError(f"cannot write to {str(self._folder)!r} ({error.strerror}); set ONRECORD_STORE") from error
        if not _locked(file, path):
            os.close(file)
            return False
        self._files[name] = file
        return True

    def _renew(self, name: str, until: float) -> None:
        """It holds until the process ends."""

    def _withdraw(self, name: str) -> None:
        file = self._files.pop(name, None)
        if file is not None:
            with suppress(OSError):
                self._path(name).unlink()
            os.close(file)
            with suppress(OSError):  # others work on
                self._folder.rmdir()

    def _path(self, name: str) -> Path:
        return self._folder / hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _locked(file: int, path: Path) -> bool:
    """Whether the lock was to be had, on the file that now lies there and not on one that was deleted meanwhile."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return path.stat().st_ino == os.fstat(file).st_ino
    except OSError:
        return False
