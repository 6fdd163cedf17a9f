"""Words put in between (", he warned,") belong to their own clause: what stands before a colon is another report."""

from __future__ import annotations

from index.attribute.cues import CLASS_OF
from index.attribute.spans import Spans, trim
from index.attribute.view import NONE, View

_STOPS = frozenset({":", ";"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def own_clause(view: View, cue: int, content: Spans) -> Spans:
    """A content without what another report says on the other side of a colon or semicolon.

    "Lee doubted it: bans fail, she warned, where nobody looks" has two reports; each keeps its side.
    """
    (first, last), *others = content
    stop = _stop(view, first, last)
    if stop == NONE:
        return content
    if last < cue and is_aside(view, cue) and _reports(view, view.bounds[view.sentence[cue]][0], stop):
        behind = trim(view, stop + 1, last)
        return (behind, *others) if behind is not None else content
    if first > cue and not others and _is_told_behind(view, stop):
        before = trim(view, first, stop - 1)
        return (before,) if before is not None else content
    return content


def is_aside(view: View, cue: int) -> bool:
    """Whether a verb stands with its subject between commas, or at the end behind one (", he warned,")."""
    subject = next((c for c in view.children[cue] if view.dep[c] in _SUBJECTS and c < cue), NONE)
    if subject == NONE or view.lemma[cue] not in CLASS_OF or cue + 1 >= len(view):
        return False
    before = view.left[subject] - 1
    return before >= 0 and view.word[before] == "," and view.word[cue + 1] in (",", ".")


def _is_told_behind(view: View, stop: int) -> bool:
    """Whether what follows a stop in its sentence has a report of its own put into it."""
    return any(is_aside(view, token) for token in range(stop + 1, view.bounds[view.sentence[stop]][1]))


def _stop(view: View, first: int, last: int) -> int:
    """The last colon or semicolon of a span outside quotations."""
    stops = (t for t in range(last, first, -1) if view.word[t] in _STOPS and view.quote[t] == NONE)
    return next(stops, NONE)


def _reports(view: View, first: int, stop: int) -> bool:
    """Whether a verb that cites stands with its subject before a stop."""
    verbs = (t for t in range(first, stop) if view.pos[t] == "VERB" and view.quote[t] == NONE)
    citing = (verb for verb in verbs if view.lemma[verb] in CLASS_OF)
    return any(view.dep[child] in _SUBJECTS for verb in citing for child in view.children[verb])
