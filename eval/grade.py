"""Whether an answer is right by its case: pure functions of the answer and the case."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.cases import Case, Quote, squeezed
from rag.types import Answer, Citation

ENOUGH = 0.6
"""Share of a quote's words that a citation must hold, and no other way round: a longer citation is no worse."""
NAME_NOISE = frozenset(["the", "of", "a", "and", "mr", "mrs", "ms", "dr", "prof", "sir"])


@dataclass(frozen=True, slots=True)
class Grade:
    """The verdict on one case: passed, or what is wrong.

    ``covered`` counts the needed passages that were cited, ``useful`` holds the ids of the citations that cover one;
    ``credited`` says of each speaker to credit whether they are; ``attributed`` counts, of the citations of words
    whose speaker the case names, those credited to that speaker, and all of them.
    """

    case: Case
    passed: bool
    faults: tuple[str, ...]
    refused: bool
    covered: int
    useful: tuple[int, ...]
    cited: int
    credited: tuple[bool, ...]
    attributed: tuple[int, int]
    score: float


def grade(case: Case, answer: Answer, names: Mapping[str, str]) -> Grade:
    """Judge an answer; ``names`` maps document ids to file names."""
    refused = answer.refusal is not None
    covering = [[c for c in answer.citations if any(_covers(c, q, names) for q in need)] for need in case.needs]
    useful = {c.id for found in covering for c in found}
    credited = _credited(case, answer.citations)
    faults = _faults(case, answer, covering, credited) if not refused else _refusal_faults(case)
    return Grade(
        case, not faults, tuple(faults), refused, sum(map(bool, covering)), tuple(sorted(useful)),
        len(answer.citations), tuple(credited), _attributed(case, answer.citations, names), answer.confidence.score,
    )  # fmt: skip


def _refusal_faults(case: Case) -> list[str]:
    return ["refused"] if case.answerable and not case.may_refuse else []


def _faults(case: Case, answer: Answer, covering: Sequence[Sequence[Citation]], credited: Sequence[bool]) -> list[str]:
    if not case.answerable:
        return ["answered"]
    faults = [
        f"does not cite “{need[0].quote[:60]}”" for need, found in zip(case.needs, covering, strict=True) if not found
    ]
    faults += [f"does not credit {name}" for name, has in zip(case.speakers, credited, strict=True) if not has]
    needed = [c for found in covering for c in found]
    faults += [f"credits {name}" for name in case.not_speakers if any(same_name(name, c.voice.speaker) for c in needed)]
    for name, stance in case.stances.items():
        sides = {p.stance for p in answer.positions if same_name(name, p.speaker)}
        if sides and stance not in sides:
            faults.append(f"places {name} with {', '.join(sorted(sides))}")
    if case.max_citations is not None and len(answer.citations) > case.max_citations:
        faults.append(f"{len(answer.citations)} citations")
    return faults


def _credited(case: Case, citations: Sequence[Citation]) -> list[bool]:
    return [any(same_name(name, c.voice.speaker) for c in citations) for name in case.speakers]


def _attributed(case: Case, citations: Sequence[Citation], names: Mapping[str, str]) -> tuple[int, int]:
    """How many citations of words with a known speaker are credited to that speaker, and how many there are."""
    right = judged = 0
    for citation in citations:
        quotes = (quote for need in case.needs for quote in need if _covers(citation, quote, names))
        wanted = {speaker for quote in quotes if (speaker := quote.speaker or _only_speaker(case))}
        judged += bool(wanted)
        right += any(same_name(name, citation.voice.speaker) for name in wanted)
    return right, judged


def _only_speaker(case: Case) -> str | None:
    """Whose words are wanted where one thing is to be cited and one speaker to be credited."""
    return case.speakers[0] if len(case.speakers) == len(case.needs) == 1 else None


def _covers(citation: Citation, quote: Quote, names: Mapping[str, str]) -> bool:
    if names.get(citation.document_id) != quote.document:
        return False
    cited, wanted = squeezed(citation.text), squeezed(quote.quote)
    if wanted in cited:
        return True
    has, needs = Counter(_words(cited)), Counter(_words(wanted))
    return (has & needs).total() >= ENOUGH * max(1, needs.total()) and cited in wanted


def same_name(wanted: str, found: str | None) -> bool:
    """Whether a credit names who was wanted: all words of the shorter name in the longer, or the same surname."""
    one, other = set(_words(wanted)) - NAME_NOISE, set(_words(found or "")) - NAME_NOISE
    if not one or not other:
        return False
    return one <= other or other <= one or _words(wanted)[-1] in other


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("'s", ""))
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)).lower())


def verbatim(citation: Citation, text: str) -> bool:
    """Whether the citation is word for word in this text at its offsets."""
    return text[citation.start : citation.end] == citation.text


def duplicates(citations: Sequence[Citation]) -> int:
    """How many citations repeat another's span."""
    return len(citations) - len({(c.document_id, c.start, c.end) for c in citations})
