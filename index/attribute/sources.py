"""Proposes who a cue may cite: its subject, its agent, its possessor, the subject of the clause above it."""

from __future__ import annotations

from index.attribute.animate import may_speak
from index.attribute.spans import TokenSpan, child, noun_phrase, trim
from index.attribute.view import NONE, View
from index.attribute.wordlist import words
from index.shapes import DATELINE

Proposals = dict[TokenSpan, set[str]]
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLIMB = words("xcomp conj advcl ccomp pcomp prep acl relcl dobj pobj attr acomp oprd dep appos agent")
_MOST_STEPS = 4
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_QUOTING = frozenset({"quote", "cite"})
_WORDS_OF = words("word line phrase saying quotation passage verse remark dictum")
_SAYING = words("say write tell call argue think believe report understand know hold put observe remark")
_NEAREST = 2  # nouns tried on each side, beside those that the parse names


def propose_sources(view: View, cue: int) -> Proposals:
    """Candidate sources of a cue with the names of the rules that proposed each."""
    found: Proposals = {}
    _own(view, cue, found)
    _climb(view, cue, found)
    _nearest(view, cue, found)
    _main_clause(view, cue, found)
    if view.word[cue] == ":":
        _before_colon(view, cue, found)
    begins = _behind_dateline(view, cue)
    return found if begins == view.bounds[view.sentence[cue]][0] else _behind(view, begins, found)


def _behind_dateline(view: View, cue: int) -> int:
    """The first token of a sentence behind "KIEL, 3 May –", where it begins so."""
    first, end = view.bounds[view.sentence[cue]]
    line = DATELINE.match(view.text, view.start[first], view.end[end - 1])
    return next((t for t in range(first, cue) if view.start[t] >= line.end()), first) if line else first


def _behind(view: View, begins: int, found: Proposals) -> Proposals:
    """The candidates behind a dateline; a subject that the parse sees in the place is what is named first behind it."""
    kept: Proposals = {}
    named = _first_named(view, begins)
    for (first, last), names in found.items():
        span = (max(first, begins), last) if last >= begins else named if names & {"nsubj", "main"} else None
        if span is not None:
            kept.setdefault(span, set()).update(names)
    return kept


def _first_named(view: View, begins: int) -> TokenSpan | None:
    """The first noun of a sentence from a token on, with what stands before it there."""
    _, end = view.bounds[view.sentence[begins]]
    top = next((t for t in range(begins, end) if view.pos[t] in _NOMINAL), NONE)
    if top == NONE:
        return None
    while view.dep[top] in ("compound", "nmod") and begins <= view.head[top]:
        top = view.head[top]
    return trim(view, max(view.left[top], begins), top) or (top, top)


def source_by_form(view: View, cue: int) -> TokenSpan | None:
    """Who is cited where the form leaves no choice: of whom something is said by others, whose wife it is that says it."""
    return _raised_subject(view, cue) or _relatives(view, cue) or _people_said_to_be(view, cue)


def quoted_by_another(view: View, first: int, colon: int) -> TokenSpan | None:
    """Whose words stand behind a colon in "she began by quoting Bo Lund: “…”", "in the words of Bo Lund: “…”", "what Lund said then: “…”".

    ``first`` is where the clause begins, or the verb that would cite whoever quotes.
    """
    if colon + 1 >= len(view) or view.quote[colon + 1] == NONE:
        return None
    names = [child(view, t, "dobj") for t in range(first, colon) if view.lemma[t] in _QUOTING]
    words_of = (t for t in range(first, colon) if view.lemma[t] in _WORDS_OF)
    links = (link for t in words_of for link in view.children[t] if view.lower[link] in ("of", "from", "by"))
    names += [child(view, link, "pobj") for link in links]
    begins = view.bounds[view.sentence[colon]][0]
    if view.lower[begins] == "asked":  # "Asked what Lund had said of it, she was blunt: …"
        comma = next((t for t in range(colon - 1, begins, -1) if view.word[t] == ","), colon)
        answers = next((t for t in range(comma, colon) if view.dep[t] == "nsubj"), NONE)
        return noun_phrase(view, answers) if answers != NONE else None
    what = next((t for t in range(first + 1, colon) if view.lower[t] == "what"), colon)
    names += [child(view, t, "nsubj") for t in range(what, colon) if view.lemma[t] in _SAYING]
    named = next((t for t in names if t != NONE and t < colon and _is_somebody(view, t)), NONE)
    return noun_phrase(view, named) if named != NONE else None


def _is_somebody(view: View, token: int) -> bool:
    """Whether a word is a name, or a noun beside which a name stands."""
    beside = (view.pos[c] == "PROPN" for c in view.children[token])
    return view.pos[token] == "PROPN" or (view.pos[token] == "NOUN" and any(beside))


def _raised_subject(view: View, cue: int) -> TokenSpan | None:
    """Of whom it is told: "he was said by two colleagues to believe that …", "Rusk, she reminds us, used to say that …"."""
    verb = view.head[cue]
    passive = any(view.dep[c] == "auxpass" for c in view.children[verb]) and view.lemma[verb] in _SAYING
    if view.dep[cue] != "xcomp" or view.tag[cue] != "VB" or not (passive or view.lower[verb] == "used"):
        return None
    subject = child(view, verb, "nsubjpass" if passive else "nsubj")
    return noun_phrase(view, subject) if subject != NONE else None


def _relatives(view: View, cue: int) -> TokenSpan | None:
    """For "Lund, whose wife Ann runs the shop and says that …": the wife says it."""
    first, own = view.head[cue], child(view, cue, "nsubj")
    subject = child(view, first, "nsubj")
    if own != NONE or view.dep[cue] != "conj" or subject == NONE or view.lower[view.left[subject]] != "whose":
        return None
    return noun_phrase(view, subject)


def _people_said_to_be(view: View, cue: int) -> TokenSpan | None:
    """For "two people familiar with the matter said" the people: what they know stands nearer to the verb."""
    subject = child(view, cue, "nsubj")
    if subject == NONE or subject > cue or view.pos[subject] != "NOUN" or not may_speak(view, subject):
        return None
    known = any(view.pos[c] == "ADJ" and c > subject and view.right[c] > c for c in view.children[subject])
    return noun_phrase(view, subject) if known else None


def _add(view: View, found: Proposals, name: str, head: int) -> None:
    """Adds the noun phrase of a head; what is no noun names no one."""
    if view.pos[head] in _NOMINAL or view.tag[head] in ("CD", "WDT", "DT", "PRP$", "WP$", "JJ", "JJR", "JJS", "NNP"):
        found.setdefault(noun_phrase(view, head), set()).add(name)


def _own(view: View, cue: int, found: Proposals) -> None:
    """Dependents of the cue: subject, possessor, "by", "of", "from", "according to"; names before a noun."""
    for beside in view.children[cue]:
        dep = view.dep[beside]
        if (
            dep in _SUBJECTS
            or dep in ("poss", "expl", "dobj", "npadvmod", "attr", "appos", "ccomp")
            or (dep in ("compound", "nmod", "amod") and view.pos[cue] == "NOUN")
        ):
            _add(view, found, dep, beside)
        elif dep in ("agent", "prep", "dative") or view.lower[beside] in ("to", "by"):
            for inner in view.children[beside]:
                _add(view, found, f"{dep}:{view.lower[beside]}", inner)


def _climb(view: View, cue: int, found: Proposals) -> None:
    """Subjects of the clauses above the cue, and the noun that a clause depends on."""
    at, path = cue, ""
    for _ in range(_MOST_STEPS):
        dep, parent = view.dep[at], view.head[at]
        if parent == at or dep not in _CLIMB | _SUBJECTS:
            return
        path = f"{path}^{dep}"
        if view.pos[parent] in _NOMINAL:
            _add(view, found, f"{path}noun", parent)
        for beside in view.children[parent]:
            if beside == at:
                continue
            if view.dep[beside] in _SUBJECTS or view.dep[beside] == "poss":
                _add(view, found, f"{path}{view.dep[beside]}", beside)
            elif view.dep[beside] == "agent" or (
                view.dep[beside] == "prep" and view.lower[beside] in ("by", "from", "of")
            ):
                for inner in view.children[beside]:
                    _add(view, found, f"{path}{view.dep[beside]}", inner)
        at = parent


def _nearest(view: View, cue: int, found: Proposals) -> None:
    """The nearest nouns on both sides of the cue in its sentence and outside quotations it does not share."""
    first, end = view.bounds[view.sentence[cue]]
    for side, tokens in (("near<", range(cue - 1, first - 1, -1)), ("near>", range(cue + 1, end))):
        seen = 0
        for token in tokens:
            if view.pos[token] in _NOMINAL and view.dep[token] not in ("compound", "poss", "nmod"):
                if view.quote[token] != NONE and view.quote[token] != view.quote[cue]:
                    continue
                _add(view, found, f"{side}{seen}", token)
                seen += 1
                if seen == _NEAREST:
                    break


def _main_clause(view: View, cue: int, found: Proposals) -> None:
    """The subject of the sentence's main verb and its first noun, for participles that the parse hangs elsewhere."""
    first, end = view.bounds[view.sentence[cue]]
    at = cue
    for _ in range(12):
        if view.head[at] == at:
            break
        at = view.head[at]
    for beside in view.children[at]:
        if view.dep[beside] in _SUBJECTS:
            _add(view, found, "main", beside)
    for token in range(first, min(cue, end)):
        if view.pos[token] in _NOMINAL and view.dep[token] in _SUBJECTS and view.quote[token] == view.quote[cue]:
            _add(view, found, "first", token)
            return


def _before_colon(view: View, cue: int, found: Proposals) -> None:
    """The name that opens the line before a colon."""
    first = cue
    while first > 0 and view.paragraph[first - 1] == view.paragraph[cue] and cue - first < 9:
        first -= 1
    while first < cue and view.pos[first] in ("SPACE", "PUNCT"):
        first += 1
    if first < cue:
        found.setdefault((first, cue - 1), set()).add("line")
