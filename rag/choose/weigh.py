"""The candidates as evidence: how probable each is, and whose words it is cited for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.choose.base import Desk, as_unit, is_by
from rag.choose.envelope import asks_of_a_letter, is_envelope
from rag.evidence.beside import lacks_kind, lacks_thing
from rag.evidence.value import lacks_somebody, lacks_value
from rag.interpret.roster import NOT_NAMES, name_words
from rag.types import Candidate, Evidence, Question, Voice
from rag.voices import joined

AUTHORS_MARGIN = 2
"""Words that the question must share with the rest of a sentence, beyond any statement in it, to make it the author's."""
LATE = 0.5
"""Share of a sentence behind which whoever is cited comes in late."""
AGAIN = 0.5
"""Times the probability of a sentence that the last answer already quoted, for a question that goes on from there."""
WRONG_KIND = 0.1
"""Times the probability of a sentence without a number, a time, a price or a name where one is asked for."""
NOBODY = 0.5
"""Times the probability of a sentence that names nobody where it is asked who."""
PUT = 0.2
"""Times the probability of a sentence that is put to somebody, whose answer counts."""
UNNUMBERED = 0.5
"""Times the probability of a sentence without a room, a floor or a page where one is asked for."""
ENVELOPE = 0.2
"""Times the probability of a line of a letter's head or of a bare signature, where it is not asked about the letter."""
ROLL = 0.3
"""Times the probability of the line that lists who is present, where it is not asked about that."""
STEM = 5
"""Letters by which a name is known in a question."""

_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did)\b", re.IGNORECASE
)
_ROLL = re.compile(
    r"\W*(?:(?:members )?present|apologies|in attendance|attendees|attendance|absent)\b[^:\n]{0,20}:", re.IGNORECASE
)
_OF_A_ROLL = re.compile(
    r"\b(?:present|attend\w*|absent|apolog\w*|there|came|took part|meeting|sent|miss(?:ed|ing)?|who (?:is|was|are|were)|posts?|roles?|titles?|what does \w+)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"(?:ask|wonder|enquir|inquir|quer)", re.IGNORECASE)
_LEADS_IN = frozenset(
    """when while as if after before although though since because once until asked in on at by for with during despite from to of
    under over following according unlike given""".split()
)


def weighed(desk: Desk, candidates: Sequence[Candidate]) -> list[Evidence]:
    """The candidates as evidence, most probable first, ties in their order."""
    asked = desk.question
    pairs = zip(candidates, desk.weigh(asked, [as_unit(desk, c) for c in candidates]), strict=True)
    evidence = [Evidence(c, c.span, p * _less(asked, c), speaking(asked, c)) for c, p in pairs]
    return sorted(evidence, key=lambda e: -e.probability)


def _less(question: Question, found: Candidate) -> float:
    """What is left of the probability of a sentence that was quoted already, or is of another kind than asked for."""
    told = (AGAIN if _told(question, found) else 1.0) * (PUT if _only_put(question, found) else 1.0)
    told *= UNNUMBERED if lacks_thing(question.text, found.whole) else 1.0
    told *= ENVELOPE if is_envelope(found) and not asks_of_a_letter(question) else 1.0
    told *= (
        ROLL if question.kind == "fact" and _ROLL.match(found.text) and not _OF_A_ROLL.search(question.text) else 1.0
    )
    told *= NOBODY if question.kind == "fact" and _names_nobody(question, found) else 1.0
    return told * (WRONG_KIND if _is_of_another_kind(question.text, found) else 1.0)


def _is_of_another_kind(asked: str, found: Candidate) -> bool:
    return lacks_kind(asked, found.text, found.whole) or lacks_value(asked, found.text, found.whole)


def _names_nobody(question: Question, found: Candidate) -> bool:
    """Whether it is asked who, and a sentence names nobody and is nobody's words."""
    cited = any(voice.attribution != "author" for voice in found.voices)
    return not cited and lacks_somebody(question.text, found.whole)


def _only_put(question: Question, found: Candidate) -> bool:
    """Whether a sentence is only what an interviewer puts to somebody, and not an interviewer who is asked about."""
    first = found.voices[0] if found.voices else None
    if not found.is_put or first is None or any(is_by(first, n) for n in question.speakers):
        return False
    return first.cue is None or bool(_ASKED.match(found.part(first.cue)))


def _told(question: Question, found: Candidate) -> bool:
    return question.answer_type != "person" and " ".join(found.text.split()) in question.told


def speaking(question: Question, found: Candidate) -> Voice:
    """Whose words a candidate is cited for: those of a speaker the question names, else of the first one there."""
    for named in question.speakers:
        own = [voice for voice in found.voices if is_by(voice, named)]
        if own:
            return joined([own[0], *[v for v in found.voices if v != own[0]]])
    return joined(_most_said(question, found))


def _most_said(question: Question, found: Candidate) -> Sequence[Voice]:
    """The voices of a sentence, those whose words share most with the question.

    Where most of what the question shares with the sentence lies outside anybody's statement, it is the author's, as it is
    where somebody comes in only behind what the author says.
    """
    asked = set(name_words(question.search))
    parts = [_words_of(voice, found) for voice in found.voices]
    own = asked & (set(name_words(found.text)) - set().union(*parts))
    shared = [len(asked & words) for words in parts]
    if found.author and (len(own) > max(shared) + AUTHORS_MARGIN or _comes_late(found)):
        return [found.author]
    called = [len(_stems(voice.speaker or "") & _stems(question.search)) for voice in found.voices]
    places = sorted(range(len(parts)), key=lambda n: (-called[n], -shared[n]))
    return [found.voices[n] for n in places]


def _comes_late(found: Candidate) -> bool:
    """Whether a sentence says something before anybody comes in who is cited ("The law stands, and most people support it")."""
    begun = found.text.split(",")[0]
    words = name_words(begun)
    leads_in = words[:1] and (words[0] in _LEADS_IN or words[0].endswith("ed"))
    if not words or leads_in or (words[0].endswith("ing") and not _FINITE.search(begun)):
        return False  # "Speaking in Rome, …", and not "Changing the law would take …"
    places = ((*voice.content, voice.cue or found.span, voice.source or found.span) for voice in found.voices)
    return min(part.start for parts in places for part in parts) - found.span.start >= LATE * len(found.text)


def _stems(text: str) -> set[str]:
    """The words of a name for finding it in a question: "South Korea’s" in "the South Koreans"."""
    return {word[:STEM] for word in name_words(text)} - NOT_NAMES


def _words_of(voice: Voice, found: Candidate) -> set[str]:
    """The words in a sentence that a voice answers for, its name included."""
    said = [found.part(span) for span in voice.content] or [found.text]
    return set(name_words(" ".join([*said, voice.speaker or ""])))
