"""Reads interviews without labels: questions in bold on lines of their own, answers in between."""

from __future__ import annotations

import re
from collections import Counter

from index.attribute.genders import gender_of_name
from index.attribute.transcript import Turn, up_to_next
from index.shapes import BOLD_QUESTION, PART_ENDS, is_name, trimmed
from index.types import Span

_FEWEST = 3
"""Questions."""
_SHARE = 0.5
"""Of them, how many end in a question mark, and of the answers, how many are somebody's own: a body says "we"."""
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e)\b")
_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: (?:de|van|von|der|den|bin|al|[^\W\d_a-z][\w.’'-]*)){1,3}")
_TALKS_TO = re.compile(
    r"\b(?:[Ss]?he|[Tt]hey) (?:talks?|speaks?|spoke|talked|sat down) (?:to|with) (?:our (?:reporter|editor|correspondent) )?"
)
_ASKING = re.compile(r"\b(?:[Ii]nterview(?:ed)? by|[Ww]ords by|[Ww]ords:|[Ii]nterview:)\s+|^[*_\s]*By\s+", re.MULTILINE)
_ASKED_BY = re.compile(
    rf"(?P<who>{_NAME.pattern})\s+(?:talks|speaks|talked|spoke|sat down) (?:to|with)\s+{_NAME.pattern}"
)
_HEADING = re.compile(r"^\s*#.*$", re.MULTILINE)


def find_interview(text: str, author: str | None = None) -> tuple[Turn, ...]:
    """The questions and answers of such an interview in order; none where it is not plain who answers.

    Questions are no turns where nobody says who asks.
    """
    asked = list(BOLD_QUESTION.finditer(text))
    if len(asked) < _FEWEST or sum(one["asked"].endswith("?") for one in asked) < _SHARE * len(asked):
        return ()
    answers = [_answer(text, one.end(), end) for one, end in up_to_next(asked, len(text))]
    personal = sum(bool(_FIRST_PERSON.search(text[a.start : a.end])) for a in answers)
    # What stands under a heading of its own, a list of questions and answers, is of nobody who was named before it.
    headings = [found.start() for found in _HEADING.finditer(text, 0, asked[0].start())]
    lead = text[headings[-1] if headings else 0 : asked[0].start()]
    who_asks = _interviewer(lead) or author
    answering = _interviewee(lead, who_asks)
    if answering is None or personal < _SHARE * len(answers):
        return ()
    turns = []
    for one, answer in zip(asked, answers, strict=True):
        if who_asks:
            turns.append(Turn(who_asks, _nowhere(one.start("asked")), Span(*one.span("asked"))))
        if answer.start < answer.end:
            turns.append(Turn(answering, _nowhere(answer.start), answer))
    return tuple(turns)


def _answer(text: str, start: int, end: int) -> Span:
    """What is said between two places, up to a heading or note, without the space around it."""
    note = PART_ENDS.search(text, start, end)
    return trimmed(text, start, note.start() if note else end)


def _nowhere(at: int) -> Span:
    """An empty span: no label says who speaks."""
    return Span(at, at)


def _interviewer(lead: str) -> str | None:
    """Who asks, by the words over an interview: "She talks to Bo Lund", "Interview by Bo Lund", "Bo Lund talks to Ann Lee"."""
    for form in (_TALKS_TO, _ASKING):
        for found in form.finditer(lead):
            name = _NAME.match(lead, found.end())
            if name is not None and is_name(name.group()):
                return name.group()
    talks = _ASKED_BY.search(lead)
    return talks["who"] if talks is not None and is_name(talks["who"]) else None


def _interviewee(lead: str, asking: str | None) -> str | None:
    """Whom the words over an interview name most, in its headings only where nowhere else; None where they name nobody."""
    for words in (_HEADING.sub("", lead), lead):
        found = (m.group().removesuffix("’s").removesuffix("'s") for m in _NAME.finditer(words))
        names = [name for name in found if is_name(name) and name != asking]
        known = [name for name in names if gender_of_name(name.split()[0])] or names
        if known:
            most = Counter(known)
            return max(most, key=lambda name: (most[name], -known.index(name)))
    return None
