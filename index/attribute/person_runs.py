"""Finds the runs of tokens in a document that name people, by label, title, post, row, and by how they come again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from index.attribute.animate import is_kin
from index.attribute.cues import CLASS_OF
from index.attribute.genders import gender_of_name
from index.attribute.listed import listed_runs, titled_runs
from index.attribute.literature import is_dated
from index.attribute.roles import role_beside
from index.attribute.runs import BESIDE, LONGEST_NAME, name_run, name_words, nickname, without_title
from index.attribute.titles import (
    BODIES,
    BODY_MARKS,
    FIRST_NAMES,
    HONORIFICS,
    KIN,
    PLACES,
    SHORT_TITLES,
    bare,
    is_post,
    is_title,
)
from index.attribute.view import View

_AT = frozenset({"at", "in", "near", "outside", "through", "around", "towards", "beyond"})
_COMING = frozenset({"come", "go", "return", "travel", "drive", "fly", "walk", "move", "sail", "head", "get"})


class PersonRuns:
    """Tells names of people from those of bodies and places in one document."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._firms = self._named_as_firms()

    def find(self) -> list[tuple[int, int]]:
        """Runs that the parser labels as people, and those after a personal title."""
        view, found = self.view, set()
        for first, last, label in view.entities:
            if view.is_shown(first) and self._is_labelled(first, last, label):
                found.add(without_title(view, *self._whole_name(first, last)))
        for token in range(1, len(view)):
            if view.word[token][:1].isupper() and view.pos[token] == "PROPN" and self.after_title(token):
                found.add(name_run(view, token))
        found |= {(token, token) for token in range(len(view)) if self._is_author(token)}
        found |= {run for run in self._described_runs() if run not in found}
        rows = {without_title(view, *run) for run in listed_runs(view) | titled_runs(view)}
        listed = {run for run in rows if not self.is_body(*run)}
        in_rows = {token for first, last in listed for token in range(first, last + 1)}
        found = {run for run in found if in_rows.isdisjoint(range(run[0], run[1] + 1))} | listed
        taken = {token for first, last in found for token in range(first, last + 1)}
        found |= {run for run in self._repeated_runs() if taken.isdisjoint(range(run[0], run[1] + 1))}
        for first, last in self._introduced_runs(found):
            found = {run for run in found if run[1] < first or run[0] > last} | {(first, last)}
        return sorted(run for run in found if _is_name(view, *run) and not self._is_saint(run[0]))

    def _repeated_runs(self) -> set[tuple[int, int]]:
        """Where a name of two words and more stands again that the parser takes for a person's somewhere, titles too."""
        view, known = self.view, defaultdict(set)
        for first, last, label in view.entities:
            if first < last and self._is_labelled(first, last, label):
                first, last = without_title(view, *self._whole_name(first, last))
                if all(view.word[token][:1].isupper() for token in (first, last)):
                    known[view.word[first]].add(tuple(view.word[first : last + 1]))
        found = set()
        for token, word in enumerate(view.word):
            if word not in known or not view.is_shown(token):
                continue
            for words in known[word]:
                last = token + len(words) - 1
                if last > token and tuple(view.word[token : last + 1]) == words:
                    found.add((token, last))
        return found

    def _introduced_runs(self, found: set[tuple[int, int]]) -> set[tuple[int, int]]:
        """Where those whom the text goes on to call by title and surname stand in full ("Ann Lee" for "Mrs Lee")."""
        view, titled = self.view, defaultdict(set)
        for first, last in found:
            if self.title_before(first) and len(name_words(view, first, last)) == 1:
                titled[view.word[first]].add(tuple(view.word[first : last + 1]))
        runs = self._called_by_first_name(found) | self._called_by_surname() | self._nicknamed()
        for token in range(1, len(view)):
            for words in titled.get(view.word[token], ()):
                last = token + len(words) - 1
                if tuple(view.word[token : last + 1]) == words and self._is_first_name(token - 1):
                    first = token - 1  # "Derek Alan Purvis"
                    first -= self._is_first_name(first - 1) and view.head[first - 1] in (first, last)
                    runs.add((first, last))
        return runs

    def _called_by_first_name(self, found: set[tuple[int, int]]) -> set[tuple[int, int]]:
        """Where those whom the text calls by one name stand in full, and the parser sees no name ("Kath Lund … Kath says")."""
        view = self.view
        alone = {view.word[first] for first, last in found if first == last and not self.title_before(first)}
        runs = set()
        for token in range(len(view) - 1):
            if view.word[token] in alone and view.pos[token] == view.pos[token + 1] == "PROPN":
                run = name_run(view, token)
                labels = {view.entity[t] for t in range(run[0], run[1] + 1)}
                if (
                    run == (token, token + 1)
                    and labels == {""}
                    and view.word[token + 1].isalpha()
                    and not self.is_body(*run)
                ):
                    runs.add(run)
        return runs

    def _nicknamed(self) -> set[tuple[int, int]]:
        """Names with a nickname in the middle ("Marguerite “Mags” Delahaye")."""
        view = self.view
        firsts = (t for t in range(len(view)) if view.pos[t] == "PROPN" and self._is_first_name(t))
        return {(t, aside.stop) for t in firsts if (aside := nickname(view, t))}

    def _called_by_surname(self) -> set[tuple[int, int]]:
        """Where those stand in full whom the text goes on to cite by surname, whatever the parser takes them for."""
        view = self.view
        cited = {view.word[t] for t in range(len(view)) if self._is_cited_alone(t)}
        runs = set()
        for token in range(1, len(view)):
            if view.word[token] in cited and view.pos[token - 1] == "PROPN" and self._is_first_name(token - 1):
                run = name_run(view, token)
                labels = {view.entity[t] for t in range(run[0], run[1] + 1)}
                if run == (token - 1, token) and labels <= {"", "ORG"} and not self.is_body(*run):
                    runs.add(run)
        return runs

    def _is_cited_alone(self, token: int) -> bool:
        """Whether one name alone, and no body's, is the subject of a verb that cites ("Lund says")."""
        view, verb = self.view, self.view.head[token]
        alone = view.pos[token] == "PROPN" and view.dep[token] == "nsubj" and view.left[token] == token
        named = view.word[token].isalpha() and view.word[token][:1].isupper() and not view.word[token].isupper()
        return alone and named and view.pos[verb] == "VERB" and view.lemma[verb] in CLASS_OF

    def _is_labelled(self, first: int, last: int, label: str) -> bool:
        """Whether the parser takes some words for a person's name, and nothing in them or before them speaks against it."""
        if label != "PERSON" or self.is_body(first, last) or self._is_employer(last):
            return False
        return not (first == last and self._is_destination(first))

    def _is_author(self, token: int) -> bool:
        """Whether one name alone is cited with its year ("Lund (2019)")."""
        view, word = self.view, self.view.word[token]
        before = view.word[token - 1] if token else ""
        led = before.lower() in BESIDE
        plain = word.isalpha() and word[:1].isupper() and word[1:].islower() and (led or not view.entity[token])
        alone = led or not before[:1].isupper() or view.pos[token - 1] != "PROPN"
        return plain and alone and is_dated(view, token) and not self.is_body(token, token)

    def _is_destination(self, token: int) -> bool:
        """Whether one word is where somebody comes, and never what somebody does ("when he came to Lyon")."""
        view, link = self.view, self.view.head[token]
        comes = view.lower[link] == "to" and view.lemma[view.head[link]] in _COMING
        if view.dep[token] != "pobj" or not (comes or view.lower[link] in _AT):
            return False
        return all(view.dep[t] == "pobj" and view.left[t] == t for t in self._places[view.word[token]])

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        """Where each word stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for token, word in enumerate(self.view.word):
            found[word].append(token)
        return found

    def _is_saint(self, first: int) -> bool:
        """Whether a name is a saint's, after whom a school or church is called ("the head of St Anne's")."""
        before = first - 1 - (first > 0 and self.view.word[first - 1] == ".")
        return (
            before >= 0
            and bare(self.view.word[before]) in ("st", "saint")
            and not (before > 0 and self.view.pos[before - 1] == "PROPN" and self.view.dep[before - 1] == "compound")
        )

    def _is_employer(self, last: int) -> bool:
        """Whether a name only says where somebody named before it works or sits ("Ann Lee from Baker Hughes", "the Member for Lund")."""
        view, link = self.view, self.view.head[last]
        return (
            view.dep[last] == "pobj"
            and view.lower[link] in ("from", "of", "at", "for")
            and view.pos[view.head[link]] == "PROPN"
            and (view.lower[link] != "for" or view.lower[view.head[link]] in ("member", "mp", "candidate"))
        )

    def _is_first_name(self, token: int) -> bool:
        """Whether a word before a surname has the form of a first name."""
        view = self.view
        word, plain = view.word[token], bare(view.word[token])
        named = view.pos[token] == "PROPN" or plain in FIRST_NAMES or view.entity[token] in ("PERSON", "ORG")
        return named and word.isalpha() and word[:1].isupper() and word[1:].islower() and not is_title(word)

    def _whole_name(self, first: int, last: int) -> tuple[int, int]:
        """A labelled name with what is glued to it by a hyphen, and the surname right behind it."""
        view = self.view
        while last + 2 < len(view) and view.word[last + 1] == "-" and view.end[last] == view.start[last + 2] - 1:
            last += 2
        before = first - 1
        if first and "-" in view.word[first : last + 1] and (view.dep[before], view.head[before]) == ("compound", last):
            first -= view.sentence[before] == view.sentence[first] and self._is_first_name(before)
        behind = last + 1
        if behind < len(view) and view.pos[behind] == "PROPN" and behind in (view.head[first], view.head[last]):
            same = view.sentence[behind] == view.sentence[last] and view.quote[behind] == view.quote[last]
            last = behind if same and view.word[behind].isalpha() else last
        return first, last

    def _described_runs(self) -> set[tuple[int, int]]:
        """Names of two to four words without a label of their own that the text gives a post ("X was chief ...")."""
        view, found, token = self.view, set(), 0
        while token < len(view):
            if view.pos[token] != "PROPN" or not view.is_shown(token):
                token += 1
                continue
            first, last = name_run(view, token)
            fewest = 1 if self._of_kin(first) else 2
            if fewest <= len(name_words(view, first, last)) <= 4 and not self.is_body(first, last):
                labels = {view.entity[t] for t in range(first, last + 1)}
                known = bare(view.word[first]) in FIRST_NAMES and labels <= {"", "ORG"}
                elsewhere = labels & {"PERSON", "GPE", "NORP", "LOC", "FAC", "DATE"}
                if not elsewhere and (known or self._of_kin(first) or role_beside(view, first, last) is not None):
                    found.add((first, last))
            token = max(last, token) + 1
        return found

    def _of_kin(self, first: int) -> bool:
        """Whether somebody's friend, colleague or relative is named here ("your colleague Ines Quarto", "their son, Emeka")."""
        view = self.view
        if first > 1 and view.lower[first - 1] in KIN and view.tag[first - 2] == "PRP$":
            return True
        noun = first - 2
        kin = noun > 0 and view.word[first - 1] == "," and view.pos[noun] == "NOUN" and is_kin(view.lower[noun])
        return kin and any(view.dep[c] == "poss" for c in view.children[noun])

    def after_title(self, token: int) -> bool:
        """Whether a personal title ("Mr.", "Cllr", "Sen.") stands right before a token."""
        before = token - 1
        if self.view.word[before] == "." and before:
            before -= 1
        word = bare(self.view.word[before])
        return (word in HONORIFICS or word in SHORT_TITLES) and self.view.word[before][:1].isupper()

    def is_body(self, first: int, last: int) -> bool:
        """Whether the words of a run, or those it runs on into, say that it is a body or place and no person."""
        view = self.view
        words = [bare(word) for word in view.word[first : last + 1]]
        if words[-1] in BODIES or words[-1] in BODY_MARKS or "&" in words:
            return True
        if tuple(words) in self._firms:
            return True
        person = {view.entity[t] for t in range(first, last + 1)} == {"PERSON"} and gender_of_name(words[0])
        named = words[0] in FIRST_NAMES or person or self.title_before(first)
        return len(words) > 1 and words[-1] in PLACES and not named

    def title_before(self, first: int) -> bool:
        """Whether a personal title stands before a token, if any token does."""
        return first > 0 and self.after_title(first)

    def _named_as_firms(self) -> frozenset[tuple[str, ...]]:
        """Beginnings of names that end as firms do ("Calder Vale Instruments, Inc." makes a firm of "Calder Vale")."""
        view, found = self.view, set()
        for token, word in enumerate(view.word):
            if bare(word) not in BODY_MARKS or (not word[:1].isupper() and bare(word) not in ("plc", "llc", "llp")):
                continue
            last = token - 1 - (view.word[token - 1] == ",")
            if last < 0 or view.paragraph[last] != view.paragraph[token] or view.pos[last] != "PROPN":
                continue
            first = name_run(view, last)[0]
            words = [bare(w) for w in view.word[first : last + 1]]
            found |= {tuple(words[:size]) for size in range(2, len(words) + 1)}
        return frozenset(found)


def _is_name(view: View, first: int, last: int) -> bool:
    """Whether a run looks like a person's name: it begins with a capital, is no post, and holds no digit ("W2")."""
    words = view.word[first : last + 1]
    if any(letter.isdigit() for word in words for letter in word):
        return False
    if is_post(words[-1]) and not bears_name(view, first):
        return False
    return first <= last and words[0][:1].isupper() and len(words) <= LONGEST_NAME and "\n" not in "".join(words)


def bears_name(view: View, first: int) -> bool:
    """Whether a run that ends in the name of a post is a name all the same: a first name or title leads it."""
    before = bare(view.word[first - 1]) if first else ""
    return bare(view.word[first]) in FIRST_NAMES or before in HONORIFICS or before in SHORT_TITLES
