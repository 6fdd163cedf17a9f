"""Proposes what a cue may cite: clauses, objects, the rest of the sentence, quotations that run on."""

from __future__ import annotations

from index.attribute.spans import Spans, TokenSpan, last_quoted, trim
from index.attribute.view import NONE, View
from index.attribute.wordlist import words

Proposals = dict[Spans, set[str]]
# Dependents that can be what is said, thought or asked for.
_ARGUMENTS = words(
    "ccomp xcomp dobj attr acomp oprd prep advcl dative pcomp acl relcl npadvmod pobj agent conj appos advmod "
    "prt dep parataxis nsubj nsubjpass csubj"
)
_MOST_ARGUMENTS = 6  # right-hand dependents that are combined; more make no better spans and cost time
TOLD = words("tell inform assure warn remind advise")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def propose_contents(view: View, cue: int) -> Proposals:
    """Candidate contents of a cue with the names of the rules that proposed each."""
    found: Proposals = {}
    _dependents(view, cue, found)
    _around(view, cue, found)
    _quoted(view, cue, found)
    if view.pos[cue] in ("NOUN", "ADJ"):
        _of_copula(view, cue, found)
    if view.dep[cue] in ("relcl", "acl"):
        _antecedent(view, cue, found)
    return found


def _add(view: View, found: Proposals, name: str, *parts: TokenSpan) -> None:
    """Adds a trimmed candidate, and its longer form where its edges cut a quotation in two."""
    spans = tuple(span for part in parts if (span := trim(view, *part)) is not None)
    if len(spans) != len(parts) or not any(_says(view, span) for span in spans):
        return
    whole = tuple(_whole_quotes(view, span) for span in spans)
    if not any(_ends_at_a_mark(view, span) for span in spans):
        found.setdefault(spans, set()).add(name)
    if whole != spans:
        found.setdefault(whole, set()).add(name + "+q")


def _says(view: View, span: TokenSpan) -> bool:
    """Whether there is more than marks of Markdown in a span."""
    return any(view.word[t].strip("*_:") for t in range(span[0], min(span[1], span[0] + 3) + 1))


def _ends_at_a_mark(view: View, span: TokenSpan) -> bool:
    """Whether nothing of a quotation is in a span but the mark that opens it."""
    number = view.quote[span[1]]
    return number != NONE and span[0] < span[1] == view.quote_tokens[number][0]


def _whole_quotes(view: View, span: TokenSpan) -> TokenSpan:
    """The span widened to the whole of the quotations that its edges lie in."""
    first, last = span
    if (before := view.quote[first]) != NONE:
        first = min(first, view.quote_tokens[before][0])
    if (after := view.quote[last]) != NONE:
        last = max(last, view.quote_tokens[after][1] - 1)
    return first, last


def _dependents(view: View, cue: int, found: Proposals) -> None:
    """Subtrees of the cue's dependents, and runs of neighbouring ones to the right."""
    children = [child for child in view.children[cue] if view.dep[child] in _ARGUMENTS]
    for child in children:
        _add(view, found, _name(view, child, cue), (view.left[child], view.right[child]))
        if view.dep[child] in ("prep", "agent", "dative") or view.pos[child] in ("ADP", "SCONJ"):
            for inner in view.children[child]:
                if view.dep[inner] in ("pobj", "pcomp", "prep"):
                    name = f"{_name(view, child, cue)}>{view.dep[inner]}"
                    _add(view, found, name, (view.left[inner], view.right[inner]))
                    _add(view, found, name + "..", (view.left[inner], max(view.right[inner], view.right[cue])))
    after = [child for child in children if child > cue][:_MOST_ARGUMENTS]
    for i, first in enumerate(after):
        for last in after[i + 1 :]:
            _add(view, found, f"{view.dep[first]}..{view.dep[last]}", (view.left[first], view.right[last]))


def _name(view: View, child: int, cue: int) -> str:
    """Dependency and side; for prepositions their word."""
    side = "<" if child < cue else ""
    return f"{side}{view.dep[child]}:{view.lower[child]}" if view.dep[child] == "prep" else side + view.dep[child]


def _subject_edge(view: View, cue: int) -> int:
    """First token of the cue's own clause: its subject or auxiliaries where they stand before it."""
    edges = [view.left[c] for c in view.children[cue] if c < cue and view.dep[c] in _SUBJECTS]
    edges += [c for c in view.children[cue] if c < cue and view.dep[c] in ("aux", "auxpass", "neg")]
    return min(edges, default=cue)


def _after_subject(view: View, cue: int) -> int:
    """Last token of the cue's group: an inverted subject ("said Jim Clyburn") or addressee counts."""
    edges = [view.right[c] for c in view.children[cue] if c > cue and view.dep[c] in _SUBJECTS]
    return max(edges, default=cue)


def _around(view: View, cue: int, found: Proposals) -> None:
    """What stands left and right of the cue in its sentence, and both sides as one content."""
    first, end = view.bounds[view.sentence[cue]]
    last = end - 1
    clause, after = _subject_edge(view, cue), _after_subject(view, cue)
    if view.lower[cue] == "according":
        clause, after = view.left[cue], view.right[cue]
    if clause > first:
        _add(view, found, "left", (first, clause - 1))
        _left_of_comma(view, first, clause, found)
    if after < last:
        _add(view, found, "right", (after + 1, last))
        _right_of_comma(view, after, last, found)
    if clause > first and after < last:
        _add(view, found, "both", (first, clause - 1), (after + 1, last))
    if cue < view.right[cue]:
        _add(view, found, "tail", (cue + 1, view.right[cue]))


def _left_of_comma(view: View, first: int, clause: int, found: Proposals) -> None:
    """The part between the last comma and the clause, for ", X said" inside longer sentences."""
    if clause - 1 <= first:
        return
    for token in range(clause - 2, first, -1):
        if view.word[token] in (",", ";", "—", "–", "--", "but", "and"):
            _add(view, found, "left,", (token + 1, clause - 1))
            return


def _right_of_comma(view: View, after: int, last: int, found: Proposals) -> None:
    """The right side up to its first comma, and from its first comma on."""
    for token in range(after + 2, last):
        if view.word[token] in (",", ";", "—", "–", "--"):
            _add(view, found, "right<,", (after + 1, token - 1))
            _add(view, found, "right,>", (token + 1, last))
            return


def _quoted(view: View, cue: int, found: Proposals) -> None:
    """Quotations that end before or begin after the cue, with those that go on behind its sentence."""
    first, end = view.bounds[view.sentence[cue]]
    before = _quote_before(view, cue, first)
    inside = [q for q in range(len(view.quotations)) if _starts_within(view, q, cue, end)] if view.quotations else []
    more = _following(view, end, max([before, *inside]))
    parts: list[TokenSpan] = []
    if before != NONE:
        parts = [_quote_span(view, before)]
        _add(view, found, "quote<", *parts)
        if more:
            _add(view, found, "quote<+", *parts, *more)
    if inside:
        right = [_quote_span(view, q) for q in inside]
        _add(view, found, "quote>", right[0])
        if len(right) > 1:
            _add(view, found, "quote>>", *right)
        if parts:
            _add(view, found, "quote<>", *parts, *right)
        if more:
            _add(view, found, "quote>+", *right, *more)
            _add(view, found, "quote<>+", *parts, *right, *more)
    elif more and before == NONE:
        _add(view, found, "quote.", *more)
        _add(view, found, "quote.1", more[0])
    _with_following(view, found, more)


def _with_following(view: View, found: Proposals, more: list[TokenSpan]) -> None:
    """Candidates that hold words outside quotes, lengthened by the quotations that follow the sentence."""
    if not more:
        return
    for spans, names in list(found.items()):
        kept = {name for name in names if name in ("left", "both", "ccomp", "<ccomp", "right", "left+q", "right+q")}
        if kept and spans[-1][1] < more[0][0]:
            _add(view, found, "long:" + min(kept), *spans, *more)


def _quote_span(view: View, number: int) -> TokenSpan:
    """First and last token of a quotation."""
    first, end = view.quote_tokens[number]
    return first, end - 1


def _quote_before(view: View, cue: int, first: int) -> int:
    """The last quotation that ends before the cue, in its sentence or right before that; NONE if there is none."""
    token = cue - 1
    while token >= 0 and token >= first - 2:
        if view.quote[token] != NONE and view.quote[token] != view.quote[cue]:
            if token < first and _is_part_of_a_clause(view, view.quote[token]):
                return NONE  # of whoever that clause is about
            return view.quote[token] if view.paragraph[token] == view.paragraph[cue] else NONE
        token -= 1
    return NONE


def _is_part_of_a_clause(view: View, number: int) -> bool:
    """Whether a colon leads up to a quotation, or its sentence begins before it and ends only behind its last mark."""
    first, end = view.quote_tokens[number]
    if view.word[first - 1] == ":":
        return True
    begins = view.bounds[view.sentence[first]][0] if view.sentence[first] != NONE else first
    return begins < first and end < len(view) and view.word[end] == "."


def _starts_within(view: View, number: int, cue: int, end: int) -> bool:
    """Whether a quotation begins after the cue and before the end of its sentence."""
    return cue < view.quote_tokens[number][0] < end and view.quote_tokens[number][1] > 0


def _following(view: View, end: int, last: int) -> list[TokenSpan]:
    """Quotations that follow a sentence at once, and those that an unclosed one runs on into."""
    spans: list[TokenSpan] = []
    at = max(end, view.quote_tokens[last][1] if last != NONE else 0)
    number = last + 1 if last != NONE else _first_quote_from(view, end)
    unclosed = last != NONE and not view.quotations[last].closed
    while 0 <= number < len(view.quotations):
        first, stop = view.quote_tokens[number]
        gap = [t for t in range(at, first) if view.pos[t] not in ("SPACE", "PUNCT")] if first - at < 6 else [at]
        same = view.paragraph[first] == view.paragraph[max(at - 1, 0)]
        colon = at > 0 and not spans and view.word[_last_word(view, at - 1)].strip("*_") == ":"
        if stop == 0 or gap or not (same or unclosed or colon) or _is_tagged(view, number):
            break
        spans.append((first, stop - 1))
        at, unclosed, number = stop, not view.quotations[number].closed, number + 1
    return spans


def _is_tagged(view: View, number: int) -> bool:
    """Whether a quotation ends in a comma and its own sentence goes on: it tells who speaks."""
    _, stop = view.quote_tokens[number]
    return last_quoted(view, number) == "," and stop < len(view) and view.sentence[stop] == view.sentence[stop - 1]


def _last_word(view: View, token: int) -> int:
    """The token itself, or the one before it where it is only space, or marks of Markdown."""
    while token > 0 and (view.pos[token] == "SPACE" or not view.word[token].strip("*_")):
        token -= 1
    return token


def _first_quote_from(view: View, token: int) -> int:
    """The first quotation that begins at or just after a token; NONE if none is near."""
    for at in range(token, min(token + 4, len(view))):
        if view.quote[at] != NONE:
            return view.quote[at]
    return NONE


def _of_copula(view: View, cue: int, found: Proposals) -> None:
    """For "his concern is that ..." and "he is sure that ...": the other dependents of the copula."""
    verb = view.head[cue]
    if verb == cue:
        return
    for child in view.children[verb]:
        if child != cue and child > cue and view.dep[child] in _ARGUMENTS:
            _add(view, found, f"be>{view.dep[child]}", (view.left[child], view.right[child]))
            _add(view, found, "be>..", (view.left[child], view.right[verb]))
        elif child < cue and view.dep[child] in _SUBJECTS:
            _add(view, found, "be<subject", (view.left[child], view.right[child]))


def _antecedent(view: View, cue: int, found: Proposals) -> None:
    """For "a firewall, which he called useless": what the clause is about."""
    noun = view.head[cue]
    clause = view.left[cue]
    if noun < clause:
        _add(view, found, "antecedent", (view.left[noun], clause - 1))
        _add(view, found, "antecedent+", (view.left[noun], clause - 1), (cue + 1, max(view.right[cue], cue + 1)))


def to_the_last_mark(view: View, cue: int, content: Spans) -> Spans:
    """A content to the end of the quotation that begins in its last part, where it was cut at a comma within it."""
    first, last = content[-1]
    number = view.quote[last]
    if number == NONE or not view.quotations[number].closed:
        return content
    begins, stop = view.quote_tokens[number]
    goes_on = first <= begins <= last < stop - 1 and not last < cue < stop
    return (*content[:-1], (first, stop - 1)) if goes_on else content


def run_on(view: View, content: Spans) -> Spans:
    """A content with the paragraphs into which its last quotation runs on: none closes it, and each opens one anew."""
    number, spans = view.quote[content[-1][1]], list(content)
    while number != NONE and not view.quotations[number].closed and number + 1 < len(view.quotations):
        first, stop = view.quote_tokens[number + 1]
        here = view.quote_tokens[number][1]
        if stop == 0 or any(view.pos[t] not in ("SPACE", "PUNCT") for t in range(here, first)):
            break
        number += 1
        spans.append((first, stop - 1))
    return tuple(spans)


def passive_of(view: View, cue: int) -> Spans | None:
    """For "they were told by a clerk that …" what is told; for "she is accused by the trust of …" whom and of what."""
    that = next((t for t in range(cue, view.right[cue]) if view.lower[t] == "that"), None)
    if view.lemma[cue] in TOLD and that is not None:
        span = trim(view, that, view.right[cue])
        return (span,) if span is not None else None
    subject = next((c for c in view.children[cue] if view.dep[c] == "nsubjpass"), None)
    of = next((t for t in range(cue, view.right[cue]) if view.lower[t] == "of" and view.tag[t + 1] == "VBG"), None)
    if view.lemma[cue] != "accuse" or subject is None or of is None:
        return passive_as(view, cue)
    spans = trim(view, view.left[subject], subject), trim(view, of, view.right[cue])
    return tuple(span for span in spans if span is not None)


def passive_as(view: View, cue: int) -> Spans | None:
    """For "the plan was described by her as a disaster": the subject with the phrase after "as"."""
    subject = next((c for c in view.children[cue] if view.dep[c] == "nsubjpass"), None)
    phrase = next((c for c in view.children[cue] if c > cue and view.lower[c] == "as"), None)
    if subject is None or phrase is None or view.right[phrase] == phrase:
        return None
    spans = trim(view, view.left[subject], view.right[subject]), trim(view, phrase, view.right[phrase])
    return tuple(span for span in spans if span is not None)
