"""Dates as their parts: a claim may say less than the document ("in 2024"), never something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.verify.reading import REMEMBERED

_NAMES = "january february march april may june july august september october november december".split()
_MONTHS = {name: n for n, name in enumerate(_NAMES, 1)} | {name[:3]: n for n, name in enumerate(_NAMES, 1)}
_MONTHS |= {"sept": 9}
_NAME = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1\d{3}|20\d\d)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)\b",
        rf"\b(?i:{_NAME})\s+{_DAY}(?:,?\s+{_YEAR})?\b(?!\s?%)",
        rf"\b{_DAY}\s+(?:of\s+)?(?i:{_NAME})(?:,?\s+{_YEAR})?\b",
        rf"\b(?i:{_NAME}),?\s+(?:of\s+)?{_YEAR}\b",
        # "May" and "March" alone are months only where they are written as names and not at the beginning.
        r"(?<=[\w,-]\s)(?P<month>January|February|March|April|June|July|August|September|October|November|December)\b",
        r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ast|[Nn]ext|[Ee]arly|[Ll]ate|[Mm]id|[Tt]his)[\s-](?P<month>May)\b",
        r"(?:\b[Mm]id-)(?P<month>January|February|March|April|June|July|August|September|October|November|December)\b",
        rf"(?<![\w.,$€£¥]){_YEAR}(?P<decade>s)?\b(?![.,]\d|\s?%)",
    )
)
_NO_YEAR = re.compile(
    r"\s+(?!(?:and|or|but|to|in|on|at|by|as|the|a|was|were|is|has|had|after|before|when|with|for|that|it|he|she|they|"
    r"until|through|from|under|during|while|which|who|of|election|season|world|summer|winter|olympic)\b)[a-z]{4,}s\b"
)
"""A plural right after four digits: "1500 soldiers" is no year."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date at ``text[start:end]``; parts that are not given are None. A decade is its first year."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int
    decade: bool = False

    def tells(self, claimed: Moment) -> bool:
        """Whether this has every part that is claimed."""
        parts = ((claimed.year, self.year), (claimed.month, self.month), (claimed.day, self.day))
        if claimed.decade and self.year and claimed.year:
            return claimed.year <= self.year < claimed.year + 10
        return self.decade == claimed.decade and all(wanted in (None, given) for wanted, given in parts)

    def denies(self, claimed: Moment) -> bool:
        """Whether a part that both have is another."""
        parts = ((claimed.year, self.year), (claimed.month, self.month), (claimed.day, self.day))
        return any(wanted and given and wanted != given for wanted, given in parts)


@lru_cache(maxsize=REMEMBERED)
def moments(text: str) -> tuple[Moment, ...]:
    """The dates of a text, in order."""
    found: list[Moment] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            moment = _moment(match)
            if not (moment.month is None and _NO_YEAR.match(text, match.end())):
                found.append(moment)
    return tuple(sorted(found, key=lambda m: m.start))


def _moment(match: re.Match[str]) -> Moment:
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else _MONTHS.get((parts.get("month") or "").lower())
    day, year = parts.get("day"), parts.get("year")
    return Moment(
        int(year) if year else None, month, int(day) if day else None, match.start(), match.end(),
        bool(parts.get("decade")),
    )  # fmt: skip


def moment_spans(text: str) -> list[tuple[int, int]]:
    """Where the dates of a text stand."""
    return [(moment.start, moment.end) for moment in moments(text)]
