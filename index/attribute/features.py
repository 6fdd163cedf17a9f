"""What the learned scorers see of a cue, of a content for it and of a source for it: named features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from index.attribute.cues import CLASS_OF, american
from index.attribute.spans import Spans, TokenSpan, covers, size
from index.attribute.view import NONE, View

T = TypeVar("T")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "attr", "acomp", "oprd"})
# Quotations of this many words and more are seldom scare quotes.
_LONG_QUOTE = 4


@dataclass(frozen=True, slots=True)
class CueContext:
    """A cue with what its features share: lemma, class, its dependents and the quotations of its sentence."""

    token: int
    lemma: str
    group: str
    frame: str
    base: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """What was chosen for a cue: its span, the rules that proposed it, how probable it is among the others."""

    span: T
    names: frozenset[str]
    probability: float


def _word(view: View, token: int) -> str:
    """The lower-case word at a token, a mark outside the document."""
    return view.lower[token] if 0 <= token < len(view) else "^"


def _part(view: View, token: int) -> str:
    """The part of speech at a token, a mark outside the document."""
    return view.pos[token] if 0 <= token < len(view) else "^"


def cue_context(view: View, cue: int) -> CueContext:
    """What all features of one cue share."""
    lemma = american(view.lemma[cue])
    group = CLASS_OF.get(lemma, view.pos[cue])
    kinds = []
    for child in view.children[cue]:
        dep = view.dep[child]
        side = "<" if child < cue else ">"
        if dep in _SUBJECTS or dep in _COMPLEMENTS:
            kinds.append(side + dep)
        elif dep in ("prep", "agent", "prt", "mark", "acl"):
            kinds.append(side + view.lower[child])
    frame = " ".join(kinds)
    base = (f"l={lemma}", f"g={group}", f"p={view.pos[cue]}", f"d={view.dep[cue]}")
    return CueContext(cue, lemma, group, frame, base)


def cue_features(view: View, context: CueContext) -> list[str]:
    """Whether a token cites someone: its word, its dependents, its neighbours, the quotations around it."""
    cue = context.token
    lemma, group, head = context.lemma, context.group, view.head[cue]
    found = [*context.base, f"w={view.lower[cue]}", f"t={view.tag[cue]}", f"f={context.frame}"]
    found += [f"lf={lemma} {context.frame}", f"gf={group} {context.frame}", f"ld={lemma} {view.dep[cue]}"]
    found += [
        f"h={view.lemma[head]} {view.dep[cue]}",
        f"hp={view.pos[head]} {view.dep[cue]}",
        f"lt={lemma} {view.tag[cue]}",
    ]
    found.append(f"hg={CLASS_OF.get(view.lemma[head], '')} {view.dep[cue]}")
    for offset in (-3, -2, -1, 1, 2, 3):
        found += [f"w{offset}={_word(view, cue + offset)}", f"p{offset}={_part(view, cue + offset)}"]
    found += [
        f"l+1={lemma} {_word(view, cue + 1)}",
        f"l-1={lemma} {_word(view, cue - 1)}",
        f"g+1={group} {_word(view, cue + 1)}",
    ]
    _child_features(view, context, found)
    _quote_features(view, context, found)
    return found


def _child_features(view: View, context: CueContext, found: list[str]) -> None:
    """Dependents of the cue one by one, its subject above all."""
    lemma, group = context.lemma, context.group
    subject = False
    for child in view.children[context.token]:
        dep = view.dep[child]
        name = f"{dep}:{view.lower[child]}" if dep in ("prep", "mark", "aux", "prt", "neg", "agent") else dep
        found += [f"c={name}", f"lc={lemma} {name}", f"gc={group} {name}", f"cl={dep} {view.lemma[child]}"]
        if dep in _SUBJECTS:
            subject = True
            kind = view.entity[child] or view.tag[child]
            found += [f"s={kind}", f"gs={group} {kind}", f"ls={lemma} {kind}", f"sl={view.lemma[child]}"]
        elif dep == "dobj":
            found += [
                f"o={view.entity[child] or view.tag[child]}",
                f"go={group} {view.entity[child] or view.tag[child]}",
            ]
        elif dep == "prep":
            for inner in view.children[child]:
                found.append(f"po={view.lower[child]} {view.lemma[inner]}")
        elif dep in ("ccomp", "xcomp"):
            found += [f"cc={dep} {view.tag[child]}", f"gcc={group} {dep} {view.tag[child]}"]
    if not subject:
        found += ["s=none", f"gs={group} none"]


def _quote_features(view: View, context: CueContext, found: list[str]) -> None:
    """Quotations at the cue: around it, before it, behind it, and what else marks its sentence."""
    cue = context.token
    first, end = view.bounds[view.sentence[cue]]
    marks = []
    if view.quote[cue] != NONE:
        marks.append("in" if view.quotations[view.quote[cue]].words >= _LONG_QUOTE else "in:short")
    for name, tokens in (("left", range(max(first - 2, 0), cue)), ("right", range(cue + 1, min(end + 2, len(view))))):
        numbers = {view.quote[t] for t in tokens} - {NONE, view.quote[cue]}
        if numbers:
            longest = max(view.quotations[n].words for n in numbers)
            marks.append(f"{name}:{'long' if longest >= _LONG_QUOTE else 'short'}")
    key = " ".join(marks)
    found += [f"q={key}", f"lq={context.lemma} {key}", f"gq={context.group} {key}"]
    if view.word[end - 1] == ":":
        found += ["colon", f"g:={context.group}"]
    found.append(f"para={min(view.paragraph[cue], 2)}")
    found.append(f"root={view.head[cue] == cue} {view.pos[cue]} {key}")


def content_features(view: View, context: CueContext, spans: Spans, names: set[str], count: int) -> list[str]:
    """Whether these spans are what the cue cites."""
    cue = context.token
    (first, last), words = (spans[0][0], spans[-1][1]), size(spans)
    label = "|".join(sorted(names))
    before, after = _word(view, first - 1), _word(view, last + 1)
    side = "<" if last < cue else ">" if first > cue else "<>"
    marks = _span_quotes(view, spans)
    found = [f"N={label}", f"S={side}", f"Q={marks}", f"n={_bucket(words)}", f"k={len(spans)}"]
    for name in names:
        found += [f"r={name}", f"lr={context.lemma} {name}", f"gr={context.group} {name}", f"dr={view.dep[cue]} {name}"]
        found += [
            f"fr={context.frame} {name}",
            f"qr={marks} {name}",
            f"rb={name} {_bucket(words)}",
            f"r1={name} {count}",
        ]
        found += [f"ra={name} {after}", f"rf={name} {_word(view, first)}"]
    found += [f"b={before} {side}", f"a={after} {side}", f"w1={_word(view, first)}", f"w9={_word(view, last)}"]
    found += [
        f"p1={view.tag[first]} {side}",
        f"p0={_part(view, first - 1)} {view.pos[first]}",
        f"p9={view.pos[last]} {_part(view, last + 1)}",
    ]
    found += [
        f"l1={context.lemma} {_word(view, first)}",
        f"lb={context.lemma} {before}",
        f"gQ={context.group} {marks} {side}",
    ]
    found += _content_flags(view, context, spans)
    return found


def _content_flags(view: View, context: CueContext, spans: Spans) -> list[str]:
    """What speaks for or against a content as a whole."""
    cue, found = context.token, []
    first, last = spans[0][0], spans[-1][1]
    start, end = view.bounds[view.sentence[cue]]
    if covers(spans, cue):
        found.append("holds cue")
    if any(view.dep[c] in _SUBJECTS and covers(spans, c) for c in view.children[cue]):
        found.append(f"holds subject {context.group}")
    if _counted(view.verbs, spans):
        found.append("verb")
    found.append(f"edge={first <= start} {last >= end - 2}")
    roots = _roots(view, spans)
    found.append(f"roots={min(len(roots), 4)}")
    if roots:
        found += [f"R={view.dep[roots[0]]} {view.pos[roots[0]]}", f"gR={context.group} {view.dep[roots[0]]}"]
    found.append(f"commas={min(_counted(view.commas, spans), 4)}")
    inside = tuple((max(a, start), min(b, end - 1)) for a, b in spans)
    outside = view.quoted[end] - view.quoted[start] > _counted(view.quoted, inside)
    found.append(f"quote left out={outside}")
    return found


def _counted(running: list[int], spans: Spans) -> int:
    """How many tokens of a kind the spans hold, by its running count."""
    return sum(running[last + 1] - running[first] for first, last in spans if last >= first)


def _roots(view: View, spans: Spans) -> list[int]:
    """Tokens of the spans whose head lies in none of them, at most four."""
    found = []
    for first, last in spans:
        for token in range(first, last + 1):
            head = view.head[token]
            if head == token or not (first <= head <= last or covers(spans, head)):
                found.append(token)
                if len(found) == 4:
                    return found
    return found


def _span_quotes(view: View, spans: Spans) -> str:
    """How spans and quotations lie: within one, holding one, cutting one, or none."""
    marks = set()
    for first, last in spans:
        one, other = view.quote[first], view.quote[last]
        if one != NONE and one == other:
            whole = (first, last + 1) == view.quote_tokens[one] or first == view.quote_tokens[one][0]
            marks.add("is" if whole else "within")
        elif (one != NONE and first != view.quote_tokens[one][0]) or (
            other != NONE and last + 1 != view.quote_tokens[other][1]
        ):
            marks.add("cuts")
        elif view.quoted[last + 1] > view.quoted[first]:
            marks.add("holds")
    return "+".join(sorted(marks))


def _bucket(words: int) -> int:
    """A length on a coarse logarithmic scale."""
    return words if words < 4 else 4 + min((words - 4) // 4, 3) if words < 20 else 8 + min(words // 20, 4)


def source_features(view: View, context: CueContext, span: TokenSpan, names: set[str], count: int) -> list[str]:
    """Whether this noun phrase is who the cue cites."""
    cue, (first, last) = context.token, span
    head = head_of(view, span)
    label = "|".join(sorted(names))
    side = "<" if last < cue else ">"
    kind = view.entity[head] or view.tag[head]
    voice = any(view.dep[c] in ("auxpass", "nsubjpass") for c in view.children[cue])
    found = [
        f"N={label}",
        f"lN={context.lemma} {label}",
        f"K={kind}",
        f"H={view.lemma[head]}",
        f"HD={view.dep[head]} {side}",
    ]
    for name in names:
        found += [f"r={name}", f"lr={context.lemma} {name}", f"gr={context.group} {name}", f"kr={kind} {name}"]
        found += [
            f"fr={context.frame} {name}",
            f"vr={voice} {view.tag[cue]} {name}",
            f"dr={view.dep[cue]} {name}",
            f"r1={name} {count}",
        ]
        found.append(f"hr={view.lemma[head]} {name}")
    between = range(last + 1, cue) if last < cue else range(cue + 1, first)
    verbs = sum(view.pos[t] in ("VERB", "AUX") for t in between)
    found += [
        f"between={min(verbs, 3)} {side}",
        f"far={_bucket(abs(cue - head))} {side}",
        f"q={view.quote[head] != NONE} {view.quote[cue] != NONE}",
    ]
    found += [
        f"b={_word(view, first - 1)} {side}",
        f"a={_word(view, last + 1)} {side}",
        f"w1={_word(view, first)}",
        f"P={view.pos[head]}",
    ]
    found += [
        f"KD={kind} {view.dep[head]} {context.group}",
        f"adj={last + 1 == cue or first == cue + 1} {side} {context.group}",
    ]
    if first <= cue <= last:
        found.append("holds cue")
    return found


def head_of(view: View, span: TokenSpan) -> int:
    """The token of a span whose head lies outside."""
    first, last = span
    for token in range(first, last + 1):
        if not first <= view.head[token] <= last or view.head[token] == token:
            return token
    return last


def relation_features(
    view: View, context: CueContext, content: Choice[Spans], source: Choice[TokenSpan], p_cue: float, around: list[str]
) -> list[str]:
    """Whether cue, content and source together are right; ``around`` says how other proposals lie to this one."""
    names, by = "|".join(sorted(content.names)), "|".join(sorted(source.names))
    cue, word, who = _tenth(p_cue), _tenth(content.probability), _tenth(source.probability)
    head = head_of(view, source.span)
    kind = view.entity[head] or view.tag[head]
    first = content.span[0][0]
    order = "".join(name for _, name in sorted(((context.token, "c"), (head, "s"), (first, "t"))))
    found = [f"c={cue}", f"t={word}", f"s={who}", f"ct={cue} {word}", f"cs={cue} {who}", f"ts={word} {who}"]
    found += [f"l={context.lemma}", f"g={context.group}", f"N={names}", f"B={by}", f"gN={context.group} {names}"]
    found += [
        f"gB={context.group} {by}",
        f"K={kind}",
        f"gK={context.group} {kind}",
        f"o={order}",
        f"H={view.lemma[head]}",
    ]
    found += [
        f"n={_bucket(size(content.span))}",
        f"Q={_span_quotes(view, content.span)}",
        f"lo={context.lemma} {order}",
    ]
    found += [f"d={view.dep[context.token]} {view.pos[context.token]}", f"w1={_word(view, first)}"]
    found += [
        f"in={view.quote[context.token] != NONE} {view.quote[head] != NONE}",
        f"{covers(content.span, head)}=has s",
    ]
    found += around
    found += [f"{mark} {cue}" for mark in around]
    return found


def _tenth(probability: float) -> int:
    """A probability as a step of a twentieth near the ends and a tenth between."""
    return round(probability * 20)
