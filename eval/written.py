"""Documents and topics written to teach and to test the models: ``eval/written/*.jsonl``.

``taught`` and ``held`` have documents with questions that they answer, mostly in other words, and such as they do not;
those of ``held_long`` have thirty sentences instead of twelve. ``near`` are sentences that seem to answer. ``claims`` and ``claims_held`` have documents in which people take sides, with the claims
on which they do; ``topics_held`` two claims a line, the other way round, with sentences for and against. What is held is never
learned from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.reading import Read
from index.view import View
from rag.types import Stance

FOLDER = Path(__file__).parent / "written"
TAUGHT, HELD, HELD_LONG = FOLDER / "taught.jsonl", FOLDER / "held.jsonl", FOLDER / "held_long.jsonl"
CLAIMS, CLAIMS_HELD = FOLDER / "claims.jsonl", FOLDER / "claims_held.jsonl"
TOPICS_HELD = FOLDER / "topics_held.jsonl"
TOGETHER = 24
"""Documents in one store, about: a question also meets sentences of others, as it would among somebody's files."""
PARAGRAPH = 4
"""Sentences a paragraph."""
_TURN = re.compile(
    r"[\[(]?\d{1,2}:\d\d[^\w\n]{0,4}\w|[QA][.:] |(?:THE |BY )?(?:[A-Z][A-Z.’'-]+ ?){1,3}(?: \([^)]+\))?:|[a-z_][\w.-]{2,24}(?: \([^)]+\))?: "
)
"""Begins somebody's turn."""
_LINE = re.compile(r"(?:[A-Z][\w.’'-]*\s?){1,4}:|[-*•]|\d+(?:\.\d+)*[.)]?\s|[A-Z][a-z ]{2,20}: |[^.!?:;]{3,60}$")
"""Begins what else stands on a line of its own: an item, a clause, a label; a signature."""
_MARKS = re.compile(r"[|*#_]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the numbers of the sentences that answer it, none where nothing does, and of those that seem to."""

    text: str
    answers: tuple[int, ...]
    near: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """A claim, a question about who holds it, and the numbers of the sentences that affirm, dispute, and seem to.

    ``asked`` is the side that the question wants to hear, None where it wants both.
    """

    text: str
    ask: str
    affirms: tuple[int, ...]
    disputes: tuple[int, ...]
    near: tuple[int, ...]
    asked: Stance | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """Two claims, the other way round, and (sentence before or "", sentence) for the first, for the second, for none."""

    claims: tuple[str, str]
    pro: tuple[tuple[str, str], ...]
    con: tuple[tuple[str, str], ...]
    none: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A document as sentences, with its questions or claims; ``part`` is the round of teaching in which it is new."""

    id: str
    part: int
    title: str
    sentences: tuple[str, ...]
    questions: tuple[Asked, ...] = ()
    claims: tuple[Contested, ...] = ()

    def queries(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """What may be searched for, with the numbers of the sentences that should be found."""
        for question in self.questions:
            yield question.text, question.answers
        for claim in self.claims:
            sided = tuple(sorted({*claim.affirms, *claim.disputes}))
            yield from ((claim.text, sided), (claim.ask, sided))

    def markdown(self) -> str:
        """The document as a file: rows as a table, each turn a paragraph, items on lines of their own, the rest in paragraphs."""
        lines, before, inside = [f"# {self.title}"], "", 0
        for sentence in self.sentences:
            turn = bool(_TURN.match(sentence))
            kind = "row" if sentence.startswith("|") else "line" if not turn and _LINE.match(sentence) else "prose"
            if kind == "row" == before:
                lines[-1] += f"\n{sentence}"
            elif kind == "row":
                lines.append(f"{sentence}\n|{'---|' * (sentence.count('|') - 1)}")
            elif kind == "prose" == before and (inside < PARAGRAPH or _is_open(lines[-1])) and not turn:
                lines[-1] += f" {sentence}"
                inside += 1
            else:
                lines.append(sentence)
                inside = 1
            before = kind
        return "\n\n".join(lines) + "\n"

    def places(self, read: Read) -> list[tuple[int, ...]]:
        """For each sentence as it was written, the numbers of those that indexing found it in."""
        document = read.document
        found = [_bare(document.text[one.start : one.end]) for one in document.sentences]
        kept = [n for n, one in enumerate(document.sentences) if not one.furniture and found[n]]
        return [
            tuple(n for n in kept if found[n] in _bare(sentence) or _bare(sentence) in found[n])
            for sentence in self.sentences
        ]


def load(file: Path) -> list[Written]:
    """The documents of a file, in its order."""
    documents = []
    for one in map(json.loads, file.read_text("utf-8").splitlines()):
        questions = tuple(Asked(q["q"], tuple(q["answers"]), tuple(q["near"])) for q in one.get("questions", ()))
        claims = tuple(
            Contested(
                c["claim"],
                c["ask"],
                tuple(c["affirms"]),
                tuple(c["disputes"]),
                tuple(c["near"]),
                None if c["asked"] == "both" else c["asked"],
            )
            for c in one.get("claims", ())
        )
        documents.append(
            Written(one["id"], one.get("part", 0), one["title"], tuple(one["sentences"]), questions, claims)
        )
    return documents


def load_topics(file: Path) -> list[Topic]:
    """The topics of a file, in its order."""
    found = []
    for one in map(json.loads, file.read_text("utf-8").splitlines()):
        pro, con, none = (tuple((before, text) for before, text in one[name]) for name in ("pro", "con", "none"))
        found.append(Topic((one["claims"][0], one["claims"][1]), pro, con, none))
    return found


def grouped(documents: Sequence[Written], folder: Path) -> Iterator[tuple[Path, list[Written]]]:
    """Folders with some documents each as Markdown files, named by their ids; kinds are mixed."""
    groups = max(1, round(len(documents) / TOGETHER))
    for number in range(groups):
        chosen = list(documents[number::groups])
        place = folder / str(number)
        place.mkdir(parents=True)
        for one in chosen:
            (place / f"{one.id}.md").write_text(one.markdown(), "utf-8")
        yield place, chosen


def ids_in(view: View) -> dict[str, str]:
    """The ids that documents have in a store, by their own."""
    return {Path(one.origins[0]).stem: one.id for one in view.summaries()}


def _is_open(paragraph: str) -> bool:
    """Whether a quotation in a paragraph goes on behind it."""
    return paragraph.count("“") > paragraph.count("”") or paragraph.count('"') % 2 == 1


def _bare(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).split())
