"""Where a name begins and ends: runs of tokens, their words, and the titles that are no part of them."""

from __future__ import annotations

from index.attribute.titles import FIRST_NAMES, HONORIFICS, SHORT_TITLES, bare, is_post
from index.attribute.view import NONE, View
from index.attribute.wordlist import words

_SMALL = words("de da di del della der den van von la le el al bin ibn ben abu dos das du st ter ten y e")
_MARKS = frozenset({"“", "”", '"', "‘", "’", "'", "``", "''", "(", ")"})
BESIDE = frozenset({"contra", "following", "pace", "unlike", "like", "see", "cf", "per", "after"})
"""What leads up to somebody who is cited ("Contra Lund (2004), …"), and is no part of the name."""
_MONTHS = words("january february march april may june july august september october november december")
LONGEST_NAME = 8  # tokens


def name_words(view: View, first: int, last: int) -> tuple[str, ...]:
    """The words of a name; what the tokenizer tore apart ("Chung", "-", "in") is one word again, a nickname left out."""
    words: list[str] = []
    end = NONE
    aside = nickname(view, first)
    for token in range(first, last + 1):
        if view.pos[token] == "SPACE" or (last > first + 1 and token in aside):
            continue
        if words and view.start[token] == end:
            words[-1] += view.word[token]
        else:
            words.append(view.word[token])
        end = view.end[token]
    if words:
        words[-1] = words[-1].removesuffix("’s").removesuffix("'s")
    return tuple(word for word in words if word)


def nickname(view: View, first: int) -> range:
    """The tokens of a nickname with its marks between a first name and a surname ("Ann “Nan” Lee"); empty where none is."""
    close = first + 3
    if close + 1 >= len(view) or view.word[first + 1] not in _MARKS or view.word[close] not in _MARKS:
        return range(0)
    named = all(view.word[t][:1].isupper() and view.word[t].isalpha() for t in (first, first + 2, close + 1))
    return range(first + 1, close + 1) if named and view.pos[close + 1] == "PROPN" else range(0)


def name_run(view: View, token: int) -> tuple[int, int]:
    """First and last token of the name that a token stands in, its title left out."""
    first = last = token
    while first > 0 and token - first < LONGEST_NAME and _joins(view, first - 1, first):
        first -= 1
    while last + 1 < len(view) and last - token < LONGEST_NAME and _joins(view, last + 1, last):
        last += 1
    for start, end, _ in view.entities:
        if start <= token <= end and view.entity[token] == "PERSON":
            first, last = max(first, start), min(max(last, end), end)
            break
    return without_title(view, first, last)


def _joins(view: View, token: int, beside: int) -> bool:
    """Whether a token goes on with the name in the token beside it."""
    if view.sentence[token] != view.sentence[beside] or view.quote[token] != view.quote[beside]:
        return False
    if view.entity[token] == "DATE" != view.entity[beside]:
        return False
    if view.pos[token] == "PROPN":
        return view.word[token] not in ("’s", "'s") and any(letter.isalnum() for letter in view.word[token])
    if view.word[token] == "&":
        return 0 < token < len(view) - 1 and view.pos[token - 1] == view.pos[token + 1] == "PROPN"
    glued = view.end[min(token, beside)] == view.start[max(token, beside)]
    return (
        (glued and view.word[token] in ("-", "’", "'"))
        or (glued and view.word[beside] == "-")
        or (
            view.lower[token] in _SMALL
            and view.word[beside][:1].isupper()
            and token < beside
            and view.pos[token] != "ADP"
        )
    )


def without_title(view: View, first: int, last: int) -> tuple[int, int]:
    """The run without the titles and posts that stand before a name, and without possessive and punctuation."""
    while last > first and (view.word[last] in ("’s", "'s", "’", "'") or view.pos[last] in ("PUNCT", "SPACE", "PART")):
        last -= 1
    # No name goes on over a wide gap ("A.  Ann Lee" in a transcript).
    start = first = max([first, *(t + 1 for t in range(first, last) if view.pos[t] == "SPACE")])
    for token in range(first, last):
        word = bare(view.word[token])
        if (
            _is_day(view, token)
            or word in HONORIFICS
            or word in SHORT_TITLES
            or (is_post(word) and word not in FIRST_NAMES)
        ):
            start = token + 1
    while start < last and (view.pos[start] in ("PUNCT", "SPACE", "PART", "DET") or view.lower[start] in BESIDE):
        start += 1
    return start, last


def _is_day(view: View, token: int) -> bool:
    """Whether a month ends a day before a name ("On 3 November Lund wrote")."""
    return bare(view.word[token]) in _MONTHS and token > 0 and view.pos[token - 1] == "NUM"


def _describes(view: View, token: int) -> bool:
    """Whether a common noun only says what is named behind it ("hydro firm Norrkraft")."""
    return view.tag[token] in ("NN", "NNS") and view.word[token].islower() and view.dep[token] != "poss"


def body_run(view: View, head: int) -> tuple[int, int]:
    """The tokens of a body's name: the phrase before its head without article, and "of" with a name behind it."""
    first, last = head, head
    for token in range(head - 1, max(head - 12, view.left[head]) - 1, -1):
        if view.pos[token] in ("DET", "PRON", "PUNCT", "VERB", "ADV", "SPACE", "ADP") and view.word[token] != "-":
            break
        if _is_day(view, token):
            break
        first = token
    while last + 2 < len(view) and view.word[last + 1] == "&" and view.pos[last + 2] == "PROPN":
        last += 2
    if last + 2 < len(view) and view.lower[last + 1] == "of" and view.word[last + 2][:1].isupper():
        last = name_run(view, last + 2)[1]
    if view.pos[head] == "PROPN":  # "hydro firm Norrkraft", "consultants Hale & Finch"
        first = max([first, *(t + 1 for t in range(first, head) if _describes(view, t))])
    while first < last and (view.word[first] in ("’s", "'s") or not view.word[first][0].isalnum()):
        first += 1
    return first, last
