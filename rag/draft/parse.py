"""From what a model writes, as it writes it, to sentences with the numbers of their evidence.

JSON of our schema where the endpoint keeps to it, prose with ``[1]``, 【1】 or ［1］ where not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from rag.draft.types import Drafted

LONGEST = 600
"""Characters of a sentence; what is longer is no sentence."""

_NUMBERS = r"[\[【［]\s*(?:evidence|source)?\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*(?:†[^\]】］]*)?\s*[\]】］]"
_MARKERS = re.compile(rf"\s*{_NUMBERS}", re.IGNORECASE)
_END = re.compile(rf"[.!?…][\"”’)]*(?:\s*{_NUMBERS})*[.]?(?:\s+(?=[^\s\[【［])|$)|\n", re.IGNORECASE)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|St|No|vs|etc|Jr|Sr|Inc|Ltd|approx|[A-Z])|(?:^|\n)\s*\d{1,2})\.$"
)
_LEADING = re.compile(r"^(?:\s|[-*•>#]+\s|\d{1,2}[.)]\s|(?:Answer|Response)\s*:\s*|\*\*)+", re.IGNORECASE)
_WHOLE = re.compile(r"[.!?…\]】］][\"”’)]*$")
_OBJECT = re.compile(r"\{(?=\s*\"(?:text|sentence|evidence)\")")
_JSON = re.compile(r"\s*(?:```|\{|\[\s*[{\"])")


class Reader:
    """Takes pieces, gives the sentences that are whole; holds back what may still go on."""

    def __init__(self) -> None:
        """Nothing has been written yet."""
        self._text, self._at, self._found = "", 0, 0

    def feed(self, piece: str) -> list[Drafted]:
        """The sentences that this piece completes."""
        self._text += piece
        found = list(self._objects() if self._is_json() else self._sentences())
        self._found += len(found)
        return found

    def close(self) -> list[Drafted]:
        """The sentences that only the end completes."""
        if not self._is_json():
            rest = self._text[self._at :].rstrip()
            return list(split(rest)) if _WHOLE.search(rest) else []  # what has no end was cut off
        return [] if self._found else list(_loose(self._text))

    def _is_json(self) -> bool:
        return bool(_JSON.match(self._text))

    def _objects(self) -> Iterator[Drafted]:
        """The objects that are whole, in the order they stand."""
        decoder = json.JSONDecoder()
        while match := _OBJECT.search(self._text, self._at):
            try:
                found, self._at = decoder.raw_decode(self._text, match.start())
            except ValueError:
                return
            yield from _of_object(found)

    def _sentences(self) -> Iterator[Drafted]:
        for end in _ends(self._text, self._at):
            if end >= len(self._text):
                return  # a marker may still follow
            if _WHOLE.search(self._text[self._at : end].rstrip()):  # a line without an end is a heading or a name
                yield from _drafted(self._text[self._at : end])
            self._at = end


def split(text: str) -> Iterator[Drafted]:
    """The sentences of a text, each with the numbers that stand in it."""
    at = 0
    for end in (*_ends(text, 0), len(text)):
        yield from _drafted(text[at:end])
        at = end


def _ends(text: str, start: int) -> Iterator[int]:
    """Where sentences end; not after an abbreviation."""
    for match in _END.finditer(text, start):
        if text[match.start()] == "\n" or not _ABBREVIATED.search(text[max(0, match.start() - 12) : match.start() + 1]):
            yield match.end()


def _drafted(text: str) -> Iterator[Drafted]:
    """One sentence cleaned of markers and list signs; nothing where no word is left, or far too many."""
    numbers = tuple(int(n) for marker in _MARKERS.findall(text) for n in re.findall(r"\d+", marker))
    bare = " ".join(_LEADING.sub("", _MARKERS.sub(" ", text)).replace("**", "").split())
    bare = re.sub(r" (?=[.,;:!?…])", "", bare)
    if re.search(r"\w", bare) and len(bare) <= LONGEST:
        yield Drafted(bare, tuple(dict.fromkeys(numbers)))


def _of_object(found: object) -> Iterator[Drafted]:
    """The sentences of one object; evidence may be numbers, or texts that hold numbers."""
    if not isinstance(found, dict):
        return
    text, named = found.get("text", found.get("sentence")), found.get("evidence", ())
    numbers = tuple(int(n) for n in re.findall(r"\d{1,3}", json.dumps(named, ensure_ascii=False)))
    for one in split(text) if isinstance(text, str) else ():
        yield Drafted(one.text, tuple(dict.fromkeys((*one.numbers, *numbers))))


def _loose(text: str) -> Iterator[Drafted]:
    """Sentences of JSON that is not of our schema: every text in it that is long enough to be one."""
    try:
        read = json.loads(re.sub(r"^\s*```(?:json)?|```\s*$", "", text))
    except ValueError:
        return
    waiting: list[object] = [read]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, str) and " " in one.strip():
            yield from split(one)
        elif isinstance(one, list | dict):
            waiting = [*(one.values() if isinstance(one, dict) else one), *waiting]
