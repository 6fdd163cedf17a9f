"""An answer written by a language model, from what was found to answer; who reads this file knows the folder.

prompt → write → parse → gate → arrange

The model rewrites what the composer would quote and decides nothing: whether there is an answer, what it rests on and who
stands where is settled before it is asked. What it leaves out is quoted, what it spoils the composer answers.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.search import Searcher
from index.view import View
from rag.draft import wording
from rag.draft.arrange import Page, complete
from rag.draft.gate import Gate
from rag.draft.parse import Reader
from rag.draft.prompt import label, prompt
from rag.draft.told import tells
from rag.draft.types import Drafted, Judged, Listener, Writer
from rag.errors import ModelFailure
from rag.interpret.roster import Roster
from rag.types import Answer, Candidate, Choice, Drafting, Question
from rag.verify.sentence import Verifier
from rag.verify.text import quotation_finder

MOST_SENTENCES = 12
"""Sentences of a draft that are looked at; a model that goes on has lost itself."""

_log = logging.getLogger("onrecord.draft")


@dataclass(frozen=True, slots=True)
class Pen:
    """What writing needs, loaded once; ``context`` and ``most`` are tokens of the window and of an answer."""

    writer: Writer
    verifier: Verifier
    searcher: Searcher
    roster: Roster
    context: int
    most: int


@dataclass(frozen=True, slots=True)
class Matter:
    """What is written about: the choice that answers, and everything retrieved, from one view."""

    question: Question
    choice: Choice
    retrieved: tuple[Candidate, ...]
    view: View
    documents: tuple[str, ...] | None = None
    show_unsupported: bool = False


def rewrite(base: Answer, matter: Matter, pen: Pen, listener: Listener | None = None) -> Answer:
    """The composer's answer in the model's words where they stand; the composer's, with the reason, where not."""
    draft = _Draft(base, matter, pen, listener)
    failure: ModelFailure | None = None
    try:
        draft.write()
    except ModelFailure as error:
        failure = error
        _log.warning("%s", error)
    return draft.finished(failure)


def is_rewritten(answer: Answer, choice: Choice) -> bool:
    """Whether the model is asked: for answers alone, and not where they correct what the question takes for granted."""
    return answer.refusal is None and bool(answer.citations) and not (choice.lead and not answer.positions)


class _Draft:
    """One answer being written."""

    def __init__(self, base: Answer, matter: Matter, pen: Pen, listener: Listener | None) -> None:
        self._base, self._matter, self._pen, self._listener = base, matter, pen, listener
        self._page = Page(matter.view)
        self._page.lead(matter.choice.lead)
        self._judged: list[Judged] = []
        self._held: list[Judged] = []
        self._released = False
        self._heard = False

    def write(self) -> None:
        """Ask, and judge each sentence when it is whole; ModelFailure where nothing can be made of what comes."""
        matter, pen = self._matter, self._pen
        asked = prompt(matter.question.text, matter.choice.evidence, pen.context - pen.most)
        gate = Gate(
            tuple(one.candidate for one in asked.given), tuple(map(label, asked.given)), matter.retrieved,
            matter.view, pen.searcher, pen.verifier, pen.roster, quotation_finder(matter.view, matter.documents),
        )  # fmt: skip
        for several in _sentences(pen.writer.write(asked.messages, pen.most)):
            gate.prepare(several)
            for drafted in several:
                self._take(gate, drafted)
            if len(self._judged) >= MOST_SENTENCES:
                break
        if not self._judged:
            raise ModelFailure(wording.MALFORMED)

    def _take(self, gate: Gate, drafted: Drafted) -> None:
        """Judge a sentence and release it, unless nothing before it tells anything that was asked for."""
        before = self._judged[-1] if self._judged and self._judged[-1].stands else None
        judged = gate.judge(drafted, before)
        if any(judged.drafted.text == one.drafted.text for one in self._judged):
            return  # small models say things twice
        self._judged.append(judged)
        if judged.stands or self._matter.show_unsupported:
            self._held.append(judged)
        evidence, question = self._matter.choice.evidence, self._matter.question
        telling = any(tells(judged, one, question) for one in evidence)
        self._released = self._released or telling or self._matter.show_unsupported
        if self._released and self._held:
            for one in self._held:
                self._page.tell(one)
            self._held = []
            if self._listener:
                self._heard = True
                self._listener(self._page.answer(self._base))

    def finished(self, failure: ModelFailure | None) -> Answer:
        """The answer: with what was released, or the composer's where that is nothing or the model failed.

        What somebody has been told already is not taken back: then the rest is quoted.
        """
        matter, warnings = self._matter, []
        is_used = self._heard if failure else self._released
        dropped = sum(not one.stands for one in self._judged)
        if failure:
            warnings.append((wording.BROKE_OFF if is_used else wording.FALLBACK).format(reason=failure))
        elif not is_used:
            warnings.append(wording.NONE_STOOD)
        if dropped and is_used and not matter.show_unsupported:
            warnings.append(wording.dropped(dropped))
        drafting = Drafting(True, failure is not None, len(self._judged), dropped, tuple(warnings))
        if not is_used:
            return replace(self._base, drafting=drafting)
        written = complete(self._page, matter.question, matter.choice, self._base)
        models = written.receipt.models | {"language": self._pen.writer.name} | self._pen.verifier.names
        return replace(written, drafting=drafting, receipt=replace(written.receipt, models=models))


def _sentences(pieces: Iterator[str]) -> Iterator[list[Drafted]]:
    """The sentences of a draft, as soon as they are whole; ModelFailure where the model writes nothing."""
    reader, anything = Reader(), False
    for piece in pieces:
        anything = anything or bool(piece.strip())
        yield reader.feed(piece)
    if not anything:
        raise ModelFailure(wording.EMPTY)
    yield reader.close()
