"""Gives words that no report holds to who has just been cited: a quotation alone, and what follows a colon."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.attribute.cues import CLASS_OF
from index.attribute.names import Names
from index.attribute.spans import last_quoted, trim
from index.attribute.view import NONE, View
from index.attribute.wordlist import words
from index.types import Span, Statement

_ENOUGH = 4
"""Words; shorter quotations may be titles or words that somebody only mentions."""
_REPLIES = words("disagree differ take reply counter respond retort object agree concur laugh shrug nod")
"""Verbs of who takes up what somebody else has said, before words of their own."""
_ARTICLES = ("a", "an", "the")
_TAG = 4
"""Tokens behind a quotation within which stands the verb that tells who utters it."""
_NEAR = 2
"""Sentences between who was cited and a quotation that stands alone."""


def claim_rest(view: View, names: Names, statements: Sequence[Statement]) -> list[Statement]:
    """Statements for quotations and explanations that nobody is cited for: whoever names a thing so, or was cited last."""
    cited = _Cited(view, names, statements)
    named = list(_named(view, names, cited))
    if named:
        cited = _Cited(view, names, [*statements, *named])
    return [*named, *_alone(view, names, cited), *_explained(view, cited)]


class _Cited:
    """The statements of a document by the token that cites, and which tokens they hold."""

    def __init__(self, view: View, names: Names, statements: Sequence[Statement]) -> None:
        self.view, self._names = view, names
        own = [(bisect_left(view.start, s.cue.start), s) for s in statements if s.cue and not s.reported_by]
        self._placed = sorted(own, key=lambda item: item[0])
        self._held = bytearray(len(view))
        for part in (part for one in statements for part in one.content):
            begin, end = bisect_left(view.start, part.start), bisect_left(view.start, part.end)
            self._held[begin:end] = b"\1" * (end - begin)

    def holds(self, first: int, end: int) -> bool:
        """Whether some statement has one of these tokens."""
        return any(self._held[first:end])

    def last_before(self, token: int) -> tuple[int, Statement] | None:
        """Who was cited last before a token in its paragraph, near by, and where.

        A quotation that is the next paragraph goes on from one with its speaker: a new one would be named.
        """
        view = self.view
        number = bisect_left(self._placed, token, key=lambda item: item[0])
        if not number:
            return None
        place, one = self._placed[number - 1]
        apart = view.sentence[token] - view.sentence[place]
        if view.paragraph[place] == view.paragraph[token]:
            if apart == _NEAR and (replies := self._replying(view.sentence[token] - 1)) != NONE:
                return self._by(replies, place, one)  # "His colleague took the other side. “…”"
            return (place, one) if apart <= _NEAR else None
        goes_on = apart == 1 and one.attribution == "direct" and _goes_on(view, token)
        return (place, one) if goes_on else None

    def _replying(self, sentence: int) -> int:
        """The subject of a verb by which somebody takes up what was said, in a sentence; NONE where there is none."""
        view = self.view
        first, end = view.bounds[sentence]
        main = (t for t in range(first, end) if view.dep[t] in ("ROOT", "conj") and view.quote[t] == NONE)
        replies = (t for t in main if view.lemma[t] in _REPLIES)
        subjects = (subject for verb in replies if (subject := _subject(view, verb)) != NONE)
        return next((t for t in subjects if view.quote[t] == NONE), NONE)

    def _by(self, subject: int, place: int, one: Statement) -> tuple[int, Statement] | None:
        """What was cited last as the subject's; None where somebody without a name takes it up."""
        view = self.view
        beside = (subject, *(c for c in view.children[subject] if view.dep[c] in ("appos", "compound")))
        named = next((found for t in beside if (found := self._names.entity_at(t)) and found.kind == "person"), None)
        if named is not None:
            return place, replace(one, speaker=named.name, speaker_role=named.role)
        return None if view.pos[subject] == "NOUN" else (place, one)


def _named(view: View, names: Names, cited: _Cited) -> Iterator[Statement]:
    """What a person calls something in quotation marks, whatever the verb ("Reid has gone after Cole as a “human leech”").

    Words with a capital are a name that something has already ("sold it as “Old Salt”").
    """
    for number, quotation in enumerate(view.quotations):
        first, end = view.quote_tokens[number]
        as_ = first - 2 if first > 1 and view.lower[first - 1] in _ARTICLES else first - 1
        if as_ < 1 or view.lower[as_] != "as" or view.quote[as_] != NONE or not view.is_shown(first):
            continue
        # A relative clause has a verb of its own, whatever the parse takes it for.
        above = (t for t in _above(view, as_) if view.pos[t] == "VERB" or view.dep[t] == "relcl")
        verb = next((t if view.pos[t] == "VERB" else NONE for t in above), NONE)
        subject = _subject(view, verb) if verb != NONE and not cited.holds(first, end) else NONE
        person = names.entity_at(subject) if subject != NONE else None
        small = next((view.word[t][0].islower() for t in range(first, end) if view.word[t][0].isalpha()), False)
        of_something = any(view.dep[t] in ("dobj", "prep") and t < as_ for t in view.children[verb])
        if person is not None and person.kind == "person" and small and of_something:
            source, cue = (Span(*view.chars(t, t)) for t in (subject, verb))
            content = (Span(quotation.start, quotation.end),)
            yield Statement(person.name, "direct", content, person.role, source=source, cue=cue)


def _above(view: View, token: int) -> Iterator[int]:
    """The tokens that a token depends on, nearest first."""
    while view.head[token] != token:
        token = view.head[token]
        yield token


def _subject(view: View, verb: int) -> int:
    """The subject of a verb, or of the one that it is joined to; NONE where it has none."""
    for one in (verb, *_above(view, verb)):
        found = next((t for t in view.children[one] if view.dep[t] == "nsubj"), NONE)
        if found != NONE or view.dep[one] not in ("conj", "xcomp", "advcl"):
            return found
    return NONE


def _alone(view: View, names: Names, cited: _Cited) -> Iterator[Statement]:
    """Quotations in nobody's statement, whole sentences or the rest of a sentence that cites somebody.

    One that is told of somebody ("“…,” promised its director, Ann Lee") is theirs, or nobody's.
    """
    for number, quotation in enumerate(view.quotations):
        first, end = view.quote_tokens[number]
        if quotation.words < _ENOUGH or not view.is_shown(first) or cited.holds(first, end):
            continue
        teller = _told_of(view, number)
        if teller != NONE:
            person = names.entity_at(teller) or next(
                (p for c in view.children[teller] if (p := names.entity_at(c))), None
            )
            if person is not None:
                content = (Span(quotation.start, quotation.end),)
                yield Statement(person.name, "direct", content, person.role, source=Span(*view.chars(teller, teller)))
            continue
        last = cited.last_before(first)
        opens = first == view.bounds[view.sentence[first]][0] or (first > 0 and view.quote[first - 1] != NONE)
        if last is not None and (opens or view.sentence[last[0]] == view.sentence[first]):
            yield _of(last[1], Span(quotation.start, quotation.end), direct=True)


def _told_of(view: View, number: int) -> int:
    """The subject of the verb right behind a quotation that ends in a comma; NONE where there is none."""
    if last_quoted(view, number) not in (",", "!", "?"):
        return NONE
    _, end = view.quote_tokens[number]
    for verb in (t for t in range(end, min(end + _TAG, len(view))) if view.pos[t] == "VERB"):
        # Behind its verb a subject is often taken for the object.
        kinds = ("nsubj", "dobj") if verb == end else ("nsubj",)
        subject = next((c for c in view.children[verb] if view.dep[c] in kinds and view.quote[c] == NONE), NONE)
        if subject != NONE and min(verb, view.left[subject]) <= end + 1:
            return subject
    return NONE


def _goes_on(view: View, token: int) -> bool:
    """Whether the quotation of a token is a paragraph of its own between what is no question and what is no quotation."""
    if view.quote[token] == NONE:
        return False
    first, end = view.quote_tokens[view.quote[token]]
    before = next((t for t in range(first - 1, -1, -1) if view.pos[t] != "SPACE"), NONE)
    behind = next((t for t in range(end, len(view)) if view.pos[t] != "SPACE"), NONE)
    asked = before != NONE and "?" in view.word[view.bounds[view.sentence[before]][0] : before + 1]
    apart = all(t == NONE or view.paragraph[t] != view.paragraph[first] for t in (before, behind))
    return apart and not asked and (behind == NONE or view.quote[behind] == NONE)


def _explained(view: View, cited: _Cited) -> Iterator[Statement]:
    """What follows the colon of a sentence that cites somebody before it ("She criticised it: it cost too much")."""
    for first, end in view.bounds:
        colon = next((t for t in range(first, end) if view.word[t] == ":" and view.quote[t] == NONE), NONE)
        if colon == NONE or not view.is_shown(colon):
            continue
        span, last = trim(view, colon + 1, end - 1), cited.last_before(colon)
        if span is None or last is None or view.sentence[last[0]] != view.sentence[colon]:
            continue
        clause = any(view.pos[t] in ("VERB", "AUX") for t in range(colon, end))
        if clause and view.lemma[last[0]] in CLASS_OF and not cited.holds(colon + 1, end):
            yield _of(last[1], Span(*view.chars(*span)), direct=False)


def _of(one: Statement, content: Span, *, direct: bool) -> Statement:
    """More words of whoever makes a statement."""
    return Statement(one.speaker, "direct" if direct else "indirect", (content,), one.speaker_role)
