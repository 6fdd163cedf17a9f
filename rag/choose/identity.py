"""Who somebody is: the sentences that give a speaker's role, as their author says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.lexical import STOP_WORDS
from rag.choose.base import Desk, distinct
from rag.choose.doubt import refused
from rag.choose.fact import fact
from rag.interpret.roster import name_words
from rag.retrieve import candidate
from rag.types import Candidate, Choice, Evidence, Named

TOLD = 0.9
"""Probability that a sentence which gives the role of somebody by name says who that is."""
ENOUGH = 0.6
"""Share of a role's words that must stand beside the name, where the sentence does not present whoever it is."""
WHOLE, PRESENTS = 0.5, 0.75
"""What the whole name adds to that share, and what a form that presents somebody adds ("Lee, a pilot, …")."""
EACH, MOST = 2, 4
"""Sentences cited for one person, and for all."""
GAP = 3
"""Words that may stand between those of a role."""

_OF = re.compile(r"\s+(?:of|for|at|to)\s+(?:the\s+)?", re.IGNORECASE)


def identity(desk: Desk) -> Choice:
    """The role of whoever is named, or whoever has the role; else what a question for a fact finds, word for word.

    A role that nobody is said to have is refused unless its words stand together somewhere: a minister is no mayor.
    """
    found = [e for named in desk.question.speakers for e in _presented(desk, named)]
    if found:
        return Choice(tuple(distinct(found, MOST)), TOLD, certain=True)
    choice, role = fact(desk), desk.question.topic
    if role is None or choice.reason or _held(desk, role, choice.evidence[0].candidate):
        return choice
    return refused(desk, choice.evidence, "low_confidence")


def _held(desk: Desk, role: str, found: Candidate) -> bool:
    """Whether a sentence has a role; or its post, where what it is a post of stands around, and no other body beside it."""
    if _together(role, found.text):
        return True
    post, body = (*_OF.split(role, maxsplit=1), "")[:2]
    if not body or not _together(post, found.text) or not _stands_around(desk, body, found):
        return False
    other = re.search(rf"(?i:{re.escape(post)})\s+(?:of|for|at|to)\s+(?:the\s+)?([A-Z][\w’'-]+)", found.text)
    return other is None or other[1].lower() in name_words(body)


def _stands_around(desk: Desk, body: str, found: Candidate) -> bool:
    """Whether a body is named around a sentence; or in the document, for an entry, or where the sentence has it in short ("the trust")."""
    words = [word for word in name_words(body) if word not in STOP_WORDS]
    around = set(name_words(f"{found.title} {found.heading} {found.whole} {found.before}"))
    if set(words) <= around:
        return True
    document = set(name_words(desk.view.document(found.document_id).text))
    return (bool(found.label) or words[-1] in name_words(found.text)) and set(words) <= document


def _presented(desk: Desk, named: Named) -> list[Evidence]:
    """The sentences that say who a speaker is, best first; the second only where it presents them by its form."""
    role, asked = frozenset(name_words(named.role or "")), desk.searcher.embed(desk.question.search)
    rated = []
    for document_id in desk.view.documents_of({named.name, *named.names}, desk.scope):
        read = desk.view.read(document_id)
        for number, sentence in enumerate(read.document.sentences):
            rate = _rate(read.document.text[sentence.start : sentence.end], named, role)
            if rate > 0 and not sentence.furniture:
                rated.append((rate, document_id, number))
    best = sorted(rated, key=lambda one: (-one[0], *one[1:]))[:EACH]
    kept = best[:1] + [one for one in best[1:] if one[0] >= PRESENTS]
    found = [candidate(desk.view.read(document_id), number, asked) for _, document_id, number in kept]
    return [Evidence(c, c.span, TOLD, c.author or c.voices[0]) for c in found]


def _rate(text: str, named: Named, role: frozenset[str]) -> float:
    """How plainly a sentence says who somebody is; 0 where it does not."""
    words = set(name_words(text))
    called = [name for name in (named.name, *named.names) if set(name_words(name)) <= words]
    if not called:
        return 0.0
    share = len(role & words) / len(role) if role else 0.0
    whole = WHOLE if named.name in called else 0.0
    if _presents(text, called):
        return share + whole + PRESENTS
    return share + whole if share >= ENOUGH else 0.0


def _presents(text: str, called: Sequence[str]) -> bool:
    """Whether a sentence has the form of presenting somebody: "Lee is a pilot", "Lee, who heads …", "Lee, pilot at …"."""
    names = "|".join(map(re.escape, sorted(called, key=len, reverse=True)))
    return bool(
        re.search(
            rf"\b(?:{names})(?:,? who)? (?:is|was|heads?|leads?|runs?|works? (?:for|at|as)|serves? as) (?:an?|the|now|its|their|[a-z]+ (?:of|at|for))\b"
            rf"|\b(?:{names}), who (?:is|was|heads?|leads?|runs?|works?|serves?|chairs?|edits?|teaches)\b",
            text,
        )
    )


def _together(role: str, text: str) -> bool:
    """Whether all words of a role stand close together in a sentence."""
    wanted, words = set(name_words(role)) - STOP_WORDS, name_words(text)
    window = len(name_words(role)) + GAP
    return any(wanted <= set(words[n : n + window]) for n in range(len(words)))
