"""From the words that came in to a ``Question``: what is asked, of whom, about what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.evidence.asked import answer_type
from rag.interpret.asks import asked_of, speakers_first, stranger
from rag.interpret.claims_asked import claim_asked
from rag.interpret.history import standalone
from rag.interpret.identity import identity_asked
from rag.interpret.instructions import without_orders
from rag.interpret.origin import origin_asked
from rag.interpret.roster import Roster
from rag.interpret.spelling import Speller
from rag.types import AnswerType, Inquiry, Question, QuestionKind

_ELSE = re.compile(r"\belse\b", re.IGNORECASE)
_QUOTATION = re.compile(r"“[^”]*”")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the documents contribute to understanding: who speaks in them, and their words."""

    roster: Roster
    speller: Speller


def interpret(inquiry: Inquiry, lexicon: Lexicon) -> Question:
    """Understand a question in its conversation; ``text`` is empty where it only gave orders to the machine."""
    asked = " ".join(inquiry.question.split())
    mended = lexicon.speller.mend(without_orders(asked))
    text = standalone(mended, inquiry.history, lexicon.roster) if mended else ""
    told = next((turn.content for turn in reversed(inquiry.history) if turn.role == "assistant"), "")
    told = told if text != mended else ""
    mentions = speakers_first(text, lexicon.roster.find(text))
    speakers = tuple(dict.fromkeys(mention.named for mention in mentions))
    source = origin_asked(text)
    if source is not None:
        wanted: AnswerType = "person" if source.asked == "author" else "time"
        return Question(asked, text, text, "origin", wanted, speakers, source.named, told=told)
    claim = claim_asked(text)
    if claim is not None:
        kind: QuestionKind = "speakers" if claim.said else "stance"
        search = text if claim.said else claim.proposition
        return Question(
            asked, text, search, kind, "person", speakers, claim.proposition, claim.proposition, claim.stance, told,
            _answered(told, lexicon.roster) if _ELSE.search(text) else frozenset(), claim.both,
        )  # fmt: skip
    whom = identity_asked(text, lexicon.roster)
    if whom is not None:
        return Question(asked, text, text, "identity", "person", whom.holders, whom.role, told=told)
    unknown = stranger(text, lexicon.roster)
    if unknown is not None:
        return Question(asked, text, text, "statements", answer_type(text), (unknown,), text, told=told)
    ask = asked_of(text, lexicon.roster)
    return Question(asked, text, text, ask.kind, answer_type(text), speakers, ask.topic, told=told)


def _answered(told: str, roster: Roster) -> frozenset[str]:
    """All names of those whom the last answer names outside its quotations."""
    heard = [mention.named for mention in roster.find(_QUOTATION.sub(" ", told))]
    return frozenset(name for named in heard for name in (named.name, *named.names))
