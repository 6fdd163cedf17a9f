"""A claim beside the passages that it is held against: what every check is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from rag.interpret.roster import Roster
from rag.types import Candidate
from rag.verify.reading import Reading, read
from rag.verify.types import Claim
from rag.verify.words import coverage, found, worth

FRAME = 0.5
"""Share of a claim's content that a passage must have to say the same of something, or the contrary."""


CLOSE = 0.75
"""Share of what is neither name nor number from which a claim repeats a premise."""
ALIKE = 0.1
"""Difference in share up to which two premises have the same of a claim."""


def holds_nothing(words: str) -> bool:
    """Stands in for a search of the documents where there are none to search."""
    return False


@dataclass(frozen=True, slots=True)
class Case:
    """A claim and its premises, the nearest first, chosen from ``evidence``.

    ``quoted`` tells whether words stand somewhere in the documents.
    """

    claim: Claim
    premises: tuple[Candidate, ...]
    roster: Roster | None = None
    quoted: Callable[[str], bool] = holds_nothing
    shares: tuple[float, ...] = field(default=())
    evidence: tuple[Candidate, ...] = ()

    @classmethod
    def of(
        cls, claim: Claim, premises: tuple[Candidate, ...], roster: Roster | None = None,
        quoted: Callable[[str], bool] = holds_nothing, evidence: tuple[Candidate, ...] = (),
    ) -> Case:  # fmt: skip
        """A case with each premise's share of the claim's content computed."""
        said = read(claim.text)
        shares = tuple(coverage(said, read(premise.text)) for premise in premises)
        return cls(claim, premises, roster, quoted, shares, evidence)

    @property
    def said(self) -> Reading:
        """The claim, read."""
        return read(self.claim.text)

    def readings(self) -> list[Reading]:
        """The premises, read."""
        return [read(premise.text) for premise in self.premises]

    def near(self, *numbers: int) -> list[Reading]:
        """What stands around these premises, or all: the sentences beside them, titles, and who speaks."""
        premises = [self.premises[n] for n in numbers] or self.premises
        texts = [text for p in premises for text in (p.before, p.after, p.title, *_speakers(p))]
        return [read(text) for text in dict.fromkeys(texts) if text]

    def framed(self) -> list[tuple[int, Candidate]]:
        """The premises with as much of the claim's content as any, which must be half: one of them must bear it out."""
        least = max(FRAME, max(self.shares, default=0.0) - ALIKE)
        return [(n, p) for n, p in enumerate(self.premises) if self.shares[n] >= least]

    def close(self, number: int) -> bool:
        """Whether a premise has nearly all of the claim that is neither name nor number."""
        return self.plain_share(number) >= CLOSE

    def plain_share(self, number: int) -> float:
        """Share of the claim's content in a premise, names and numbers left out: what it says of them."""
        premise = read(self.premises[number].text)
        plain = [t for t in self.said.content if not (t.named or t.opens or t.text[0].isdigit())]
        total = sum(map(worth, plain))
        return sum(worth(t) * found(t, premise) for t in plain) / total if total else self.shares[number]

    def elsewhere(self, number: int) -> list[Reading]:
        """The other evidence from a premise's document."""
        document_id = self.premises[number].document_id
        return [read(one.text) for one in self.evidence if one.document_id == document_id]

    def nearest(self) -> int:
        """The number of the premise that says most of what the claim says of whatever; the first of equals."""
        return max(range(len(self.shares)), key=lambda n: (self.plain_share(n), self.shares[n], -n))


def _speakers(premise: Candidate) -> list[str]:
    voices = [*premise.voices, *([premise.author] if premise.author else [])]
    return [voice.speaker for voice in voices if voice.speaker]
