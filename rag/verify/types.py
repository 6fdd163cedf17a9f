"""What verification passes on: a claim, what speaks against it, and the verdict with the span that decides it.

Offsets of a claim are into the text that was handed in, those of a span into its document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.types import Span
from rag.types import Candidate, Citation, Support

Verdict = Literal["supported", "contradicted", "unknown"]
CheckName = Literal["numbers", "dates", "names", "roles", "negation", "modality", "opposites", "speaker", "quotation",
                    "words", "entailment"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody to whom a claim gives words: the name as written or resolved, and ``text[start:end]`` of the claim."""

    speaker: str
    start: int
    end: int
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence to be verified, at ``start`` to ``end`` of the text it is from, with whom it credits."""

    text: str
    start: int = 0
    end: int = 0
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """What one check has against a claim: in a sentence, and whether the documents say otherwise or only do not say.

    ``number`` is the premise that says otherwise, by its place among those considered.
    """

    check: CheckName
    reason: str
    contradicts: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on a claim: ``score`` rises with support, 0 to 1; ``candidate`` and ``span`` are what decides.

    ``claims`` is false for what asks or commands, and so can be neither true nor false.
    """

    claim: Claim
    verdict: Verdict
    score: float
    support: Support
    reasons: tuple[str, ...]
    objections: tuple[Objection, ...] = ()
    candidate: Candidate | None = None
    span: Span | None = None
    claims: bool = True


@dataclass(frozen=True, slots=True)
class Verified:
    """A finding with its citation, checked against the document; None where nothing decides."""

    finding: Finding
    citation: Citation | None
