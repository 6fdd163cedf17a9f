"""Reads chats as they are exported: each message belongs to whoever is named beside its date and time.

"[12/05/2024, 18:02:11] Ann Lee: …" and "12/05/2024, 18:02 - Ann Lee: …" (WhatsApp, Signal), "Ann Lee 10:02 AM" above the
words (Slack, Discord, Teams), "18:02 <ann> …" (IRC). So do the posts of a forum and comments ("ann · 2 July 2022, 07:14").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.attribute.transcript import Turn, up_to_next
from index.shapes import MESSAGE, MESSAGE_HEAD, MESSAGE_NICK, PART_ENDS, POST_HEAD, tells_the_time, trimmed
from index.types import Span

_LEAST = 3
"""Messages of a chat."""
_SHARE = 0.4
"""Of its lines, how many begin a message at the least; the others go on with one."""
_QUOTED = re.compile(r"^[^\S\n]*>.*$", re.MULTILINE)
_COMMENTS = re.compile(
    r"^[#*_>\- ]{0,12}(?:\d+ )?(?:readers?['’]? )?(?:comments?|responses|replies|discussion|reviews)[^\w\n]{0,6}(?:\d{1,5})?[^\w\n]{0,6}$",
    re.IGNORECASE | re.MULTILINE,
)
"""Stands over the comments below a text."""
_BRACKETS = re.compile(r"(?P<name>[^()\n]*[^()\s])[ ]\((?P<role>[^()\n]{1,40})\)")


def find_messages(text: str) -> tuple[Turn, ...]:
    """The messages of a chat in order; none where the text is no export of one between two and more."""
    lines = sum(bool(line.strip()) for line in text.split("\n"))
    for form, heads in ((MESSAGE, 1), (MESSAGE_NICK, 1), (MESSAGE_HEAD, 2)):
        found = list(form.finditer(text))
        if len(found) >= _LEAST and len({m["name"] for m in found}) > 1 and len(found) * heads >= _SHARE * lines:
            turns = (_message(text, match, end) for match, end in up_to_next(found, len(text)))
            return tuple(turn for turn in turns if turn is not None)
    return _posts(text)


def _posts(text: str) -> tuple[Turn, ...]:
    """The posts of a thread or the comments below a text, without what they quote; none where nobody plainly posts."""
    found = list(POST_HEAD.finditer(text))
    names = [post["name"].strip() for post in found]
    below = bool(found) and bool(_COMMENTS.search(text, 0, found[0].start()))
    plain = below or len(set(names)) < len(names) or all(map(tells_the_time, found))
    if len(found) < _LEAST or len(set(names)) < 2 or not plain:
        return ()
    return tuple(turn for post, end in up_to_next(found, len(text)) for turn in _parts(text, post, end))


def _parts(text: str, post: re.Match[str], end: int) -> Iterator[Turn]:
    """What a post says between and behind the lines that it quotes, up to a heading or note."""
    note = PART_ENDS.search(text, post.end(), end)
    end = note.start() if note else end
    name, source = post["name"].strip(), Span(post.start("name"), post.end("name"))
    starts, stops = [post.end()], []
    for line in _QUOTED.finditer(text, post.end(), end):
        stops.append(line.start())
        starts.append(line.end())
    for begin, stop in zip(starts, [*stops, end], strict=True):
        said = trimmed(text, begin, stop)
        if said.start < said.end:
            yield Turn(name, source, said, post["role"])


def _message(text: str, found: re.Match[str], end: int) -> Turn | None:
    """One message, None where nothing is said in it."""
    said = trimmed(text, found.end(), end)
    beside = _BRACKETS.fullmatch(found["name"])
    name, role = (beside["name"], beside["role"]) if beside else (found["name"], None)
    at = found.start("name")
    return Turn(name, Span(at, at + len(name)), said, role) if said.start < said.end else None
