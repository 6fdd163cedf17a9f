"""Evaluation cases: JSON lines, checked against the documents that they quote."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from rag.types import Role, Stance

Kind = Literal[
    "fact", "attribution", "stance", "comparison", "paraphrase", "typo", "followup", "near_miss", "far_off",
    "false_premise", "injection", "swap",
]  # fmt: skip
Split = Literal["dev", "test"]
CASES = Path(__file__).parent / "cases"


class CaseError(Exception):
    """A case file cannot be used; the message names the line."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Quote(_Strict):
    """Words of a document, by file name; white space does not count."""

    document: str
    quote: str


class CaseTurn(_Strict):
    """One turn of the conversation before the question."""

    role: Role
    content: str


class Case(_Strict):
    """One question and what a right answer has.

    ``needs``: each inner list is one thing to cite, its members are alternatives. ``speakers`` must each be
    credited, ``not_speakers`` must not be credited with what is needed. ``may_refuse``: a refusal is right too.
    """

    id: str
    split: Split
    kind: Kind
    question: str
    history: tuple[CaseTurn, ...] = ()
    answerable: bool
    may_refuse: bool = False
    needs: tuple[tuple[Quote, ...], ...] = ()
    speakers: tuple[str, ...] = ()
    stances: Mapping[str, Stance] = {}
    not_speakers: tuple[str, ...] = ()
    max_citations: int | None = None
    note: str = ""


def load_cases(path: Path, split: Split | None = None) -> list[Case]:
    """The cases of a file, of one split or of both; CaseError where a line is not a case or an id comes twice."""
    cases: list[Case] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            cases.append(Case.model_validate_json(line))
        except ValidationError as error:
            raise CaseError(f"{path.name}, line {number}: {error.errors()[0]['msg']}; correct the line") from error
    ids = [case.id for case in cases]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise CaseError(f"{path.name}: the id {twice[0]!r} comes twice; give each case its own")
    return [case for case in cases if split in (None, case.split)]


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
