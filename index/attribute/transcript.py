"""Reads turns of speech: "Q." and "A.", "NAME: ..." at the head of lines, in depositions, interviews and hearings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.attribute.titles import is_post
from index.attribute.wordlist import words
from index.shapes import is_name
from index.types import Span

# A label opens its line; where hand-broken lines were joined, a wide gap is what is left of the line break.
# "[00:41]", "(1:02:33)": where in a recording a turn begins.
_AT = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?(?:[^\S\n]*[-–—])?[^\S\n]*)"
_ANSWERED = re.compile(
    r"(?:^[^\S\n]*|(?<=[^\S\n]{3}))(?:\d{1,3}[^\S\n]+)?(?P<label>Q|A)\s?[.:][^\S\n]+(?=\S)", re.MULTILINE
)
_NAMED = re.compile(
    rf"^[^\S\n]*{_AT}?(?:Q?\d{{1,4}}\.?[^\S\n]+)?(?:\*\*|__)?{_AT}?(?:\*\*|__)?"
    r"(?P<label>(?:[A-Z][\w.’'-]*|[A-Z]\.)(?:[ ](?:[A-Z][\w.’'-]*|of|the|for|and|de|van|von)){0,8})"
    r"(?:[^\S\n][(\[](?P<role>[^)\]\n]{1,60})[)\]](?:[^\S\n]\((?P<more>[^)\n]{1,20})\))?)?"
    r"(?:\*\*|__)?:(?:\*\*|__)?[^\S\n]+(?=\S)",
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
    "from to cc bcc date sent subject re attn attachments attached witnesses members present absent apologies attendance attendees title "
    "author authors abstract keywords summary note notes source sources image photo credit video audio tags category "
    "published updated location venue time agenda item action actions resolved decision motion vote result results "
    "contact email phone tel fax web website address price rating verdict pros cons score warning example figure "
    "table chapter section part step question answer introduction conclusion background reported case court tip "
    "update related advertisement editor correction clarification copyright between before live breaking exclusive watch analysis opinion"
)
_NOTES = words("note notes comment present evidence")
"""Ends a label that is a heading, with whose it is."""
_STAMP, _FEWEST = 5, 4
"""Characters of a time; turns of a transcript."""
_MOST_LABELS = 12  # different names in one transcript; a glossary has more
_HOSTS = words("host moderator presenter interviewer")
_PARTS = _HOSTS | words("guest speaker caller panellist panelist audience listener witness")
_BEFORE_OFFICES = frozenset({"The", "Madam", "Mr", "Mister", "Her", "His"})
_ASIDE = re.compile(
    r".*\d.*|[a-z]+(?:s|ing)|(?:via|by|over|from|on|in|off|to)\b.*|(?:sic|aside|pause|inaudible|male|female|cont.*|voice.*)",
    re.IGNORECASE,
)
"""What stands in brackets behind a name and is no role: a time, a gesture, how somebody is heard."""
_HANDLES = re.compile(
    r"^\W*[\[(\d@<]|[a-z][\d_-]|[\])]:|\b(?:opened|wrote|commented|replied|asked|posted|added|answered)\b",
    re.IGNORECASE,
)
"""Shows that a label in small letters is somebody's: a time, a number in it, a bracket or a verb behind it."""
_SECOND_ITEM = re.compile(r"^[^\S\n]*B[.:)]\s", re.MULTILINE)
_SAID = 4
"""Words that what somebody says has, mostly: fields of a form are shorter."""
_EXAMINER = re.compile(
    r"(?i:\b(?:EXAMINATION|QUESTIONS?)\s+BY\s+(?P<name>(?:M[RS]S?\.\s+)?[A-Z][A-Z.’'\- ]{2,40}))"
    r"|^[^\S\n]*BY[^\S\n]+(?P<goes_on>M[RS]S?\.[^\S\n]+[A-Z][A-Z.’'\- ]{2,40}):",
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


def up_to_next(found: Sequence[re.Match[str]], end: int) -> Iterator[tuple[re.Match[str], int]]:
    """Each match with where the next one begins, the last one with the end."""
    ends = [*(match.start() for match in found), end][1:]
    return zip(found, ends, strict=True)


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
    answered = _labels(_ANSWERED, text)
    named = [one for one in _labels(_NAMED, text) if not (_is_heading(one.text) or _only_names(text, one))]
    kept = _of_talk(answered, named + _handles(text)) or _of_talk(answered, named) or _of_answers(text, answered, named)
    if not kept:
        return _introduced(text)
    starts = sorted({label.span: label for label in kept}.values(), key=lambda label: label.span)
    return tuple(_turn(text, starts, number) for number in range(len(starts)))


def _of_talk(answered: Sequence[_Label], named: Sequence[_Label]) -> list[_Label]:
    """The labels of people who speak by turns, two of them at least more than once; none where there is no such talk."""
    names = Counter(label.text for label in named)
    repeated = sum(count >= 2 for count in names.values())
    timed = all(label.span[0] - label.line >= _STAMP for label in named)  # a time before every label is talk
    if repeated < (1 if timed else 2) or not 2 <= len(names) <= _MOST_LABELS or len(named) < _FEWEST:
        return []
    return [*named, *(answered if _asked_and_answered(answered) else [])]


def _of_answers(text: str, answered: Sequence[_Label], named: Sequence[_Label]) -> list[_Label]:
    """The labels of questions and answers, who asks by letter or by name, with what counsel puts in between."""
    shouted = [label for label in named if label.text.isupper()]
    if not _asked_and_answered(answered):
        most = max(Counter(label.text for label in shouted).values(), default=0)
        by_name = most >= 2 and sum(label.text == "A" for label in answered) >= 2
        if not by_name or _SECOND_ITEM.search(text):
            return []  # one item of a list
        return [*answered, *shouted]
    # An objection by counsel stands among the questions and answers under a name in capitals.
    return [*answered, *(label for label in shouted if label.line > answered[0].line)]


def _asked_and_answered(answered: Sequence[_Label]) -> bool:
    kinds = Counter(label.text for label in answered)
    return min(kinds["Q"], kinds["A"]) >= 2


def _is_heading(label: str) -> bool:
    """Whether a label stands over a note, a date or the like, by itself or with whose it is ("REPORTER'S NOTE")."""
    return label.casefold() in NO_SPEAKERS or label.casefold().split()[-1] in _NOTES


def _only_names(text: str, label: _Label) -> bool:
    """Whether a line only says who plays a part ("Interviewer: Ann Lee")."""
    plays = label.text.casefold().split()[-1] in _PARTS or is_post(label.text.split()[-1])
    return plays and is_name(text[label.begin :].partition("\n")[0].strip(" *_.")) and "\n" in text[label.begin :]


def _handles(text: str) -> list[_Label]:
    """The labels in small letters of a chat: some of them plainly nobody's words, before sentences and no fields of a form."""
    matches = [match for match in _HANDLE.finditer(text) if match["label"] not in NO_SPEAKERS]
    lines = [text[match.end() :].partition("\n")[0] for match in matches]
    said = sum(line.rstrip(' *_"”)').endswith((".", "?", "!")) and len(line.split()) >= _SAID for line in lines)
    plain = any(_HANDLES.search(match.group()) for match in matches)
    return _as_labels(matches) if plain and said * 2 > len(matches) else []


def _introduced(text: str) -> tuple[Turn, ...]:
    """Those who are heard one after the other, each introduced with a post; each speaks to the end of the paragraph."""
    turns = []
    for match in _INTRODUCED.finditer(text):
        content = Span(match.end(), _last_end(text, match.end()))
        words = text[content.start : content.end].split()
        holds_post = any(is_post(word) for word in match["post"].split())
        if is_name(match["label"]) and holds_post and len(words) >= _SAID and words[-1].rstrip('"”)')[-1:] in ".?!":
            turns.append(Turn(match["label"], Span(*match.span("label")), content, match["post"]))
    return tuple(turns) if len({turn.label for turn in turns}) >= _HEARD else ()


def _labels(pattern: re.Pattern[str], text: str) -> list[_Label]:
    """What looks like a label of a turn."""
    return _as_labels(list(pattern.finditer(text)))


def _as_labels(found: Sequence[re.Match[str]]) -> list[_Label]:
    """The labels; whoever plays a part or speaks in an office goes by the name in brackets, a host by it in later turns too."""
    beside = [_beside(match) for match in found]
    hosts: dict[str, set[str]] = {}
    for match, (name, _) in zip(found, beside, strict=True):
        if name and (match["label"].casefold() in _HOSTS or _is_office(match["label"])):
            hosts.setdefault(match["label"], set()).add(name)
    labels = []
    for match, (name, role) in zip(found, beside, strict=True):
        (host, *others) = hosts.get(match["label"], {""})
        known = name or ("" if others else host) or match["label"]
        labels.append(_Label(known, match.start(), match.span("label"), match.end(), role))
    return labels


def _beside(match: re.Match[str]) -> tuple[str, str | None]:
    """The name and the role in the brackets of a label ("GUEST (Ann Lee, gardener)"); times and gestures are none."""
    found = match.groupdict()
    words = found.get("role") or ""
    name, _, rest = (part.strip() for part in words.partition(","))
    if name[:1].isupper() and match["label"].casefold() in _PARTS:
        return name, rest or match["label"].lower()
    if is_name(words) and _is_office(match["label"]):
        return words, match["label"].removeprefix("The ")
    words = ", ".join(part for part in (words, found.get("more")) if part)
    return "", words if words and not _ASIDE.fullmatch(words) else None


def _is_office(label: str) -> bool:
    """Whether a label says in what office somebody speaks, and names nobody ("The Secretary of State for Transport")."""
    words = label.split()
    return words[0] in _BEFORE_OFFICES and any(
        is_post(word.rpartition("-")[2]) or word.casefold() in _PARTS for word in words
    )


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
    found = [(match["name"] or match["goes_on"]).strip() for match in _EXAMINER.finditer(text, 0, at)]
    return found[-1] if found else None


def witness_of(text: str, at: int) -> str | None:
    """Who answers at this place, by the last "deposition of" or "interview with" before it."""
    found = [match.group("name").strip() for match in _WITNESS.finditer(text, 0, at)]
    return found[-1] if found else None
