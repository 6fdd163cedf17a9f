"""Evaluation cases: JSON lines, checked against the documents that they quote; docs/evaluation.md has the format."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.types import LONGEST_QUESTION, Role, Stance

Split = Literal["dev", "test"]
CASES = Path(__file__).parent / "cases"
EXAMPLE = '{"question": "What does it cost?", "needs": [[{"document": "offer.txt", "quote": "It costs 12 crowns."}]]}'


class CaseError(Exception):
    """A case file cannot be used; the message names the line."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Quote(_Strict):
    """Words of a document, by file name, and who must be credited with them; white space does not count."""

    document: str
    quote: str = Field(min_length=1)
    speaker: str | None = None


class CaseTurn(_Strict):
    """One turn of the conversation before the question."""

    role: Role
    content: str


class Case(_Strict):
    """One question and what a right answer has; only the question must be given.

    ``kind`` groups cases in a report. ``needs``: each inner list is one thing to cite, its members are alternatives.
    ``speakers`` must each be credited, ``not_speakers`` must not be credited with what is needed. ``may_refuse``: a
    refusal is right too.
    """

    id: str = ""
    split: Split = "dev"
    kind: str = "fact"
    question: str = Field(min_length=1, max_length=LONGEST_QUESTION)
    history: tuple[CaseTurn, ...] = ()
    answerable: bool = True
    may_refuse: bool = False
    needs: tuple[tuple[Quote, ...], ...] = ()
    speakers: tuple[str, ...] = ()
    stances: Mapping[str, Stance] = {}
    not_speakers: tuple[str, ...] = ()
    max_citations: int | None = None
    note: str = ""


def load_cases(path: Path, split: Split | None = None) -> list[Case]:
    """The cases of a file, of one split or of both; CaseError where a line is not a case or an id comes twice.

    A case without an id is named by its line.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"cannot read the cases in {str(path)!r} ({error}); name a file of JSON lines") from error
    cases = [_case(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not cases:
        raise CaseError(f"{path.name} holds no cases; write one a line, such as {EXAMPLE}")
    ids = [case.id for case in cases]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise CaseError(f"{path.name}: the id {twice[0]!r} comes twice; give each case its own")
    return [case for case in cases if split in (None, case.split)]


def _case(path: Path, number: int, line: str) -> Case:
    try:
        case = Case.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the line"
        raise CaseError(f"{path.name}, line {number}, {place}: {first['msg']}; correct it") from error
    return case if case.id else case.model_copy(update={"id": f"line-{number}"})


def squeezed(text: str) -> str:
    """Text with every run of white space as one space, for comparing quotes."""
    return re.sub(r"\s+", " ", text).strip()


def missing_quotes(cases: Sequence[Case], texts: Mapping[str, str]) -> list[str]:
    """What the cases quote and the documents (file name → text) do not have, as "case: quote"."""
    whole = {name: squeezed(text) for name, text in texts.items()}
    return [
        f"{case.id}: {quote.quote}"
        for case in cases
        for need in case.needs
        for quote in need
        if squeezed(quote.quote) not in whole.get(quote.document, "")
    ]
