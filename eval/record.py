"""A run as it is kept: every case with its answer and the verdict, and what it was made with.

Figures, comparisons and pages are all made from records, so that a run that was stored shows what a fresh one shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.cases import Case
from rag.types import RefusalReason, Stance


class RecordError(Exception):
    """A file of results cannot be used; the message says why and what to do."""


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CitedRecord(_Record):
    """One citation: its place (offsets into the document's text), its words and who is credited with them.

    ``needed``: it covers what the case asks for. ``verbatim``: the document has exactly these words there.
    """

    document: str
    start: int
    end: int
    text: str
    speaker: str | None
    role: str | None
    attribution: str
    needed: bool
    verbatim: bool


class PassageRecord(_Record):
    """One retrieved passage with its scores: cosine, BM25 and the fused one."""

    document: str
    start: int
    end: int
    text: str
    dense: float | None
    lexical: float | None
    fused: float


class SideRecord(_Record):
    """Where a speaker was placed."""

    speaker: str
    stance: Stance


class CaseRecord(_Record):
    """One case as it was asked.

    ``covered``, ``credited`` and ``attributed`` are those of ``eval.grade.Grade``. ``forced`` says of a refused case
    whether the answer that the threshold held back would have passed; None where there is none, or it was answered.
    """

    suite: str
    case: Case
    interpreted: str
    refused: bool
    reason: RefusalReason | None
    answer: str
    score: float
    threshold: float
    passed: bool
    faults: tuple[str, ...]
    citations: tuple[CitedRecord, ...]
    sides: tuple[SideRecord, ...]
    passages: tuple[PassageRecord, ...]
    covered: int
    credited: tuple[bool, ...]
    attributed: tuple[int, int]
    duplicates: int
    forced: bool | None
    timings_ms: Mapping[str, float]

    @property
    def key(self) -> str:
        """Names the case over all suites."""
        return f"{self.suite}/{self.case.id}"

    @property
    def decided(self) -> bool:
        """Whether either answering or refusing is wrong."""
        return not self.case.may_refuse


class MadeWith(_Record):
    """What a run was made with: the state of the code, the settings, the models, the documents of each suite."""

    commit: str | None
    dirty: bool
    version: str
    python: str
    settings: Mapping[str, str]
    models: Mapping[str, str]
    corpora: Mapping[str, str]

    @property
    def name(self) -> str:
        """The commit and whether there were changes beside it; the version where there is no commit."""
        return f"{self.commit[:12]}{'-dirty' if self.dirty else ''}" if self.commit else f"version-{self.version}"


class Run(_Record):
    """A whole run; ``format`` rises when a field changes its meaning, and a file of another format is refused."""

    format: Literal[1] = 1
    made_with: MadeWith
    cases: tuple[CaseRecord, ...]


def write_run(run: Run, path: Path) -> None:
    """Write the run as JSON, and the folder where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(run.model_dump_json(indent=1) + "\n", "utf-8")


def read_run(path: Path) -> Run:
    """The run in a file; RecordError where it holds none of this format."""
    try:
        return Run.model_validate_json(path.read_text("utf-8"))
    except OSError as error:
        raise RecordError(
            f"cannot read {str(path)!r} ({error.strerror}); store a run with: onrecord eval --save"
        ) from error
    except (ValidationError, UnicodeDecodeError) as error:
        raise RecordError(f"{str(path)!r} is no run that this version wrote; store it again with --save") from error
