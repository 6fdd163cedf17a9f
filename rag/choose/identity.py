"""Who somebody is: the sentences that give a speaker's role, as their author says it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from index.lexical import STOP_WORDS
from index.types import Document, Speaker
from rag.choose.base import Desk, distinct
from rag.choose.doubt import misses, refused
from rag.choose.fact import fact
from rag.evidence.value import lacks_somebody
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
MENTIONS, REACH = 4, 2
"""Places where somebody is named that are looked at for a post, and sentences before one in which "its" body may stand."""
GAP = 3
"""Words that may stand between those of a role."""

_OF = re.compile(r"\s+(?:of|for|at|to)\s+(?:the\s+)?", re.IGNORECASE)
_POST_OF = re.compile(r"(?P<post>[\w’' -]+?) (?:of|at|for) (?:the )?(?P<body>[\w’'& -]+)", re.IGNORECASE)
_PRONOUNS = frozenset({"its", "their"})


def identity(desk: Desk) -> Choice:
    """The role of whoever is named, or whoever has the role; else what a question for a fact finds, word for word.

    A role that nobody is said to have is refused unless its words stand together somewhere: a minister is no mayor.
    """
    found = [e for named in desk.question.speakers for e in _presented(desk, named)]
    if found:
        return Choice(tuple(distinct(found, MOST)), TOLD, certain=True)
    role = desk.question.topic
    told = _of_a_body(desk, role) if role else []
    if told:
        return Choice(tuple(told), TOLD, certain=True)
    choice = fact(desk)
    if role is None:
        return choice
    held = [e for e in choice.evidence[:1] or choice.nearest if _held(desk, role, e.candidate)]
    if choice.evidence:
        return choice if held else refused(desk, choice.evidence, "low_confidence")
    # That the post and its body stand there with somebody's name says it surely, however it was weighed.
    named = [
        e for e in held if not lacks_somebody(desk.question.text, e.candidate.whole) and not misses(desk, e.candidate)
    ]
    return Choice(tuple(named[:1]), TOLD) if named else choice


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


def _of_a_body(desk: Desk, role: str) -> list[Evidence]:
    """Who has a post of a body that the text calls by a word of its name, or by "its": "the trust's director"."""
    asked = _POST_OF.fullmatch(role.strip())
    if asked is None:
        return []
    found: dict[str, Evidence] = {}
    for document_id in dict.fromkeys(c.document_id for c in desk.retrieved.candidates):
        read = desk.view.read(document_id)
        for person in read.document.speakers:
            number = _holding(read.document, person, asked["post"], asked["body"]) if person.kind == "person" else None
            if number is not None:
                one = candidate(read, number, desk.searcher.embed(desk.question.search))
                found.setdefault(person.name, Evidence(one, one.span, TOLD, one.author or one.voices[0]))
    return list(found.values()) if len(found) == 1 else []  # of two secretaries it may be either


def _holding(document: Document, person: Speaker, post: str, body: str) -> int | None:
    """The sentence that gives a person this post of a body; None where none does."""
    wanted = set(name_words(body)) - STOP_WORDS
    if not person.role or not set(name_words(post)) <= set(name_words(person.role)):
        return None
    for mention in person.mentions[:MENTIONS]:
        number = bisect_right(document.sentences, mention.start, key=lambda s: s.start) - 1
        sentence = document.sentences[number]
        here = document.text[sentence.start : sentence.end]
        owner = re.search(rf"\b(?P<whose>its|their|[\w-]+[’']s?) (?:\w+ )?{re.escape(post)}\b", here, re.IGNORECASE)
        if owner is None or person.name.split()[-1] not in here:
            continue
        before = document.text[document.sentences[max(0, number - REACH)].start : sentence.start + owner.start()]
        word = set(name_words(owner["whose"]))
        named = (
            wanted <= set(name_words(before)) if word <= _PRONOUNS else word <= wanted <= set(name_words(document.text))
        )
        if named:
            return number
    return None


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
