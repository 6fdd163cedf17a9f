"""Whose words a drafted sentence tells: reported speech is never told as fact, and no clause without what it hangs on.

Stricter than verification: there "confirmed" and its like make a report a fact, here the reader is told who says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.draft import wording
from rag.interpret.roster import Roster
from rag.types import Candidate
from rag.verify.attribution import credited
from rag.verify.names import same_speaker
from rag.verify.reading import Reading, Token, read
from rag.verify.types import Claim
from rag.verify.vocabulary import REPORTING
from rag.verify.words import found

OWN = 0.5
"""Share of what a sentence has from a passage that must lie in somebody's words there for it to tell those."""

_HINGES = frozenset("that whether if unless lest".split())
_CONDITIONS = frozenset("if unless provided lest".split())
_VIEWS = frozenset("according view opinion words belief assessment estimate estimates account claim claims".split())
"""Nouns that report, beside the verbs."""
_MARKS = re.compile(r"“([^“”]+)(?:”|$)|\"([^\"]+)\"|«([^«»]+)»|„([^„“]+)“|(?:^)([^“”]+)”")

Report = tuple[str | None, str]
"""Who is reported, None where the passage does not tell, and the words."""


def restated(claim: Claim, premise: Candidate, roster: Roster | None) -> str | None:
    """Why a sentence may not stand beside this passage although its words are there; None where it may."""
    said, there = read(claim.text), read(premise.text)
    shared = [token for token in said.content if found(token, there)]
    if not shared:
        return None
    for speaker, words in _reports(premise):
        if _share(shared, read(words)) >= OWN and not _credits(claim, said, speaker, roster):
            return wording.AS_FACT
    if _conditions(there) and not _conditions(said):
        return wording.TORN
    if _hangs(shared, there) and not claim.said and not _reporting(said):
        return wording.TORN
    return None


def _reports(premise: Candidate) -> Iterator[Report]:
    """Everybody's words in a passage, as it was read at indexing, by patterns, and by quotation marks."""
    start, size = premise.span.start, len(premise.text)
    for voice in premise.voices:
        if voice.attribution != "author":
            parts = [(max(0, c.start - start), min(size, c.end - start)) for c in voice.content]
            yield voice.speaker, " … ".join(premise.text[a:b] for a, b in parts if a < b)
    by_marks = [voice.speaker for voice in premise.voices if voice.attribution != "author"]
    for one in credited(premise.text):
        yield one.speaker, premise.text[one.start : one.end]
    for match in _MARKS.finditer(premise.text):
        words = next(filter(None, match.groups()))
        if len(words.split()) > 3:  # fewer are a name, a title, or a manner of speaking
            yield (by_marks[0] if len(set(by_marks)) == 1 else None), words


def _share(shared: list[Token], words: Reading) -> float:
    return sum(found(token, words) > 0 for token in shared) / len(shared)


def _credits(claim: Claim, said: Reading, speaker: str | None, roster: Roster | None) -> bool:
    """Whether the sentence says whose words these are: as a credit that was verified, or the name before a report."""
    if claim.said:
        return True  # that they are this speaker's is a check of verification
    if speaker is None or (place := _reporting(said)) is None:
        return False
    names = {token.form for token in read(speaker).content}
    before = said.tokens[: place + 1]
    return any(token.form in names for token in before) or any(
        same_speaker(token.text, speaker, roster) for token in before if token.named or token.opens
    )


def _reporting(said: Reading) -> int | None:
    """The place of the first word that reports."""
    return next((n for n, t in enumerate(said.tokens) if t.lower in REPORTING or t.lower in _VIEWS), None)


def _conditions(reading: Reading) -> bool:
    return any(token.lower in _CONDITIONS for token in reading.tokens)


def _hangs(shared: list[Token], there: Reading) -> bool:
    """Whether everything shared stands behind a "that" or "if" with content before it that the sentence leaves out."""
    hinges = [n for n, token in enumerate(there.tokens) if token.lower in _HINGES]
    forms = {token.form for token in shared}
    for hinge in hinges:
        head = [token for token in there.tokens[:hinge] if token.content]
        behind = {token.form for token in there.tokens[hinge + 1 :]}
        if head and forms <= behind and not forms & {token.form for token in head}:
            return True
    return False
