"""What ``POST /verify`` answers, field by field."""

from __future__ import annotations

from pydantic import Field

from rag.api import convert
from rag.api.schemas import CitationModel, Reply
from rag.types import Support
from rag.verify.types import Verdict, Verified

_TEXT = "The council rejects the new shift plan."


class VerifiedModel(Reply):
    """One sentence of the text with its verdict."""

    text: str = Field(description="The sentence; `text[start:end]` of what was sent.", examples=[_TEXT])
    start: int = Field(description="Where it starts in the text, in code points from 0.", examples=[0])
    end: int = Field(description="Where it ends, exclusive.", examples=[39])
    verdict: Verdict = Field(
        description="`supported`: the documents say it; `contradicted`: they say otherwise; `unknown`: neither.",
        examples=["supported"],
    )
    score: float = Field(
        description="Rises with support, 0 to 1. A supported sentence has at least 0.5; one that a check objects to may too.",
        ge=0,
        le=1,
        examples=[0.97],
    )
    support: Support = Field(
        description="How it is supported: `verbatim` or `paraphrase`; `unsupported` otherwise.", examples=["verbatim"]
    )
    reasons: list[str] = Field(
        description="Why, a plain sentence for each check that decides.",
        examples=[["These words stand in the documents."]],
    )
    citation: CitationModel | None = Field(description="The smallest span that decides; null where none does.")


class VerifyReply(Reply):
    """Every sentence of the text, in order."""

    sentences: list[VerifiedModel] = Field(description="The sentences, in the order of the text.")
    warnings: list[str] = Field(
        description="What of the request was not done: fields that are not known; a sentence each.", examples=[[]]
    )


def verified_model(one: Verified) -> VerifiedModel:
    """A verified sentence as it is sent."""
    finding = one.finding
    return VerifiedModel(
        text=finding.claim.text, start=finding.claim.start, end=finding.claim.end, verdict=finding.verdict,
        score=finding.score, support=finding.support, reasons=list(finding.reasons),
        citation=convert.citation(one.citation) if one.citation else None,
    )  # fmt: skip
