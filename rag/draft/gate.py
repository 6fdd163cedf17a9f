"""The gate: which drafted sentences stand. Verdicts decide, never scores, and never what the model says of its sources.

its own evidence → all that was retrieved → whose words it tells → whether it points to anything
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from index.embed.base import Vectors
from index.search import Searcher
from index.view import View
from rag.draft import wording
from rag.draft.attributed import restated
from rag.draft.kept import not_kept
from rag.draft.prompt import orders
from rag.draft.types import Drafted, Judged
from rag.interpret.roster import Roster
from rag.types import Candidate
from rag.verify.attribution import credits
from rag.verify.moments import moment_spans
from rag.verify.quantities import quantities
from rag.verify.reading import Token, read
from rag.verify.sentence import Verifier, verify_sentence
from rag.verify.text import compared, is_claim
from rag.verify.types import Claim, Finding
from rag.verify.words import missing, worth

SAYS = 0.2
"""Weight from which a word says something that the passage must have too: "killed" has .21, "made" .17. Verdicts on claims
in words of their own are right three times in four (WiCE); that is enough for a score, and not for an answer."""

_LABEL = re.compile(r"(?!According\b)[A-Z][^:.!?“”\"]{0,120}:\s+(?=[A-Z])")
_POINTS = re.compile(r"^(?:he|she|they|his|her|their|it|its|this|that|these|those|such|the (?:former|latter))\b", re.I)


@dataclass(frozen=True, slots=True)
class Gate:
    """What drafted sentences are held against: ``given`` is the numbered evidence, with the labels that it had
    in the prompt, ``retrieved`` all that was found."""

    given: tuple[Candidate, ...]
    labels: tuple[str, ...]
    retrieved: tuple[Candidate, ...]
    view: View
    searcher: Searcher
    verifier: Verifier
    roster: Roster
    quoted: Callable[[str], bool]
    vectors: dict[str, Vectors] = field(default_factory=dict)

    def prepare(self, drafted: Sequence[Drafted]) -> None:
        """Embed sentences that came together in one batch, which takes half the time."""
        texts = [self._unlabelled(one.text) for one in drafted]
        if texts:
            self.vectors.update(zip(texts, self.searcher.embed_all(texts), strict=True))

    def judge(self, drafted: Drafted, before: Judged | None) -> Judged:
        """Whether a sentence stands; ``before`` is the sentence before it where that one stands."""
        drafted = replace(drafted, text=self._unlabelled(drafted.text))
        said = before.finding.claim.said if before else ()
        claim = Claim(drafted.text, 0, len(drafted.text), credits(drafted.text, said[0].speaker if said else None))
        if not is_claim(drafted.text) or drafted.text[0].islower():
            return Judged(drafted, Finding(claim, "unknown", 0.0, "unsupported", (), claims=False), wording.NO_CLAIM)
        finding = self._verified(claim, drafted.numbers)
        return Judged(drafted, finding, self._against(finding, before))

    def _unlabelled(self, text: str) -> str:
        """A sentence without a label like those of the prompt: it credits nobody unless words are quoted."""
        for label in self.labels:
            rest = text.removeprefix(f"{label}:").lstrip()
            if len(rest) < len(text) and rest and rest[0] not in '“"«„':
                return rest[0].upper() + rest[1:]
        # A small model copies labels with mistakes of its own: "Alex Lee:" where the evidence is Ana Lee's.
        copied = _LABEL.match(text)
        return text[copied.end() :] if copied else text

    def _verified(self, claim: Claim, numbers: Sequence[int]) -> Finding:
        """The verdict on what it names, or where that does not carry it, on everything at hand."""
        if claim.text not in self.vectors:
            self.vectors[claim.text] = self.searcher.embed_all([claim.text])[0]
        vector = self.vectors[claim.text]
        named = [self.given[number - 1] for number in numbers if 0 < number <= len(self.given)]
        for evidence in (named, self._at_hand()):
            held = compared(evidence, vector, self.view)
            finding = verify_sentence(claim, held, self.verifier, self.roster, self.quoted)
            if finding.verdict == "supported" and self._against(finding, None, alone=True) is None:
                break
        return finding

    def _at_hand(self) -> list[Candidate]:
        """All evidence once, without what gives the machine orders."""
        every = {(one.document_id, one.number): one for one in (*self.given, *self.retrieved)}
        return [one for one in every.values() if not orders(one.text)]

    def _against(self, finding: Finding, before: Judged | None, alone: bool = False) -> str | None:
        """Why a sentence does not stand; None where it does. ``alone``: what it points to is not looked at."""
        if finding.verdict != "supported" or finding.candidate is None:
            return finding.reasons[0] if finding.reasons else wording.NO_CLAIM
        own = _own_words(finding)
        if own is not None:
            return wording.OWN_WORDS.format(claimed=own)
        if (why := not_kept(finding.claim.text, finding.candidate.text)) is not None:
            return why
        if (why := restated(finding.claim, finding.candidate, self.roster)) is not None:
            return why
        return None if alone or _points_well(finding, before) else wording.POINTS_BACK


def _own_words(finding: Finding) -> str | None:
    """The first word that says something and stands neither in the passage nor beside it.

    Names, numbers and dates are checks of verification, which knows other forms of them.
    """
    candidate, text = finding.candidate, finding.claim.text
    if candidate is None:
        return None
    voices = [*candidate.voices, *([candidate.author] if candidate.author else [])]
    near = [candidate.text, candidate.title, *(part for v in voices for part in (v.speaker, v.role) if part)]
    checked = [(one.start, one.end) for one in quantities(text)] + list(moment_spans(text))
    lacking = missing(read(text), *map(read, near))
    return next((t.text for t in lacking if worth(t) >= SAYS and not t.named and not _inside(t, checked)), None)


def _inside(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.start < end for start, end in spans)


def _points_well(finding: Finding, before: Judged | None) -> bool:
    """Whether a sentence that opens with "he" or "this" follows one that stands and is from the same document."""
    if not _POINTS.match(finding.claim.text):
        return True
    if before is None or before.finding.candidate is None or finding.candidate is None:
        return False
    return before.finding.candidate.document_id == finding.candidate.document_id
