"""What stands round a letter and says nothing: the lines of its head, whom it greets, who signs it."""

from __future__ import annotations

import re

from rag.interpret.roster import name_words
from rag.types import Candidate, Question

_HEAD = re.compile(r"(?:\*\*)?(?:From|To|Cc|Bcc|Date|Sent|Reply-To|Subject):(?:\*\*)?\s", re.IGNORECASE)
_GREETING = re.compile(r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening))\b[^.?!]{0,40}$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]{1,60}\)")
LONGEST = 4
"""Words of a signature, at most."""
_OF_A_LETTER = re.compile(
    r"\b(?:e-?mails?|mails?|letters?|messages?|address(?:es|ed)?|sen[dt]|sends|sender|wr(?:o|i)te|writes|written|copied|cc|signed|signs|"
    r"received?|recipients?|dated?|subjects?|who(?:se|m)?|names?)\b",
    re.IGNORECASE,
)


def is_envelope(found: Candidate) -> bool:
    """Whether a sentence is a line of a letter's head, a greeting, or no more than who speaks: a name, initials, a post in brackets."""
    line = " ".join(found.text.split())
    return bool(_HEAD.match(line) or _GREETING.match(line) or _BRACKETS.fullmatch(line)) or _is_signature(line, found)


def asks_of_a_letter(question: Question) -> bool:
    """Whether a question may be answered by what stands round a letter: when it was sent, by whom, on what."""
    return question.answer_type in ("time", "person") or bool(_OF_A_LETTER.search(question.text))


def _is_signature(line: str, found: Candidate) -> bool:
    words = name_words(line)
    if not words or len(words) > LONGEST:
        return False
    names = {word for voice in (*found.voices, found.author) if voice for word in name_words(voice.speaker or "")}
    return all(word in names or (len(word) == 1 and any(name.startswith(word) for name in names)) for word in words)
