"""What a text says that a person is: the title before a name, the apposition behind it, "who is ...", "X is a ..."."""

from __future__ import annotations

import re

from index.attribute.animate import is_kin
from index.attribute.titles import FIRST_NAMES, HONORIFICS, PLACES, SHORT_TITLES, bare, is_post
from index.attribute.view import NONE, View

_LONGEST_BEFORE, _LONGEST_AFTER = 14, 24  # tokens
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "PART"})
_LINKS = frozenset({"of", "to", "for", "at", "in", "on", "and", "&", "the", "-", "–", "’s", "'s", "’", "'", "."})
_NO_END = frozenset({"PUNCT", "CCONJ", "ADV", "SPACE", "PRON", "ADP", "SCONJ", "DET", "AUX", "NUM"})
_COPULAS = frozenset({"is", "was", "serves", "served", "works", "worked", "became", "remains"})
_DASHES = frozenset({",", "—", "–", "--"})
_PHRASE_ENDS = frozenset({",", ";", ":", "(", ")", "—", "–", "--", "“", '"', "”", "''"})
_CLAUSE_STARTS = frozenset({"who", "which", "that", "whose", "said", "says", "told", "as", "because", "while", "when"})
# How English names who does something, where the list of posts has no word for it.
_AGENT_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ant", "ent", "eer", "crat", "logist", "person")
# Signs of Markdown and of tables.
_MARKUP = re.compile(r"[*_#>]+")
_STREETS = frozenset(
    {"lane", "road", "street", "avenue", "close", "drive", "terrace", "cottage", "crescent", "row", "hill"}
)
_PARTIES = frozenset({"claimant", "defendant", "respondent", "appellant", "applicant", "plaintiff", "petitioner"})
_SERVES = re.compile(r"\s(?:of|for|at|to|with|from|in|on)\s")
_PARTS = re.compile(r"[,;]|\band\b")
_CELL = re.compile(r"\s*\|\s*")
_ARTICLES = frozenset({"a", "an", "the", "his", "her", "their"})


def role_beside(view: View, first: int, last: int) -> str | None:
    """The role that stands beside a name; a title before it and an apposition after it are given together."""
    before = _described_as(view, first, last) or _before(view, first) or _party(view, first, last)
    after = _after(view, last)
    if before and after and bare(after) not in bare(before):
        return f"{before}, {after}"
    return before or after


def _party(view: View, first: int, last: int) -> str | None:
    """Which party somebody is by a line that says no more than that ("Claimant: Ms Ann Lee")."""
    colon = first - 1
    while colon > 0 and (_is_honorific(view, colon) or view.word[colon] == "."):
        colon -= 1
    label = colon - 1
    if label < 0 or view.word[colon] != ":" or view.lower[label] not in _PARTIES:
        return None
    if last + 1 < len(view) and "\n" not in view.word[last + 1] and view.paragraph[last + 1] == view.paragraph[first]:
        return None
    begins = label == 0 or view.paragraph[label - 1] != view.paragraph[label] or "\n" in view.word[label - 1]
    return view.word[label] if begins else None


def role_words(role: str) -> set[str]:
    """The words of a role for matching descriptions, short titles written out."""
    words = {bare(word.strip(',;()“”"')) for word in role.split()}
    return words | {SHORT_TITLES[word] for word in words if word in SHORT_TITLES}


def posts_of(role: str) -> set[str]:
    """The words of a role that may stand for who has it: posts, and what each part of it ends in.

    Nobody whom or what it serves is meant ("the claimant's counsel", "engineer for the county", "county engineer").
    """
    parts = (_SERVES.split(part)[0].split() for part in _PARTS.split(role))
    posts = (w for words in parts for w in words if w == words[-1] or is_post(w.strip('()“”"')))
    return set[str]().union(*(role_words(word) for word in posts if not word.endswith(("'s", "’s", "s’"))))


def _described_as(view: View, first: int, last: int) -> str | None:
    """The noun phrase to which a name stands in apposition ("the mayor, Ann Lee")."""
    for token in range(first, last + 1):
        head = view.head[token]
        called = ":" in view.word[head + 1 : first]  # whose turn it is, and whom they call by name
        if view.dep[token] != "appos" or head >= first or called or _is_spoken_for(view, head):
            continue
        head = _holder_serving(view, head, first)
        presented = is_post(view.word[head], view.lemma[head]) or is_kin(view.lemma[head])
        if presented or _is_presented(view, head, first):
            return _phrase_of(view, head)
    noun = first - 3
    if noun < 0 or view.word[noun + 1] != "," or not is_post(view.word[noun], view.lemma[noun]):
        return None
    if _is_spoken_for(view, noun):
        return None
    return _phrase_of(view, noun) if _is_presented(view, noun, first) else None


def _is_spoken_for(view: View, noun: int) -> bool:
    """Whether somebody is named behind a noun for whom they only speak ("For the defendant, Mr Bo Lund said …")."""
    first = view.bounds[view.sentence[noun]][0] if view.sentence[noun] != NONE else noun
    while first < noun and not view.word[first].isalpha():
        first += 1  # the number of a paragraph
    return view.lower[first] == "for" and view.head[noun] == first


def _holder_serving(view: View, served: int, name: int) -> int:
    """Who serves a body behind which a name stands ("a spokeswoman for the port, Ann Lee"); else the body itself."""
    holder = view.head[view.head[served]]
    serves = view.dep[served] == "pobj" and view.word[name - 1] == "," and holder < served
    return holder if serves and is_post(view.word[holder], view.lemma[holder]) else served


def _is_presented(view: View, noun: int, name: int) -> bool:
    """Whether a noun presents by title whoever is named behind it, whatever the noun ("the mate, Mr Bo Lund")."""
    if view.pos[noun] != "NOUN" or not name or not _is_honorific(view, name - 1):
        return False
    return any(view.lower[c] in _ARTICLES for c in view.children[noun] if view.dep[c] in ("det", "poss"))


def _phrase_of(view: View, noun: int) -> str | None:
    """A noun with what stands before it and "of …" behind it, articles and the like left out; None for several."""
    start, end = view.left[noun], noun
    while start < noun and (view.pos[start] in ("DET", "PRON", "PUNCT", "SPACE", "CCONJ", "ADV", "NUM")):
        start += 1
    of = next((c for c in view.children[noun] if c == noun + 1 and view.lower[c] in ("of", "for", "at")), NONE)
    while of != NONE and end + 1 < len(view) and end < view.right[of] and view.word[end + 1] not in _PHRASE_ENDS:
        end += 1
    return _text(view, start, end) if view.tag[noun] not in ("NNS", "NNPS") else None


def _text(view: View, first: int, last: int) -> str:
    """The text of some tokens on one line."""
    text = " ".join(view.text[view.start[first] : view.end[last]].split())
    plain = _CELL.sub(", ", _MARKUP.sub("", text.rpartition(":")[2]))
    return plain.strip(" ,;:-–—")


def _before(view: View, name: int) -> str | None:
    """The title or post that leads up to a name."""
    if name and view.pos[name - 1 - (view.pos[name - 1] == "DET")] == "ADP":
        return None  # "the president of Acme": the name is part of somebody's role
    first = name
    while first > 0 and name - first < _LONGEST_BEFORE and _leads(view, first - 1, name):
        first -= 1
    while first < name and (view.pos[first] in ("DET", "ADP", "CCONJ", "PART", "PUNCT") or _is_honorific(view, first)):
        first += 1
    last = name - 1
    while last >= first and (_is_honorific(view, last) or view.word[last] in (".", ",") or view.pos[last] == "PART"):
        if view.word[last] == "." and last and bare(view.word[last - 1]) in SHORT_TITLES:
            break
        last -= 1
    if first > last or not _has_post(view, first, last):
        return None
    text = _text(view, first, last)
    return text if any(is_post(word) for word in text.split()) else None


def _leads(view: View, token: int, name: int) -> bool:
    """Whether a token may belong to the title before a name."""
    if view.sentence[token] != view.sentence[name] or view.sentence[name] == NONE:
        return False
    if view.quote[token] != view.quote[name] or view.paragraph[token] != view.paragraph[name]:
        return False
    if view.pos[token] in _NOMINAL:
        if view.dep[token] == "pobj" and view.word[token].islower() and view.word[token + 1][:1].isupper():
            return token + 1 == name  # "I read with dismay Councillor Lund's remark"
        return view.entity[token] not in ("DATE", "TIME")
    if view.lower[token] in ("of", "to", "for", "at", "in", "on"):
        return token > 0 and (is_post(view.word[token - 1], view.lemma[token - 1]))
    return view.lower[token] in _LINKS and (view.word[token] != "." or bare(view.word[token - 1]) in SHORT_TITLES)


def _is_honorific(view: View, token: int) -> bool:
    """Whether a token is a title that says nothing of what the person does."""
    return bare(view.word[token]) in HONORIFICS and bare(view.word[token]) not in ("prof", "rev", "reverend")


def _has_post(view: View, first: int, last: int) -> bool:
    """Whether one of the tokens names a post."""
    tokens = range(first, last + 1)
    return any(is_post(view.word[t], view.lemma[t]) and bare(view.word[t]) not in FIRST_NAMES for t in tokens)


def _after(view: View, last: int) -> str | None:
    """What the words behind a name say that the person is."""
    at = last + 1
    if at < len(view) and view.word[at] in ("(", "[") and (close := _find(view, at, (")", "]"))) is not None:
        first = (
            at + 1 + 2 * (view.word[at + 1].isupper() and view.word[at + 2] == "," and not is_post(view.word[at + 1]))
        )
        if _has_post(view, first, close - 1) or _is_occupation(view, first, close - 1):
            return _text(view, first, close - 1)
        at = close + 1
    if at >= len(view) or view.sentence[at] != view.sentence[last]:
        return None
    span = apposition_span(view, last)
    if span is not None and not (view.lower[span[0]] == "of" and view.tag[min(span[0] + 1, span[1])] == "VBG"):
        return _text(view, span[0] + (view.lower[span[0]] in _ARTICLES), span[1])
    if view.word[at] in _DASHES:
        return _copula(view, at + 2) if at + 1 < len(view) and view.lower[at + 1] == "who" else None
    return _copula(view, at)


def _is_occupation(view: View, first: int, last: int) -> bool:
    """Whether some words in brackets are no more than what somebody does ("harbour porter")."""
    plain = all(view.word[t].isalpha() and view.word[t].islower() for t in range(first, last + 1))
    return (
        plain and 0 <= last - first < 4 and view.tag[last] == "NN" and bare(view.lemma[last]).endswith(_AGENT_ENDINGS)
    )


def _find(view: View, at: int, wanted: tuple[str, ...]) -> int | None:
    """The next token with one of these words, near by."""
    return next((t for t in range(at, min(at + _LONGEST_AFTER, len(view))) if view.word[t] in wanted), None)


def apposition_span(view: View, last: int) -> tuple[int, int] | None:
    """First and last token of the apposition behind a name ("..., a former minister,"), if it names a post."""
    at = last + 1
    if at < len(view) and view.word[at] in ("(", "["):
        at = (_find(view, at, (")", "]")) or at) + 1
    if at + 1 >= len(view) or view.word[at] not in _DASHES or view.sentence[at + 1] != view.sentence[last]:
        return None
    first = at + 1
    if view.pos[first] == "NUM" and first + 2 < len(view) and view.word[first + 1] == ",":
        first += 2  # an age
    if _names_another(view, first):
        return None
    end = _phrase_end(view, first)
    if is_addressed(view, last):
        return None
    if end < first or not (_has_post(view, first, min(end, first + 7)) or _is_description(view, first, end)):
        return None
    return first, end


def is_addressed(view: View, surname: int) -> bool:
    """Whether somebody with a title is only called by name before another is spoken of ("Mr Lund, the Minister told us …")."""
    titled = {bare(view.word[t]) for t in (surname - 1, surname - 2) if t >= 0 and view.word[t] != "."}
    comma = surname + 1
    if comma + 2 >= len(view) or view.word[comma] != "," or titled.isdisjoint(HONORIFICS):
        return False
    if view.lower[comma + 1] not in ("the", "your", "our"):
        return False
    nouns = comma + 2
    while nouns < len(view) and view.pos[nouns] in ("NOUN", "PROPN", "ADJ"):
        nouns += 1
    return nouns > comma + 2 and nouns < len(view) and view.tag[nouns] in ("VBD", "VBZ", "VBP", "MD")


def _names_another(view: View, first: int) -> bool:
    """Whether a list of people goes on behind a name ("Councillor A, Councillor B, and the engineer, C")."""
    following = first + 1
    return view.lower[first] in ("and", "or") or (
        following < len(view)
        and view.word[first][:1].isupper()
        and is_post(view.word[first], view.lemma[first])
        and (view.entity[following] == "PERSON" or _leads_to_a_name(view, first))
    )


def _leads_to_a_name(view: View, title: int) -> bool:
    """Whether a short title stands before a name that the parser does not know ("Cllr Yasmin Okoro")."""
    behind = title + 1 + (view.word[title + 1] == ".")
    return bare(view.word[title]) in SHORT_TITLES and behind < len(view) and view.pos[behind] == "PROPN"


def _is_description(view: View, first: int, last: int) -> bool:
    """Whether a phrase describes a person without a known post: "a ... diver", "of the tenants' union"."""
    if view.lower[first] == "of":
        named = bare(view.word[last]) in PLACES | _STREETS or any(view.pos[t] == "NUM" for t in range(first, last + 1))
        return not named  # "of 11 Church Lane", "of Quay Lane, Thornwick"
    nouns = [t for t in range(first, min(last, first + 7) + 1) if view.pos[t] in ("NOUN", "PROPN")]
    if view.lower[first] not in ("a", "an", "the") or not nouns:
        return False
    behind = view.lower[last + 1] if last + 1 < len(view) else "."
    closed = behind in _PHRASE_ENDS or behind in _CLAUSE_STARTS or behind == "."
    head = next((t for t in nouns if t + 1 not in nouns), nouns[0])
    return closed and view.pos[head] == "NOUN" and bare(view.lemma[head]).endswith(_AGENT_ENDINGS)


def _phrase_end(view: View, first: int) -> int:
    """The last token of a noun phrase that begins here."""
    token = first
    while token < len(view) and token - first < _LONGEST_AFTER and view.sentence[token] == view.sentence[first]:
        ends = view.word[token] in _PHRASE_ENDS or view.lower[token] in _CLAUSE_STARTS
        if ends or view.paragraph[token] != view.paragraph[first]:
            break
        if view.pos[token] in ("VERB", "AUX") and view.tag[token] in ("VBD", "VBZ", "VBP", "MD"):
            break
        token += 1
    token -= 1
    while token > first and (view.pos[token] in _NO_END or view.entity[token] in ("DATE", "TIME")):
        token -= 1
    return token


def _copula(view: View, at: int) -> str | None:
    """What follows "is", "was", "serves as" directly, if it names a post."""
    if at >= len(view) or view.lower[at] not in _COPULAS:
        return None
    first = at + 1
    while first < len(view) and (
        view.lower[first] in ("as", "also", "currently", "now") or view.lower[first] in _ARTICLES
    ):
        first += 1
    last = _phrase_end(view, first)
    if last < first or view.pos[first] == "VERB" or not _has_post(view, first, min(last, first + 5)):
        return None
    if view.pos[first] == "ADJ" and "TO" in view.tag[first : min(last, first + 3)]:
        return None  # "is determined to warn his supporters"
    return _text(view, first, last)
