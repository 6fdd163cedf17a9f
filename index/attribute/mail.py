"""Reads threads of mails: each part belongs to who wrote it, quoted lines to whom they are quoted from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from index.attribute.titles import is_post
from index.attribute.transcript import Turn
from index.shapes import is_name
from index.types import Span

_FROM = re.compile(r"^[^\S\n]*(?:\*\*)?From:(?:\*\*)?[^\S\n]+(?P<line>[^\n]+)$", re.MULTILINE)
_BESIDE = re.compile(r"[\s,;|]\b(?:To|Cc|Date|Sent|Subject):")
"""A further field on the line that says from whom a mail is."""
_ADDRESS = re.compile(r"[<(\[]")
_FIELD = re.compile(
    r"[^\S\n]*(?:\*\*)?(?:To|Cc|Bcc|Date|Sent|Subject|Reply-To|Importance)\s?:(?:\*\*)?[^\n]*\n?", re.IGNORECASE
)
_WROTE = re.compile(
    r"^(?:>[^\S\n]*)*(?:On|Am|Le)[^\S\n][^\n]{4,90}?\d[^\n]{0,60}?,[^\S\n](?P<name>[^\n,<:]{2,60}?)"
    r"(?:[^\S\n]*<[^\n>]*>)?\s+wrote:[^\S\n]*$",
    re.MULTILINE,
)
_QUOTED = re.compile(r"^(?:[^\S\n]*>[^\n]*(?:\n|$))+", re.MULTILINE)
_RULE = re.compile(
    r"(?:\s*^[-_=\s]*(?:Original Message|Forwarded message)?[-_=\s]*$)+\s*\Z", re.MULTILINE | re.IGNORECASE
)
_MARKS = re.compile(r"^[^\S\n]*(?:>[^\S\n]*)+", re.MULTILINE)
_LAST_LINES, _LONGEST_ROLE = 6, 9
"""Lines of a mail's end in which it is signed; words of what is said there of the writer."""
_ROLE = re.compile(r"[^\W\d_][^\d@/:.!?]*")
_ENOUGH = 12
"""Characters of a quoted passage that are enough to say from which mail it is."""


@dataclass(frozen=True, slots=True)
class _Mail:
    """One mail of a thread: who wrote it, where that is said, and its body."""

    writer: str
    named: tuple[int, int]
    begin: int
    end: int


def find_mails(text: str) -> tuple[Turn, ...]:
    """What each writer of a thread wrote, as turns in order; none where the text is no thread of two and more."""
    mails = _mails(text)
    if len({mail.writer for mail in mails}) < 2:
        return ()
    turns = [turn for mail in mails for turn in _parts(text, mail, mails)]
    return tuple(sorted(turns, key=lambda turn: turn.content))


def _mails(text: str) -> list[_Mail]:
    """The mails by their heads: ``From:`` among other fields, and ``On …, NAME wrote:`` over quoted lines."""
    heads = [head for m in _FROM.finditer(text) if (head := _head(text, m)) is not None]
    heads += [(m.start(), m.span("name"), m["name"].strip(' "'), m.end()) for m in _WROTE.finditer(text)]
    heads.sort()
    ends = [*(head[0] for head in heads), len(text)][1:]
    return [
        _Mail(name, named, begin, end) for (_, named, name, begin), end in zip(heads, ends, strict=True) if begin < end
    ]


def _head(text: str, found: re.Match[str]) -> tuple[int, tuple[int, int], str, int] | None:
    """Where a head begins, where it names the writer, who that is, and where the body begins; None for another line.

    A field of a mail's head follows, or stands on the line itself; else the line must name a person before a gap.
    """
    line = found["line"]
    beside = _BESIDE.search(line)
    named = _ADDRESS.split(line[: beside.start()] if beside else line, maxsplit=1)[0].rstrip(' ",;')
    writer = _writer(named.strip(' "'))
    at, fields = found.end() + 1, 0
    while (field := _FIELD.match(text, at)) is not None:
        at, fields = field.end(), fields + 1
    stands_alone = (beside or text[found.end() : found.end() + 2] == "\n\n") and (is_name(writer) or "@" in line)
    if not writer or not (fields or stands_alone):
        return None
    begin = found.start("line")
    return found.start(), (begin, begin + len(named)), writer, at


def _writer(name: str) -> str:
    """Who is named, without the firm behind a comma; a surname before a first name stays as it stands."""
    first, _, rest = name.partition(",")
    return first if is_name(first) and len(rest.split()) > 1 else name


def _parts(text: str, mail: _Mail, mails: list[_Mail]) -> list[Turn]:
    """A mail's own words and the passages that it quotes from others, each as a turn."""
    found, at = [], mail.begin
    quotes = _QUOTED.finditer(text, mail.begin, mail.end)
    for quoted in quotes:
        if not text[mail.begin : quoted.start()].strip() and _WROTE.match(text[: mail.begin].rpartition("\n")[2]):
            continue  # "On …, NAME wrote:" stands over the quoted words themselves
        found.append(_turn(text, mail, at, quoted.start()))
        at = quoted.end()
        origin = _origin(text, quoted, mail, mails)
        if origin is not None:
            found.append(_turn(text, origin, *quoted.span()))
    found.append(_turn(text, mail, at, mail.end))
    return [turn for turn in found if turn is not None]


def _turn(text: str, mail: _Mail, begin: int, end: int) -> Turn | None:
    """Some of a mail's words as a turn, None where there are none."""
    end = begin + len(_RULE.sub("", text[begin:end]).rstrip())
    while begin < end and text[begin].isspace():
        begin += 1
    role = _signed_role(text[begin:end], mail.writer)
    return Turn(mail.writer, Span(*mail.named), Span(begin, end), role) if begin < end else None


def _signed_role(text: str, writer: str) -> str | None:
    """The post that stands in the line below a writer's name at the end of a mail; None where there is none."""
    lines = [line.strip(" *_,–—-") for line in text.split("\n")[-_LAST_LINES:]]
    names = {writer.casefold(), *writer.casefold().split()}
    for name, below in pairwise(lines):
        if name.casefold() in names and 0 < len(below.split()) <= _LONGEST_ROLE and _ROLE.fullmatch(below):
            return below if any(is_post(word.strip(",")) for word in below.split()) else None
    return None


def _origin(text: str, quoted: re.Match[str], holder: _Mail, mails: list[_Mail]) -> _Mail | None:
    """The other mail whose words a quoted passage repeats."""
    words = _plain(quoted.group())
    if len(words) < _ENOUGH:
        return None
    others = (mail for mail in mails if mail.writer != holder.writer)
    return next((mail for mail in others if words in _plain(text[mail.begin : mail.end])), None)


def _plain(text: str) -> str:
    """The words of a passage without quote marks and line breaks."""
    return " ".join(_MARKS.sub("", text).split())
