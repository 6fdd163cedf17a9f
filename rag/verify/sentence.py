"""One claim against the passages at hand: checks, the learned score, and the verdict.

choose the passages → verbatim? → checks → score → verdict and the span that decides
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.types import Span
from rag.interpret.roster import Roster
from rag.types import Candidate, Support
from rag.verify import wording
from rag.verify.attribution import credits
from rag.verify.base import Entailed, PairScorer
from rag.verify.case import FRAME, Case, holds_nothing
from rag.verify.checks import objections
from rag.verify.checks.quoted import bare, plain
from rag.verify.model import SupportModel
from rag.verify.reading import read
from rag.verify.types import Claim, Finding, Objection, Verdict
from rag.verify.words import missing, worth

THRESHOLD = 0.5
"""Least score of a supported claim: the model's probability, made less by what the checks have against it."""
DENIED = 0.1
"""What a probability is multiplied by where the documents say otherwise."""
DOUBTED, SPREAD = 0.45, 0.08
"""Where a near repetition has something more, probabilities above the first are pressed between it and 0.5."""
UNSURE = 0.85
"""What an objection leaves of the probability of a claim in words of its own."""
NEARNESS = 0.2
"""Share of a claim's content below which no passage is shown for it."""
SURE_AGAINST = 0.8
"""Probability from which an entailment model's "contradiction" is one."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """What verification has loaded; ``reader`` reads pairs for the score, ``entailment`` is a check of its own."""

    model: SupportModel
    reader: PairScorer | None = None
    entailment: PairScorer | None = None

    @property
    def names(self) -> dict[str, str]:
        """The models used, by job, for receipts."""
        used = {"verification": self.model.name}
        return used | ({"entailment": self.entailment.name} if self.entailment else {})


def verify_sentence(
    claim: Claim | str, evidence: Sequence[Candidate], verifier: Verifier, roster: Roster | None = None,
    quoted: Callable[[str], bool] = holds_nothing,
) -> Finding:  # fmt: skip
    """Hold a claim against evidence, whose ``dense`` is the cosine with the claim; an unread claim is read here.

    ``quoted`` tells whether words stand somewhere in the documents, for quotations that the evidence has not.
    """
    claim = claim if isinstance(claim, Claim) else Claim(claim, 0, len(claim), credits(claim))
    whole = _verbatim(claim.text, evidence)
    if whole is not None:
        return Finding(claim, "supported", 1.0, "verbatim", (wording.VERBATIM,), (), whole, whole.span)
    chosen = verifier.model.choose(claim.text, evidence)
    if not chosen:
        return Finding(claim, "unknown", 0.0, "unsupported", (wording.NOTHING,))
    case = Case.of(claim, chosen, roster, quoted, tuple(evidence))
    against = (*objections(case), *_entailed(case, verifier.entailment))
    return _finding(case, against, verifier)


def _verbatim(text: str, evidence: Sequence[Candidate]) -> Candidate | None:
    """The sentence that the claim is, letter for letter but for case, marks at its ends and spaces."""
    wanted = bare(text)
    return next((c for c in evidence if wanted and bare(c.text) == wanted), None)


def _finding(case: Case, against: tuple[Objection, ...], verifier: Verifier) -> Finding:
    """The verdict, its score and its reasons."""
    best = case.premises[0]
    read_pair = verifier.reader.pairs([(" ".join(p.text for p in case.premises), case.claim.text)]) if (
        verifier.reader
    ) else [Entailed(0.5, 0.0)]  # fmt: skip
    chance = verifier.model.chance(case.claim.text, case.premises, read_pair[0].supports)
    inside = bare(case.claim.text) in plain(best.text)
    chance = max(chance, 0.95) if inside else chance
    score = _score(chance, against, case.close(case.nearest()))
    verdict = _verdict(score, against)
    deciding = case.premises[next((o.number for o in against if o.contradicts), 0)]
    reasons = _reasons(case, verdict, against, inside)
    if verdict == "unknown" and max(case.shares) < NEARNESS:
        return Finding(case.claim, verdict, round(score, 4), "unsupported", (wording.NOTHING,), against)
    support: Support = "unsupported" if verdict != "supported" else "verbatim" if inside else "paraphrase"
    span = deciding_span(case.claim.text, deciding)
    return Finding(case.claim, verdict, round(score, 4), support, reasons, against, deciding, span)


def _score(chance: float, against: Sequence[Objection], close: bool) -> float:
    """The probability, a tenth of it where the documents say otherwise.

    Where a claim nearly repeats a passage, what it has besides keeps the score below the threshold. Where it is in words
    of its own, checks miss more than they find: there they lower the score and decide the verdict alone.
    """
    if any(objection.contradicts for objection in against):
        return chance * DENIED
    if not against:
        return chance
    if not close:
        return chance * UNSURE
    return chance if chance < DOUBTED else DOUBTED + (chance - DOUBTED) * SPREAD


def _verdict(score: float, against: Sequence[Objection]) -> Verdict:
    if any(objection.contradicts for objection in against):
        return "contradicted"
    return "supported" if score >= THRESHOLD and not against else "unknown"


def _reasons(case: Case, verdict: Verdict, against: Sequence[Objection], inside: bool) -> tuple[str, ...]:
    if verdict == "supported":
        return (wording.VERBATIM if inside else wording.SUPPORTED,)
    if against:
        return tuple(dict.fromkeys(objection.reason for objection in against))
    if max(case.shares) < NEARNESS:
        return (wording.NOTHING,)
    lacking = sorted(missing(case.said, *case.readings()), key=lambda token: (-worth(token), token.start))
    if not lacking:
        return (wording.WEAK,)
    named = ", ".join(f"“{token.text}”" for token in sorted(lacking[:3], key=lambda token: token.start))
    return (wording.WORDS_ABSENT.format(claimed=named),)


def _entailed(case: Case, entailment: PairScorer | None) -> tuple[Objection, ...]:
    """What a user's entailment model has against the claim: contradiction, or no support where words alone say yes."""
    if entailment is None:
        return ()
    (found,) = entailment.pairs([(" ".join(premise.text for premise in case.premises), case.claim.text)])
    if found.contradicts >= SURE_AGAINST and max(case.shares) >= FRAME:
        return (Objection("entailment", wording.ENTAILMENT_AGAINST, True),)
    return () if found.supports >= THRESHOLD else (Objection("entailment", wording.WEAK),)


def deciding_span(claim: str, candidate: Candidate) -> Span:
    """The clause of a sentence that has all of the claim's words that the sentence has; else the sentence.

    Clauses end at semicolons, dashes and brackets only: what is shorter is easily torn from what it depends on.
    """
    wanted = {token.form for token in read(claim).tokens} & read(candidate.text).forms
    pieces, start = [], 0
    for place, sign in enumerate(candidate.text):
        if sign in ";—":
            pieces.append((start, place))
            start = place + 1
    for first, last in (*pieces, (start, len(candidate.text))) if pieces else ():
        piece = candidate.text[first:last]
        if wanted and wanted <= read(piece).forms:
            first += len(piece) - len(piece.lstrip())
            return Span(candidate.span.start + first, candidate.span.start + last - (len(piece) - len(piece.rstrip())))
    return candidate.span
