"""Reads block quotations of Markdown: words set apart behind "Lund had written:", or above "— Ann Lee"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from index.attribute.cues import CLASS_OF
from index.attribute.descriptions import Source
from index.attribute.names import Entity, Names
from index.attribute.pronouns import HE, SHE
from index.attribute.resolve import Resolver
from index.attribute.speaking import Speaking
from index.attribute.titles import HONORIFICS, bare
from index.attribute.transcript import Turn
from index.attribute.view import NONE, View
from index.shapes import is_name
from index.types import Span

_BLOCK = re.compile(r"(?:^[ ]{0,3}>[^\n]*\n?)+", re.MULTILINE)
_SIGNED = re.compile(
    r"^[ ]{0,3}>[ ]?[*_]{0,2}[—–-]{1,2} ?(?P<name>[^\n,;(]{3,60}?)[*_]{0,2}(?:[,;(][^\n]*)?$", re.MULTILINE
)
_INTRODUCED = re.compile(r":[*_\s]*$")
_MARKS = "> \t\n"
_BEFORE = 400
"""Characters before a block in which the sentence stands that leads up to it."""
_MARKS_BEHIND = 8
"""Tokens among which the colon is: line breaks and marks of Markdown stand behind it."""
_REACH = 3
"""Sentences before that one in which "she" may have been named."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Where quoted words stand, where their block begins, and the name under them."""

    content: Span
    begin: int
    signed: Span | None


def read_blocks(view: View, names: Names, resolver: Resolver) -> list[Speaking]:
    """The block quotations of a document with those whose words they are; none whose speaker is not known."""
    found = []
    for block in _blocks(view.text):
        person: Entity | None
        if block.signed is not None:
            signed = view.text[block.signed.start : block.signed.end].split()
            person = names.person_called(tuple(word for word in signed if bare(word) not in HONORIFICS))
            source = block.signed
        else:
            token = _introducer(view, block.begin)
            person = _whom(view, names, resolver, token) if token != NONE else None
            source = Span(view.start[token], view.end[token]) if token != NONE else block.content
        if person is not None:
            found.append(Speaking(Turn(person.name, source, block.content), Source(person, person.name, 0)))
    return found


def _blocks(text: str) -> Iterator[_Block]:
    for match in _BLOCK.finditer(text):
        signed = _SIGNED.search(text, match.start(), match.end())
        begin, end = match.start(), signed.start() if signed else match.end()
        words = text[begin:end]
        content = Span(begin + len(words) - len(words.lstrip(_MARKS)), begin + len(words.rstrip(_MARKS)))
        if content.start < content.end:
            name = Span(*signed.span("name")) if signed and is_name(signed["name"].strip()) else None
            yield _Block(content, begin, name)


def _introducer(view: View, begin: int) -> int:
    """Who says or writes in the clause that ends in a colon right before a block: the token of its subject; NONE without one."""
    if not _INTRODUCED.search(view.text, max(0, begin - _BEFORE), begin):
        return NONE
    behind = bisect_right(view.end, begin)
    last = next((t for t in range(behind - 1, max(behind - _MARKS_BEHIND, 0), -1) if view.word[t] == ":"), NONE)
    if last == NONE:
        return NONE
    first = view.bounds[view.sentence[last]][0] if view.sentence[last] != NONE else last
    for verb in range(last - 1, first - 1, -1):
        if view.lemma[verb] in CLASS_OF and view.pos[verb] == "VERB":
            return next((c for c in view.children[verb] if view.dep[c] == "nsubj" and c < last), NONE)
    return NONE


def _whom(view: View, names: Names, resolver: Resolver, token: int) -> Entity | None:
    """The person whom a subject names or, as a pronoun, goes back to."""
    found = names.entity_at(token)
    if found is not None:
        return found if found.kind == "person" else None
    if view.lower[token] not in HE | SHE or view.sentence[token] == NONE:
        return None
    person = resolver.person_meant(token)
    earliest = view.bounds[max(0, view.sentence[token] - _REACH)][0]
    return person if person is not None and person.last_before(token) >= earliest else None
