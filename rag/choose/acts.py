"""Who supports or disputes anything at all: statements by what their cue does, where the question names no claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.choose.base import Desk, distinct
from rag.choose.doubt import refused
from rag.choose.verbs import ACTS
from rag.choose.weigh import weighed
from rag.retrieve import candidate
from rag.types import Candidate, Choice, Evidence, Stance

MOST = 8
"""Statements cited where no claim is named."""
DOES, NEAR, SAYS = 3.0, 2.0, 1.0
"""Ranks: the cue itself supports or disputes; such a word stands beside a statement; or only in the sentence."""

_OPEN = re.compile(r"(?:some|any)(?:thing|one|body)\b(?!\s+(?:that|who|about|of))", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")


def names_no_claim(proposition: str) -> bool:
    """Whether a stance question asks of nothing in particular ("who disputes something?")."""
    return bool(_OPEN.match(proposition.strip()))


def acts(desk: Desk) -> Choice:
    """Those who support, or who dispute, whatever it is, each with what they say."""
    asked: Stance = desk.question.stance or "disputes"
    found = [e for e in ranked_by_act(desk, asked) if e.probability >= desk.threshold and e.voice.speaker]
    return Choice(tuple(distinct(found, MOST)), found[0].probability) if found else refused(desk, ())


def ranked_by_act(desk: Desk, stance: Stance) -> list[Evidence]:
    """Every sentence in scope in which a word does what is asked, the surest first; ``probability`` is of a side."""
    asked = desk.searcher.embed(desk.question.search)
    candidates = []
    for document_id in desk.scope:
        read = desk.view.read(document_id)
        shown = [n for n, s in enumerate(read.document.sentences) if not s.furniture]
        candidates += [candidate(read, number, asked) for number in shown]
    sure = {(c.document_id, c.number): _does(c, ACTS[stance]) for c in candidates}
    kept = weighed(desk, [c for c in candidates if sure[c.document_id, c.number]])
    rated = [replace(e, probability=_rate(sure, e), stance=stance) for e in kept]
    return sorted(rated, key=lambda e: -e.probability)


def _rate(sure: dict[tuple[str, int], float], evidence: Evidence) -> float:
    found = evidence.candidate
    return (sure[found.document_id, found.number] + evidence.probability) / (DOES + 1)


def _does(found: Candidate, words: re.Pattern[str]) -> float:
    """How plainly somebody does this in a sentence: by the cue, beside a statement, by a word alone; 0 for not."""
    if any(words.search(cue) for cue in _cues(found)):
        return DOES
    if not words.search(_QUOTED.sub(" ", found.text)):
        return 0.0
    return NEAR if any(voice.attribution != "author" for voice in found.voices) else SAYS


def _cues(found: Candidate) -> Sequence[str]:
    """The cues that stand in a sentence."""
    spans = [voice.cue for voice in found.voices if voice.cue is not None and found.span.overlaps(voice.cue)]
    return [found.part(cue) for cue in spans]
