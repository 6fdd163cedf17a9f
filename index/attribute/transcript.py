"""Reads turns of speech: "Q." and "A.", "NAME: ..." at the head of lines, in depositions, interviews and hearings."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from index.attribute.wordlist import words
from index.shapes import is_name
from index.types import Span

# A label opens its line; where hand-broken lines were joined, a wide gap is what is left of the line break.
# "[00:41]", "(1:02:33)": where in a recording a turn begins.
_AT = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?[^\S\n]*[-–—]?[^\S\n]*)"
_ANSWERED = re.compile(r"(?:^|[^\S\n]{3})[^\S\n]*(?:\d{1,3}[^\S\n]+)?(?P<label>Q|A)\s?[.:][^\S\n]+(?=\S)", re.MULTILINE)
_NAMED = re.compile(
    rf"^[^\S\n]*{_AT}?(?:\d{{1,3}}[^\S\n]+)?(?:\*\*|__)?{_AT}?(?:\*\*|__)?"
    r"(?P<label>(?:[A-Z][\w.’'-]*|[A-Z]\.)(?:[ ](?:[A-Z][\w.’'-]*|of|the|for|and|de|van|von)){0,5})"
    r"(?:[^\S\n][(\[](?P<role>[^)\]\n]{1,40})[)\]])?(?:\*\*|__)?:(?:\*\*|__)?[^\S\n]+(?=\S)",
    re.MULTILINE,
)
# One of several who are heard in a row: "Ann Lee, convenor of the union: We will stay."
_INTRODUCED = re.compile(
    r"^[^\S\n]*(?:[-*•][^\S\n]+)?(?:\*\*|__)?(?P<label>[^\W\d_a-z][^\n,:.]{2,38}[^\W\d_]),[^\S\n]+(?P<post>[^\n:.]{3,60}?)(?:,[^\S\n]*\d{1,3})?"
    r"(?:\*\*|__)?:(?:\*\*|__)?[^\S\n]+(?=\S)",
    re.MULTILINE,
)
_HEARD = 3
"""People who are introduced in a row."""
# A name by which somebody is known in a chat or a forum: "olamide-t (maintainer): Thanks".
_HANDLE = re.compile(
    rf"^[^\S\n]*{_AT}?(?:\*\*|__)?[@<]?(?P<label>[a-z_][\w.-]{{2,24}})>?"
    r"(?:[^\S\n][(\[](?P<role>[^)\]\n]{1,40})[)\]])?"
    r"(?:[^\S\n](?:opened|wrote|commented|replied|asked|posted|added|answered)\b[^:\n]{0,40})?"
    r"(?:\*\*|__)?:(?:\*\*|__)?[^\S\n]+(?=\S)",
    re.MULTILINE,
)
# Heads of letters, lists and tables, which look like turns.
NO_SPEAKERS = words(
    "from to cc bcc date sent subject re attn attachments attached present absent apologies attendance attendees title "
    "author authors abstract keywords summary note notes source sources image photo credit video audio tags category "
    "published updated location venue time agenda item action actions resolved decision motion vote result results "
    "contact email phone tel fax web website address price rating verdict pros cons score warning example figure "
    "table chapter section part step question answer introduction conclusion background reported case court tip "
    "update related advertisement editor correction clarification copyright"
)
_MOST_LABELS = 12  # different names in one transcript; a glossary has more
_PARTS = words("host guest speaker caller moderator presenter interviewer panellist panelist audience listener witness")
_SAID = 4
"""Words that most of what stands behind a handle has: fields of a form are shorter."""
_EXAMINER = re.compile(
    r"(?i:\b(?:EXAMINATION|QUESTIONS?)\s+BY\s+|^[^\S\n]*BY\s+(?=M[RS]S?\.))"
    r"(?P<name>(?i:(?:M[RS]S?\.\s+)?[A-Z][A-Z.’'\- ]{2,40}))",
    re.MULTILINE,
)
_WITNESS = re.compile(
    r"(?i:\b(?:(?:deposition|testimony|examination|interview|evidence|conversation)\s+(?:of|with)|interviews|"
    r"(?:talk|speak|chat)(?:s|ed|ing)?\s+(?:to|with)|spoke\s+(?:to|with)|sat\s+down\s+with|questions\s+(?:for|to))\s+)"
    r"(?:(?i:the\s+)[\w -]{3,40}\s)?(?P<name>(?:[^\W\d_a-z][\w.’'-]*[ \t]+){1,3}[^\W\d_a-z][\w’'-]*)"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says without a break: the label, where it stands, the words, and what the label adds to a name."""

    label: str
    source: Span
    content: Span
    role: str | None = None


@dataclass(frozen=True, slots=True)
class _Label:
    """A label of a turn: where its line begins, where it stands, and where the words behind it begin."""

    text: str
    line: int
    span: tuple[int, int]
    begin: int
    role: str | None = None


def find_turns(text: str) -> tuple[Turn, ...]:
    """The turns of a text in order; none unless the text is plainly a transcript."""
    answered, named, introduced = _labels(_ANSWERED, text), _labels(_NAMED, text), _introduced(text)
    kinds = Counter(label.text for label in answered)
    named = [label for label in named if not _is_heading(label.text)] + _handles(text)
    names = Counter(label.text for label in named)
    repeated = sum(count >= 2 for count in names.values())
    # Who asks may stand there by name.
    is_dialogue = min(kinds["Q"], kinds["A"]) >= 2 or (kinds["A"] >= 2 and repeated == 1)
    if repeated >= 2 and len(names) <= _MOST_LABELS and len(named) >= 4:
        kept = named + (answered if is_dialogue else [])
    elif is_dialogue:
        # An objection by counsel stands among the questions and answers under a name in capitals.
        asks = {name for name, count in names.items() if count >= 2} if not kinds["Q"] else set()
        kept = answered + [
            label for label in named if label.text in asks or (label.text.isupper() and label.line > answered[0].line)
        ]
    elif len({label.text for label in introduced}) >= _HEARD:
        kept = introduced + [label for label in named if label.line > introduced[0].line]
    else:
        return ()
    starts = sorted({label.span: label for label in kept}.values(), key=lambda label: label.span)
    return tuple(_turn(text, starts, number) for number in range(len(starts)))


def _is_heading(label: str) -> bool:
    """Whether a label stands over a note, a date or the like, by itself or with whose it is ("REPORTER'S NOTE")."""
    return label.casefold() in NO_SPEAKERS or label.casefold().split()[-1] in ("note", "notes", "comment")


def _handles(text: str) -> list[_Label]:
    """The labels in small letters, where they stand before sentences and not before the fields of a form."""
    found = [label for label in _labels(_HANDLE, text) if label.text not in NO_SPEAKERS]
    lines = [text[label.begin :].partition("\n")[0] for label in found]
    said = sum(line.rstrip(' *_"”)').endswith((".", "?", "!")) and len(line.split()) >= _SAID for line in lines)
    return found if said * 2 > len(found) else []


def _introduced(text: str) -> list[_Label]:
    """The labels that are a person's name with a post."""
    return [
        _Label(m["label"], m.start(), m.span("label"), m.end(), m["post"])
        for m in _INTRODUCED.finditer(text)
        if is_name(m["label"])
    ]


def _labels(pattern: re.Pattern[str], text: str) -> list[_Label]:
    """What looks like a label of a turn; who plays a part is named in brackets, at its first turn at least."""
    found = list(pattern.finditer(text))
    named: dict[str, set[str]] = {}
    for match in found:
        named.setdefault(match["label"], set()).update(_beside(match)[:1])
    labels = []
    for match in found:
        beside, players = _beside(match), named[match["label"]] - {""}
        name = beside[0] or (players.copy().pop() if len(players) == 1 else match["label"])
        labels.append(_Label(name, match.start(), match.span("label"), match.end(), beside[1]))
    return labels


def _beside(match: re.Match[str]) -> tuple[str, str | None]:
    """The name and the role in the brackets of a label ("GUEST (Ann Lee, gardener)"); times and dates are none."""
    words = match.groupdict().get("role") or ""
    name, _, rest = (part.strip() for part in words.partition(","))
    if is_name(name) or (name[:1].isupper() and match["label"].casefold() in _PARTS):
        return name, rest or match["label"].lower()
    return "", words if words and not any(sign.isdigit() for sign in words) else None


def _turn(text: str, labels: list[_Label], number: int) -> Turn:
    """One turn: up to the next label, the last one to the end of its paragraph."""
    label = labels[number]
    limit = labels[number + 1].line if number + 1 < len(labels) else _last_end(text, label.begin)
    heading = _EXAMINER.search(text, label.begin, limit)
    if heading is not None and "\n" in text[label.begin : heading.start()]:
        limit = text.rfind("\n", label.begin, heading.start())
    end = label.begin + len(text[label.begin : limit].rstrip())
    return Turn(label.text, Span(*label.span), Span(label.begin, max(end, label.begin + 1)), label.role)


def _last_end(text: str, begin: int) -> int:
    """The last turn ends with its paragraph: what follows may be a note or signature."""
    gap = re.compile(r"\n\s*\n").search(text, begin)
    return gap.start() if gap else len(text)


def examiner_before(text: str, at: int) -> str | None:
    """Who asks the questions at this place, by the last "EXAMINATION BY" before it."""
    found = [match.group("name").strip() for match in _EXAMINER.finditer(text, 0, at)]
    return found[-1] if found else None


def witness_of(text: str, at: int) -> str | None:
    """Who answers at this place, by the last "deposition of" or "interview with" before it."""
    found = [match.group("name").strip() for match in _WITNESS.finditer(text, 0, at)]
    return found[-1] if found else None
