"""Who said it: words credited to somebody must be theirs in the documents, and reported words are no facts."""

from __future__ import annotations

from collections.abc import Iterator

from rag.interpret.roster import role_matches
from rag.types import Candidate, Voice
from rag.verify import wording
from rag.verify.attribution import credited
from rag.verify.case import ALIKE, FRAME, Case
from rag.verify.names import same_speaker
from rag.verify.reading import read
from rag.verify.types import Objection, Said
from rag.verify.vocabulary import DENYING, FACTIVE, REPORTING
from rag.verify.words import coverage, found


def said(case: Case) -> Iterator[Objection]:
    """Words under another's name, or under none where the documents only report them."""
    if not case.claim.said:
        yield from _as_fact(case)
    for one in case.claim.said:
        yield from _credited(case, one)


def _credited(case: Case, one: Said) -> Iterator[Objection]:
    """Hold one credit of the claim against the premises that have its words."""
    content = read(case.claim.text[one.start : one.end])
    shares = [coverage(content, reading) for reading in case.readings()]
    least = max(FRAME, max(shares) - ALIKE)
    others: list[tuple[int, str]] = []
    for number, premise in enumerate(case.premises):
        if shares[number] < least:
            continue
        speakers = speaking(premise, case.claim.text[one.start : one.end])
        roles = [voice.role for voice in premise.voices if voice.speaker in speakers]
        if any(role_matches(one.speaker, role) for role in roles):
            return
        if any(_is_said_by(case, one.speaker, speaker) for speaker in speakers):
            return
        others += [(number, speaker) for speaker in speakers]
    if read(one.cue).forms and one.cue.lower() in DENYING:
        # Whoever denies a thing is not the one who says it; what the denial is of was found here.
        if not any(_denies(case, one.speaker, premise) for premise in (*case.premises, *case.evidence)):
            yield Objection("speaker", wording.NO_SPEAKER.format(claimed=one.speaker))
        return
    named = [(number, speaker) for number, speaker in others if _is_somebody(speaker)]
    if named:
        number, speaker = named[0]
        yield Objection("speaker", wording.OTHER_SPEAKER.format(given=speaker, claimed=one.speaker), True, number)
    elif others or not _is_near(case, one.speaker):
        yield Objection("speaker", wording.NO_SPEAKER.format(claimed=one.speaker))


def _denies(case: Case, speaker: str, premise: Candidate) -> bool:
    """Whether somebody denies something in a premise, by its own verb."""
    own = [v for v in premise.voices if v.speaker and _is_said_by(case, speaker, v.speaker)]
    return any(_cue(premise, voice) in DENYING for voice in own)


def _is_near(case: Case, speaker: str) -> bool:
    """Whether a name stands in the premises or beside them, where nothing is known of who speaks in them."""
    known = frozenset().union(*(reading.forms for reading in (*case.readings(), *case.near())))
    return all(token.form in known for token in read(speaker).content)


def _is_said_by(case: Case, claimed: str, speaker: str) -> bool:
    return any(same_speaker(claimed, name, case.roster) for name in (speaker, *_apart(speaker)))


def _apart(speaker: str) -> list[str]:
    return [part for part in speaker.split(" and ") if part != speaker]


def _is_somebody(speaker: str) -> bool:
    return any(token.named for token in read(speaker).tokens) or speaker[:1].isupper()


def speaking(premise: Candidate, words: str) -> list[str]:
    """Who answers for these words in a premise: those whose statements hold them, or else its author."""
    voices = [voice for voice in premise.voices if voice.speaker and voice.attribution != "author"]
    holding = [voice for voice in voices if _share(premise, voice, words) >= FRAME]
    # What the sentence itself calls its speaker ("the Clerk") is a name as well.
    own = [said.speaker for said in credited(premise.text)]
    if holding:
        others = [voice.reported_by for voice in holding if voice.reported_by]
        return [str(voice.speaker) for voice in holding] + others + own
    if voices or own:
        return [str(voice.speaker) for voice in voices] + own
    author = next((v for v in (*premise.voices, premise.author) if v and v.attribution == "author"), None)
    return [author.speaker] if author and author.speaker else []


def _share(premise: Candidate, voice: Voice, words: str) -> float:
    """Share of what of the words stands in the premise that stands in a voice's own."""
    start, size = premise.span.start, len(premise.text)
    parts = [(max(0, c.start - start), min(size, c.end - start)) for c in voice.content]
    inside = read(" … ".join(premise.text[a:b] for a, b in parts if a < b))
    whole, claim = read(premise.text), read(words)
    there = [token for token in claim.content if found(token, whole)]
    return sum(found(token, inside) > 0 for token in there) / len(there) if there else 0.0


def _as_fact(case: Case) -> Iterator[Objection]:
    """Reported words restated without whose they are."""
    if not case.premises:
        return
    premise, words = case.premises[0], case.claim.text
    for voice in premise.voices:
        if voice.attribution == "author" or not voice.speaker or _share(premise, voice, words) < 1.0:
            continue
        cue = _cue(premise, voice)
        mentioned = any(token.form in case.said.forms for token in read(voice.speaker).content)
        if cue in FACTIVE or mentioned or any(t.lower in REPORTING for t in case.said.tokens):
            continue
        yield Objection("speaker", wording.AS_FACT.format(given=voice.speaker))
        return


def _cue(premise: Candidate, voice: Voice) -> str:
    if voice.cue is None:
        return ""
    start = premise.span.start
    return premise.text[max(0, voice.cue.start - start) : max(0, voice.cue.end - start)].lower()
