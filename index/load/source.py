"""From a path to the bytes of one ordinary file, or a plain reason why not."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from index.errors import LoadError, Unreadable
from index.load.limits import LoadLimits, check_size

# A FIFO opened without this flag blocks until somebody writes to it; Windows has neither.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)

_REASONS = {
    errno.ENOENT: "There is no such file; check its name, or whether it was moved.",
    errno.ENOTDIR: "There is no such file; check its name, or whether it was moved.",
    errno.EACCES: "This file may not be opened; give yourself permission to read it.",
    errno.EPERM: "This file may not be opened; give yourself permission to read it.",
    errno.ELOOP: "This is a link that leads back to itself; point it at a real file.",
    errno.ENAMETOOLONG: "The name of this file is too long for this system; give it a shorter one.",
}


def check_regular(path: Path) -> None:
    """Raise ``Unreadable`` unless ``path`` leads to an ordinary file; nothing is opened."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise _refused(error) from error
    _require_regular(mode)


def read_file(path: Path, limits: LoadLimits) -> bytes:
    """The bytes of the file at ``path``; raises ``TooLarge``, ``NoText`` (empty) or ``Unreadable``."""
    check_regular(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | _NO_WAITING | _BINARY)
        with os.fdopen(descriptor, "rb") as file:
            before = os.fstat(descriptor)
            _require_regular(before.st_mode)
            check_size(before.st_size, limits)
            data = file.read(limits.max_bytes + 1)
            after = os.fstat(descriptor)
    except (OSError, ValueError) as error:
        raise _refused(error) from error
    check_size(len(data), limits)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise Unreadable("This file changed while it was being read; index it again when nothing writes to it.")
    return data


def _require_regular(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise Unreadable("This is a folder, not a file; name the files in it.")
    if not stat.S_ISREG(mode):
        raise Unreadable("This is a pipe, a socket or a device, not a file; save its content to a file first.")


def _refused(error: OSError | ValueError) -> LoadError:
    """The system's refusal in plain words; ``ValueError`` is a name that holds a null byte."""
    code = error.errno if isinstance(error, OSError) else None
    fallback = f"This file cannot be read ({_system_words(error)}); check the disk, or copy the file and try again."
    return Unreadable(_REASONS.get(code, fallback) if code is not None else fallback)


def _system_words(error: OSError | ValueError) -> str:
    """What the system said, without the path, which the report names already."""
    return (error.strerror or "no reason given") if isinstance(error, OSError) else str(error)
