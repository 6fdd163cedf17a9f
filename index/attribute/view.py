"""A parsed document as plain lists: what the candidates and features read, fast to index."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from index.attribute.quotes import Quotation, find_quotations
from index.types import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc  # heavy, and verification reads the word lists of this room without a parse

NONE = -1


@dataclass(frozen=True, slots=True)
class View:
    """Tokens of a document by number; ``left`` and ``right`` bound the subtree of a token inside its sentence.

    ``bounds`` are the tokens of each sentence as ranges, ``entities`` first and last token and label of each name;
    ``verbs``, ``commas`` and ``quoted`` count such tokens before each place.
    ``sentence`` and ``paragraph`` number what a token stands in, NONE outside; ``quote`` is its quotation or NONE.
    """

    text: str
    start: list[int]
    end: list[int]
    word: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    entities: list[tuple[int, int, str]]
    head: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    sentence: list[int]
    bounds: list[tuple[int, int]]
    furniture: list[bool]
    paragraph: list[int]
    quote: list[int]
    quotations: tuple[Quotation, ...]
    quote_tokens: list[tuple[int, int]]
    verbs: list[int]
    commas: list[int]
    quoted: list[int]

    def __len__(self) -> int:
        return len(self.word)

    def is_shown(self, token: int) -> bool:
        """Whether a token stands in a sentence of the text itself, and not in a heading, caption or the like."""
        return self.sentence[token] != NONE and not self.furniture[self.sentence[token]]

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """The character span of the tokens ``first`` to ``last`` (inclusive)."""
        return self.start[first], self.end[last]


def make_view(doc: Doc, sentences: Sequence[Sentence]) -> View:
    """The lists of a parsed document; heads that leave their sentence count as roots."""
    columns = doc.to_array(["IDX", "LENGTH", "HEAD"]).astype(np.int64)
    start = [int(at) for at in columns[:, 0]]
    end = [int(at) for at in columns[:, 0] + columns[:, 1]]
    quotations = find_quotations(doc.text)
    sentence, bounds = _numbered([(s.start, s.end) for s in sentences], start, end)
    quote, quote_tokens = _numbered([(q.start, q.end) for q in quotations], start, end)
    head = _heads([int(step) for step in columns[:, 2]], sentence)
    left, right = _edges(head)
    word = _strings(doc, "ORTH")
    pos = _strings(doc, "POS")
    return View(
        text=doc.text, start=start, end=end, word=word, lower=[w.lower() for w in word],
        lemma=[lemma.lower() for lemma in _strings(doc, "LEMMA")], pos=pos, tag=_strings(doc, "TAG"),
        dep=_strings(doc, "DEP"), entity=_strings(doc, "ENT_TYPE"),
        entities=[(e.start, e.end - 1, e.label_) for e in doc.ents],
        head=head, children=_children(head), left=left, right=right, sentence=sentence, bounds=bounds,
        furniture=[s.furniture for s in sentences], paragraph=_paragraphs(word),
        quote=quote, quotations=quotations, quote_tokens=quote_tokens,
        verbs=_running([part == "VERB" for part in pos]), commas=_running([w == "," for w in word]),
        quoted=_running([number != NONE for number in quote]),
    )  # fmt: skip


def _strings(doc: Doc, attribute: str) -> list[str]:
    """One attribute of all tokens as strings, each distinct one looked up once."""
    numbers = doc.to_array(attribute).tolist()
    names = {number: doc.vocab.strings[number] if number else "" for number in set(numbers)}
    return [names[number] for number in numbers]


def _running(flags: list[bool]) -> list[int]:
    """How many flags are set before each place; one entry more than flags."""
    return [0, *accumulate(map(int, flags))]


def _numbered(
    spans: list[tuple[int, int]], start: list[int], end: list[int]
) -> tuple[list[int], list[tuple[int, int]]]:
    """For each token the number of the span it lies in (or NONE), and for each span its tokens as a range."""
    starts = [span[0] for span in spans]
    number = [NONE] * len(start)
    ranges: list[tuple[int, int]] = [(0, 0)] * len(spans)
    for token, at in enumerate(start):
        which = bisect_right(starts, at) - 1
        if which >= 0 and end[token] <= spans[which][1]:
            number[token] = which
            first = ranges[which][0] if ranges[which][1] else token
            ranges[which] = (first, token + 1)
    return number, ranges


def _heads(steps: list[int], sentence: list[int]) -> list[int]:
    """Head of each token from the steps to it, itself where the head is in another sentence."""
    size = len(steps)
    heads = [token + step if 0 <= token + step < size else token for token, step in enumerate(steps)]
    return [head if sentence[head] == sentence[token] else token for token, head in enumerate(heads)]


def _children(head: list[int]) -> list[list[int]]:
    """The dependents of each token in order."""
    children: list[list[int]] = [[] for _ in head]
    for token, parent in enumerate(head):
        if parent != token:
            children[parent].append(token)
    return children


def _edges(head: list[int]) -> tuple[list[int], list[int]]:
    """First and last token of each token's subtree, found by walking from every token up to its root."""
    left, right = list(range(len(head))), list(range(len(head)))
    for token in range(len(head)):
        at, steps = token, 0
        while head[at] != at and steps < 200:
            at, steps = head[at], steps + 1
            if left[at] <= token <= right[at]:
                continue
            left[at], right[at] = min(left[at], token), max(right[at], token)
    return left, right


def _paragraphs(words: list[str]) -> list[int]:
    """The number of the line that each token stands in."""
    number, numbers = 0, []
    for word in words:
        numbers.append(number)
        if "\n" in word:
            number += 1
    return numbers
