"""Who wrote a text, by the text itself: bylines, notes on the author, signatures.

Each finder looks for one convention and returns an ``Author`` or None; ``find_author`` asks them in order of how
plainly the convention speaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.dates import find_date, is_date
from index.shapes import (
    ABOUT_AUTHOR,
    CLOSING,
    SALUTATION,
    bare,
    ends_sentence,
    is_name,
    is_noise,
    is_stamp,
    key,
    kind_label,
    word_count,
)

HEADER_LINES = 15
"""Lines with text from the top within which titles, bylines and labels stand."""
_NEARBY = 3
"""Lines between a name standing alone and the date or label that shows it to be a byline."""
_LONGEST_ROLE, _LONGEST_MASTHEAD = 25, 12
"""Words; a masthead gives the publication with its date."""
_CLOSING_LINES = 8
"""Lines from the end within which a note on the author without a label stands."""

_LABEL = (
    r"(?:(?:words|written|reported|reporting|story|text|review|reviewed|interview|interviewed|prepared|submitted|"
    r"compiled|edited|minutes(?:\s+(?:taken|prepared|recorded|kept))?|taken|recorded|report)\s+by"
    r"|(?:witness\s+)?statement\s+(?:of|by)|case\s+officer|report\s+author"
    r"|by|authors?|byline|writer|interviewer|minute[\s-]taker|reviewer|columnist|secretary\s+to\s+the\s+meeting)"
)
_BYLINE = re.compile(rf"{_LABEL}\s*:?\s+(?P<rest>\S.*)", re.IGNORECASE)
_ANYWHERE = re.compile(
    r"(?:(?:minutes|notes)\s+(?:taken|prepared|recorded|kept)\s+by|minute[\s-]taker|written\s+by|author"
    r"|interviewed\s+by|interview\s+by)\s*:?\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_TALKS = re.compile(
    r"(?P<name>[^\W\d_][^,.;:()]{2,50}?)\s+(?:(?:talks|speaks|sits\s+down)\s+(?:to|with)|interviews|meets"
    r"|in\s+conversation\s+with)\s+[^\W\d_]"
)
_FROM = re.compile(r"from\s*:\s*(?P<rest>\S.*)", re.IGNORECASE)
_ENVELOPE = re.compile(r"(?:to|date|subject|cc|sent|re)\s*:", re.IGNORECASE)
_AFTER_NAMES = re.compile(
    r"\s*(?:\||·|•|–|—|\s-\s|<|\(|\bon\b|\b(?:at|in)\s+(?-i:[A-Z])|,?\s*(?:published|updated)\b).*", re.IGNORECASE
)
_SWORN = re.compile(
    r"I,\s+(?P<name>[^,]{3,50}),\s.{0,200}?\b(?:will\s+say|will\s+state|make\s+oath|declare|depose|affirm|says?|states?)\b.*",
    re.IGNORECASE,
)
_JUDGED = re.compile(r"\b(?:judgment|judgement|reasons|ruling|decision|opinion|determination|award)\b", re.IGNORECASE)
_JUDGE = re.compile(
    r"(?:before|coram)?\s*:?\s*(?:(?:his|her)\s+honou?r\s+)?(?P<role>(?:[A-Z][a-z]+\s+){0,3}?"
    r"(?:Judge|Justice|Recorder|Magistrate|Adjudicator|Arbitrator|Coroner|Ombudsman))\s+(?P<name>\S.*)",
    re.IGNORECASE,
)
_AFFILIATION = re.compile(r"[\d*†‡§¹²³⁴⁵⁶⁷⁸⁹]+(?:,[\d*†‡§]+)*")
_BIO = re.compile(
    r"(?P<name>[^\W\d_][^,.;:()]{2,50}?(?:,?\s(?:Jr|Sr)\.)?),?\s+(?:is|was|serves\s+as|works\s+as|has\s+been)\s+"
    r"(?:currently\s+)?(?:an?|the|our)?\s*(?P<role>[^.]*(?:\.(?!\s|$)[^.]*)*)"
)
_POST = re.compile(
    r"\b(?:professor|lecturer|fellow|researcher|scholar|scientist|analyst|economist|historian|lawyer|attorney|director|"
    r"president|founder|chair(?:man|woman|person)?|editor|reporter|correspondent|journalist|writer|author|columnist|"
    r"contributor|student|candidate|teacher|engineer|physician|doctor|consultant|advis[eo]r|officer|ambassador|"
    r"diplomat|minister|senator|member|head|manager|specialist|expert|secretary|producer|critic|blogger|novelist)\b",
    re.IGNORECASE,
)
_HELD_AT = re.compile(r"\b(?:at|of|for|with|in)\s+(?:the\s+|an?\s+)?(?-i:[A-ZÀ-Þ])")


@dataclass(frozen=True, slots=True)
class Author:
    """A name as the text writes it, and what the text says this person is."""

    name: str
    role: str | None = None


def find_author(lines: Sequence[str]) -> Author | None:
    """The author by the lines of the text that hold something, in order; None where the text does not say.

    A name standing alone over a letter is the one it is sent to.
    """
    letter = any(SALUTATION.match(bare(line)) for line in lines[:HEADER_LINES])
    finders: tuple[Callable[[Sequence[str]], Author | None], ...] = (
        *(_labelled, _noted, _talking, _judging, _swearing),
        *(() if letter else (_standing_alone, _of_paper)),
        *(_signed, _sent, _closing_note),
    )
    return next((author for author in (find(lines) for find in finders) if author), None)


def about_note(lines: Sequence[str]) -> Author | None:
    """Whom the note under ``About the Author`` is about, with the post that person holds."""
    return _noted(lines)


def role_of(name: str, lines: Sequence[str]) -> str | None:
    """What a closing line of the form ``NAME is a …`` says of ``name``."""
    notes = (_bio(line) for line in lines[-_CLOSING_LINES:])
    return next((note.role for note in notes if note and key(note.name) == key(name)), None)


def holds_post_elsewhere(role: str | None) -> bool:
    """Whether ``role`` is a post at some institution: a contributor's, not one of the publication's own."""
    return bool(role and _POST.search(role) and _HELD_AT.search(role))


def is_byline(line: str) -> bool:
    """Whether the line is ``By NAME`` and the like."""
    match = _BYLINE.fullmatch(bare(line))
    return bool(match and _names(match["rest"]))


def is_bio(line: str) -> bool:
    """Whether the line opens with ``NAME is a ROLE``."""
    return _bio(line) is not None


def alone_at(lines: Sequence[str]) -> int | None:
    """The place of the header line that is a name alone, close to a date or a label of the publication."""
    header = [bare(line) for line in lines[:HEADER_LINES]]
    if any(map(SALUTATION.match, header)):
        return None
    for at, line in enumerate(header[1:], start=1):
        nearby = [other for place, other in enumerate(header) if place != at and abs(place - at) <= _NEARBY]
        if _is_names(line) and any(map(_is_masthead, nearby)):
            return at
    return None


def _labelled(lines: Sequence[str]) -> Author | None:
    """``By NAME, ROLE`` in the header; ``Written by`` and ``Minutes taken by`` anywhere."""
    header = (_BYLINE.fullmatch(_field(line)) for line in lines[:HEADER_LINES])
    anywhere = (_ANYWHERE.fullmatch(bare(line)) for line in lines)
    for match in (*header, *anywhere):
        author = _names(match["rest"]) if match else None
        if author:
            return author
    return None


def _judging(lines: Sequence[str]) -> Author | None:
    """The one judge who stands on a line of a judgment's header: its "I" is theirs."""
    header = [bare(line) for line in lines[:HEADER_LINES]]
    if not any(_JUDGED.search(line) and word_count(line) <= _LONGEST_MASTHEAD for line in header):
        return None
    found = [match for line in header if (match := _JUDGE.fullmatch(line)) and _is_judge(match["name"])]
    return Author(found[0]["name"].strip(" .,"), found[0]["role"]) if len(found) == 1 else None


def _is_judge(name: str) -> bool:
    """Whether what stands behind a judge's title is one name, or a surname alone."""
    return is_name(name) or bool(re.fullmatch(r"[A-Z][\w’'-]+", name))


def _swearing(lines: Sequence[str]) -> Author | None:
    """``I, NAME, of …, will say as follows`` of a statement or an affidavit."""
    found = (_SWORN.fullmatch(bare(line)) for line in lines[:HEADER_LINES])
    names = (match["name"].title() if match["name"].isupper() else match["name"] for match in found if match)
    return next((Author(name) for name in names if is_name(name)), None)


def _field(line: str) -> str:
    """The line without marks; a table row of two cells as ``label: value``."""
    if _BYLINE.match(bare(line)):
        return bare(line)  # "By Ann Lee | 3 May 2024"
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return bare(": ".join(cells) if len(cells) == 2 else line)


def _talking(lines: Sequence[str]) -> Author | None:
    """``NAME talks to NAME`` over an interview: the one who asks has written it down."""
    found = (_TALKS.match(bare(line)) for line in lines[:HEADER_LINES])
    return next((Author(match["name"]) for match in found if match and is_name(match["name"])), None)


def _names(rest: str) -> Author | None:
    """The names at the beginning of what follows a label, and the role after them."""
    before = _AFTER_NAMES.sub("", rest).strip(" .*_")
    if _is_names(before):
        return Author(before)
    name, _, role = before.partition(",")
    if is_name(name) and role.strip() and not find_date(role):
        return Author(name.strip(), _role(role))
    return Author(name.strip()) if is_name(name) else None


def _is_names(line: str) -> bool:
    """Whether the line is one name, or several joined by commas and ``and``."""
    if is_name(line):
        return True
    parts = re.split(r",\s*(?:and\s+)?|\s+(?:and|&|und|et)\s+", line)
    return bool(parts) and all(is_name(part) for part in parts)


def _standing_alone(lines: Sequence[str]) -> Author | None:
    at = alone_at(lines)
    return Author(bare(lines[at])) if at is not None else None


def _is_masthead(line: str) -> bool:
    dated = word_count(line) <= _LONGEST_MASTHEAD and "," in line and find_date(line) is not None
    return dated or is_stamp(line) or is_date(line) or is_noise(line) or kind_label(line) is not None


def _noted(lines: Sequence[str]) -> Author | None:
    """``About the Author``, then ``NAME is a ROLE``, on the same line or the next."""
    for at, line in enumerate(lines):
        match = ABOUT_AUTHOR.fullmatch(bare(line))
        note = (match["rest"] or " ".join(lines[at + 1 : at + 2])) if match else ""
        found = _bio(note) if note else None
        if found:
            return found
        if note and is_name(bare(note)):
            return Author(bare(note))
    return None


def _closing_note(lines: Sequence[str]) -> Author | None:
    """``NAME is a ROLE`` near the end, about somebody with a post whom the text names nowhere else."""
    for line in reversed(lines[-_CLOSING_LINES:]):
        found = _bio(line)
        if found and found.role and holds_post_elsewhere(found.role):
            surname = found.name.split()[-1]
            return found if sum(surname in other for other in lines) == 1 else None
    return None


def _bio(line: str) -> Author | None:
    match = _BIO.match(bare(line)) if len(line) < 1_000 else None
    if not match or not is_name(match["name"]) or not _POST.search(match["role"]):
        return None
    return Author(match["name"].strip(), _role(match["role"]))


def _role(text: str) -> str | None:
    """A role worth showing: without its article and full stop, and not a paragraph."""
    role = re.sub(r"^(?:an?|the)\s+", "", text.strip(" .*_"), flags=re.IGNORECASE)
    return role if role and word_count(role) <= _LONGEST_ROLE else None


def _of_paper(lines: Sequence[str]) -> Author | None:
    """The names between a paper's title and its abstract."""
    header = [bare(line) for line in lines[:HEADER_LINES]]
    abstract = next((at for at, line in enumerate(header) if line.casefold().startswith("abstract")), 0)
    for line in header[1:abstract]:
        plain = _AFFILIATION.sub("", line)
        if _is_names(plain):
            return Author(plain)
    return None


def _signed(lines: Sequence[str]) -> Author | None:
    """The name under a letter's closing, and the line under it as the role."""
    for at in range(len(lines) - 1, 0, -1):
        if CLOSING.fullmatch(bare(lines[at - 1])) and _is_names(bare(lines[at])):
            below = bare(lines[at + 1]) if at + 1 < len(lines) else ""
            plain = below and not re.search(r"[\d@:]", below) and not ends_sentence(below)
            return Author(bare(lines[at]), _role(below) if plain else None)
    return None


def _sent(lines: Sequence[str]) -> Author | None:
    """``From:`` among the lines of an envelope."""
    header = [bare(line) for line in lines[:HEADER_LINES]]
    if not any(_ENVELOPE.match(line) for line in header):
        return None
    found = (_FROM.fullmatch(line) for line in header)
    return next((author for author in (_names(match["rest"]) for match in found if match) if author), None)
