"""Where runs are kept: a file a commit in ``eval/results``, which git ignores."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.record import MadeWith, RecordError
from eval.suites import ROOT
from rag.assistant import Assistant, own_version

RESULTS = ROOT / "eval" / "results"
LEAST_PREFIX = 4
"""Characters of a commit that are enough to name it, where only one stored run has them."""


def made_with(assistants: Mapping[str, Assistant]) -> MadeWith:
    """What a run over these suites is made with; the commit is None where the program is not run from a checkout."""
    commit = _git("rev-parse", "HEAD")
    one = next(iter(assistants.values()))
    corpora = {}
    for suite, assistant in assistants.items():
        with assistant.library.snapshot() as view:
            corpora[suite] = view.corpus_sha256()
    fields = {**one.library.settings.model_dump(exclude={"store"}), **one.settings.model_dump(exclude={"api_key"})}
    return MadeWith(
        commit=commit, dirty=bool(commit and _git("status", "--porcelain", "--untracked-files=no")),
        version=own_version(), python=platform.python_version(),
        settings={name: str(value) for name, value in sorted(fields.items())}, models=dict(one.receipt().models),
        corpora=corpora,
    )  # fmt: skip


def commit() -> str:
    """The beginning of the commit that is run, ``-dirty`` where it was changed since; "unknown" without a checkout."""
    known = _git("rev-parse", "--short=12", "HEAD")
    return f"{known}{'-dirty' if _git('status', '--porcelain', '--untracked-files=no') else ''}" if known else "unknown"


def _git(*arguments: str) -> str | None:
    """What git says in the project's own folder; None where this is no checkout."""
    if not (ROOT / ".git").exists():
        return None
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def stored_at(made: MadeWith, asked: Sequence[str], folder: Path = RESULTS) -> Path:
    """The file for a run: named by commit, and by what was asked where that is not everything."""
    return folder / ".".join([made.name, *asked, "json"])


def find_run(name: str, folder: Path = RESULTS) -> Path:
    """The file that a path or the beginning of a commit names; RecordError where none or more than one does."""
    if Path(name).is_file():
        return Path(name)
    found = sorted(folder.glob(f"{name}*.json")) if len(name) >= LEAST_PREFIX and "/" not in name else []
    exact = [path for path in found if path.name == f"{name}.json"]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if found:
        raise RecordError(f"{name!r} names {len(found)} runs: {', '.join(path.name for path in found)}; write one out")
    raise RecordError(f"no stored run is named {name!r}; store one with: onrecord eval --save")
