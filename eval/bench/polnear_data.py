"""Reads PolNeAR: articles and the attribution relations that people annotated in them (brat standoff files)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from index.types import Span

_ROLES = {"Source": 0, "Cue": 1, "Content": 2}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """One annotated attribution; ``source`` is empty where the text names none."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its file name without ending, its text and what was annotated."""

    name: str
    text: str
    relations: tuple[GoldRelation, ...]


def in_polnear(folder: Path, name: str) -> Path:
    """What lies by this name in the folder polnear; SystemExit where it does not."""
    if not (folder / name).exists():
        raise SystemExit(f"no {name} in {str(folder)!r}: name the folder polnear itself with --data")
    return folder / name


def read_articles(folder: Path, limit: int | None = None) -> list[Article]:
    """The articles of one part ("dev" or "train"), in order of their names; the first annotation by name counts."""
    first: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rsplit("_", 1)[0], path)
    articles = []
    for path in sorted((folder / "text").glob("*.txt"))[:limit]:
        if path.stem in first:
            # Offsets count every character, so line ends must not be translated.
            text = path.read_bytes().decode("utf-8")
            articles.append(Article(path.stem, text, parse_brat(first[path.stem].read_text(encoding="utf-8"))))
    return articles


def parse_brat(annotations: str) -> tuple[GoldRelation, ...]:
    """The relations of a brat file that have a content; broken spans are kept as several."""
    bound: dict[str, tuple[Span, ...]] = {}
    events: list[str] = []
    for line in annotations.splitlines():
        fields = line.split("\t")
        if len(fields) > 1 and re.fullmatch(r"T\d+", fields[0]):
            bound[fields[0]] = _spans(fields[1].split(" ", 1)[1])
        elif len(fields) > 1 and re.fullmatch(r"E\d+", fields[0]):
            events.append(fields[1])
    relations = (_relation(event, bound) for event in events)
    return tuple(relation for relation in relations if relation.content)


def _spans(text: str) -> tuple[Span, ...]:
    """``"3 9;12 20"`` as spans in order."""
    return tuple(sorted(Span(*map(int, part.split())) for part in text.split(";")))


def _relation(event: str, bound: dict[str, tuple[Span, ...]]) -> GoldRelation:
    """``"Attribution:T8 Content:T7 Cue:T6 Source:T5"`` with the spans put in; a role may be filled several times."""
    parts: tuple[list[Span], list[Span], list[Span]] = ([], [], [])
    for argument in event.split():
        role, _, name = argument.partition(":")
        place = _ROLES.get(role.rstrip("0123456789"))
        if place is not None:
            parts[place].extend(bound[name])
    return GoldRelation(*(tuple(sorted(part)) for part in parts))


@dataclass(slots=True)
class Words:
    """The words of a text by number, so that spans can be compared by what they say and not by punctuation."""

    text: str
    _starts: list[int] = field(init=False)
    _ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        spans = [match.span() for match in _WORD.finditer(self.text)]
        self._starts, self._ends = [span[0] for span in spans], [span[1] for span in spans]

    def of(self, spans: Iterable[Span]) -> frozenset[int]:
        """Numbers of the words that lie in the spans, if only in part."""
        found: set[int] = set()
        for span in spans:
            at = bisect_right(self._ends, span.start)
            while at < len(self._starts) and self._starts[at] < span.end:
                found.add(at)
                at += 1
        return frozenset(found)


def overlap_f1(one: frozenset[int], other: frozenset[int]) -> float:
    """F1 of the words that two contents share."""
    shared = len(one & other)
    return 2 * shared / (len(one) + len(other)) if shared else 0.0
