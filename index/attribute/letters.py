"""Reads pages of letters: what stands above a signature is in the words of whoever signs it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.attribute.titles import FIRST_NAMES, HONORIFICS, bare
from index.attribute.transcript import Turn
from index.shapes import CLOSING, ends_sentence, is_name, trimmed
from index.types import Span

_LINE = re.compile(r"[^\n]*\S")
_SIGNATURE = re.compile(
    r"[\s*_]*(?P<dash>[—–―-]+\s*)?[*_]*(?:\((?:Dr|Rev|Prof|Mrs?|Ms|Miss|Sir|Dame|Cllr)\.?\)\s+)?(?P<name>[^,(|\n]+?)[*_]*\s*(?:\(\d{1,3}\))?\s*(?:[,(|]\s*(?P<rest>[^\n]*?)\)?)?[\s*_]*"
)
_INLINE = re.compile(
    r"(?<=[.!?”\"])\s+[*_]*[—–―-]+\s*[*_]*(?P<name>[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){1,3})[*_]*(?:\s*\([^)\n]{1,20}\))?(?:,\s*(?P<rest>[^\n]{1,60}?))?[*_]*\s*$",
    re.MULTILINE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Mm]ine)\b")
_GREETING = re.compile(r"[\s*_]*(?:Dear\b|(?:Sirs?|Madam|Editor|To the [Ee]ditor)\b[^\w\n]{1,4}(?:\s|$))")
_FOREWORD = re.compile(
    r"\b(?:foreword|preface|message|letter|welcome|word|introduction|statement|address|note)\b", re.IGNORECASE
)
"""Headings of what one person writes in a text of others."""
_INITIALS = re.compile(r"(?:[A-Z]\.[ ]?){2,3}")
_LONGEST_SIGNATURE = 120
"""Characters."""
_PROSE, _LETTER = 6, 8
"""Words that a line of a letter, and a whole letter, have at least."""


@dataclass(frozen=True, slots=True)
class _Signature:
    """A signed line: its number, who signs, and what is added to the name (a place, a post)."""

    line: int
    name: Span
    label: str
    rest: str | None


def find_letters(text: str) -> tuple[Turn, ...]:
    """Each letter of a page as a turn of who signs it; where fewer than two people sign, only a foreword or the like.

    Half of the letters at least must be in the first person: names also stand alone over sections and under pictures.
    """
    lines = [Span(*match.span()) for match in _LINE.finditer(text)]
    signed = [s for number in range(1, len(lines)) if (s := _signature(text, lines, number)) is not None]
    turns = [turn for line in lines if (turn := _signed_within(text, line)) is not None]
    for signature in signed:
        body = _body(text, lines, signature.line)
        if body is not None:
            turns.append(Turn(signature.label, signature.name, body, signature.rest))
    turns.sort(key=lambda turn: turn.content.start)
    personal = sum(bool(_FIRST_PERSON.search(text[t.content.start : t.content.end])) for t in turns)
    writers = {turn.label for turn in turns}
    if len(writers) >= 2 and personal * 2 >= len(turns):
        return tuple(turns)
    return tuple(foreword for turn in turns if (foreword := _foreword(text, lines, turn)) is not None)


def _foreword(text: str, lines: list[Span], turn: Turn) -> Turn | None:
    """A signed part of somebody else's text from the heading that says so on: a foreword, a director's message."""
    at = next(n for n, line in enumerate(lines) if line.start <= turn.content.start < line.end)
    while at > 0 and _is_prose(text[lines[at - 1].start : lines[at - 1].end], least=1):
        at -= 1
    heading = text[lines[at - 1].start : lines[at - 1].end] if at > 0 else ""
    body = Span(trimmed(text, lines[at].start, turn.content.end).start, turn.content.end)
    plain = _FIRST_PERSON.search(text[body.start : body.end]) and _FOREWORD.search(heading)
    return Turn(turn.label, turn.source, body, turn.role) if plain else None


def _signed_within(text: str, line: Span) -> Turn | None:
    """A letter of one paragraph with its signature at the end of it ("… paid fourpence. – Agnes Toll, Upper Tarn")."""
    found = _INLINE.search(text, line.start, line.end)
    if found is None or not _names_someone(found["name"]):
        return None
    body = Span(line.start, found.start())
    if len(text[body.start : body.end].split()) < _LETTER:
        return None
    return Turn(found["name"], Span(*found.span("name")), body, (found["rest"] or "").strip(" .*_") or None)


def _signature(text: str, lines: list[Span], number: int) -> _Signature | None:
    """The signature on a line: a name under prose or a closing, with little behind it."""
    line = text[lines[number].start : lines[number].end]
    found = _SIGNATURE.fullmatch(line)
    if found is None or len(line) > _LONGEST_SIGNATURE or not _names_someone(found["name"]):
        return None
    if ends_sentence(line) and not (found["dash"] and _INITIALS.fullmatch(found["name"])):
        return None
    above = text[lines[number - 1].start : lines[number - 1].end]
    closed = bool(CLOSING.fullmatch(above.strip(" *_")))
    if not (closed or _is_prose(above)):
        return None
    below = text[lines[number + 1].start : lines[number + 1].end] if number + 1 < len(lines) else ""
    ends = not _is_prose(below) or _GREETING.match(below)
    if not (closed or ends or found["dash"] or _is_plainly_a_person(found["name"])):
        return None  # a section that is named after a place
    begin, end = found.span("name")
    rest = (found["rest"] or "").strip(" .") or None
    return _Signature(number, Span(lines[number].start + begin, lines[number].start + end), found["name"], rest)


def _names_someone(name: str) -> bool:
    """Whether some words have the form of a person's name, in capitals too, or are initials ("D.K.")."""
    if _INITIALS.fullmatch(name):
        return True
    return is_name(name.title() if name.isupper() else name)


def _is_plainly_a_person(name: str) -> bool:
    """Whether a title or a common first name leads a name."""
    first = bare(name.split()[0])
    return first in HONORIFICS or first in FIRST_NAMES


def _body(text: str, lines: list[Span], signature: int) -> Span | None:
    """The letter above a signature: the prose up to the heading, greeting or signature over it."""
    last = signature - 1
    if CLOSING.fullmatch(text[lines[last].start : lines[last].end].strip(" *_")):
        last -= 1
    first = last + 1
    while first > 0 and _is_prose(text[lines[first - 1].start : lines[first - 1].end], least=1):
        first -= 1
    if first > last:
        return None
    body = Span(lines[first].start, lines[last].end)
    return body if len(text[body.start : body.end].split()) >= _LETTER else None


def _is_prose(line: str, least: int = _PROSE) -> bool:
    """Whether a line is one or more sentences."""
    return (ends_sentence(line) or line.rstrip().endswith(":")) and len(line.split()) >= least
