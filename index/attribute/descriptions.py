"""Says whom a noun phrase means that is no pronoun: by post and role, by whose work it is, by who leads it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from index.attribute.animate import is_kin, may_speak
from index.attribute.names import Entity, Names
from index.attribute.roles import posts_of, role_words
from index.attribute.spans import child
from index.attribute.titles import BODIES, BODY_MARKS, FIGURES, WORKS, bare, is_post, is_title
from index.attribute.view import NONE, View

POSSESSIVE = frozenset({"my", "our", "his", "her", "their"})
_TITLED = 4
"""Tokens behind a comma within which a name begins, its title before it."""
_ONE_OF_THEM = frozenset({"one", "another", "third"})
_FIRMS = frozenset({"company", "firm", "group", "business"})
_QUANTITIES = frozenset({"few", "couple", "handful"})
_ALSO_CALLED = {"boss": {"boss", "manager", "coach", "chief"}}
"""Posts that go by another word in the papers."""
_DEFINITE = frozenset({"the", "this", "that"})


@dataclass(frozen=True, slots=True)
class Source:
    """Who a source is: an entity of the document, the words for somebody unnamed, or nobody known (no words)."""

    entity: Entity | None
    phrase: str
    head: int


class Descriptions:
    """The people and bodies that noun phrases of one document describe."""

    def __init__(self, view: View, names: Names) -> None:
        self.view, self.names = view, names

    def beside(self, head: int) -> Entity | None:
        """Who is named beside a noun that describes them, whose work it is, or who leads it."""
        return self._presented(head) or self._leader(head)

    def _presented(self, head: int) -> Entity | None:
        """Who is named beside a noun that describes them, or whose work it is."""
        return self.names.called_at(head) or self._named_so(head) or self._owner(head)

    def _named_so(self, noun: int) -> Entity | None:
        """Who is called by name behind a noun for a person ("a conservator called Ann Lee")."""
        view = self.view
        behind = range(noun + 1, min(view.right[noun] + 1, len(view)))
        for verb in (t for t in behind if view.lower[t] in ("called", "named") and _is_said_of(view, noun, t)):
            name = next((c for c in view.children[verb] if c > verb and view.pos[c] == "PROPN"), NONE)
            found = self.names.entity_at(name) if name != NONE else None
            if found is not None and found.kind == "person":
                return found
        return None

    def representative(self, group: int) -> int:
        """Who is named as speaking for a group ("the union, represented by Ann Lee"); NONE where nobody is."""
        view = self.view
        for verb in (c for c in view.children[group] if view.lower[c] == "represented" and c > group):
            for by in (c for c in view.children[verb] if view.lower[c] == "by"):
                name = child(view, by, "pobj")
                if name != NONE and view.pos[name] == "PROPN":
                    return name
        return NONE

    def one_called(self, noun: int) -> Entity | None:
        """The person whom a noun calls by post or kin, if the document names them."""
        named, found = self._presented(noun), self.described(noun)
        return named or (found.entity if found else None)

    def _owner(self, head: int) -> Entity | None:
        """The person in apposition ("the mayor, Ann Lee", "one of them, Bo Lund"), or whose work it is ("Lee's study")."""
        view = self.view
        presented = is_post(view.word[head], view.lemma[head]) or is_kin(view.lemma[head])
        wanted = "appos" if presented or view.lower[head] in _ONE_OF_THEM else ""
        wanted = "poss" if bare(view.lemma[head]) in WORKS | FIGURES else wanted
        for beside in view.children[head]:
            inside = self.names.entity_at(beside)
            dep = "poss" if view.word[min(beside + 1, len(view) - 1)] in ("’", "'") else view.dep[beside]
            if inside is None and dep == wanted and view.pos[beside] == "PROPN":
                inside = self.names.add_source(beside)
            if dep == "appos" and (firm := self._firm(beside)) is not None:
                return firm
            if inside is not None and dep in (wanted, "appos"):
                return inside if inside.kind == "person" or wanted == "poss" else None
        return self._maker(head) if wanted == "poss" else self._serving(head) if wanted == "appos" else None

    def _firm(self, name: int) -> Entity | None:
        """The firm of a name that ends as firms do ("the haulier, Brackley Transport Ltd")."""
        view = self.view
        ends = bare(view.word[name]) in BODY_MARKS or (view.entity[name] == "ORG" and view.dep[name] == "appos")
        found = self.names.add_source(name) if ends else None
        return found if found is not None and found.kind != "person" else None

    def _only_firm(self, noun: str, before: int) -> Entity | None:
        """The one firm that a document names before "the company"."""
        if noun not in _FIRMS:
            return None
        ends = self._ends_of_firms[: bisect_left(self._ends_of_firms, before)]
        firms = {id(firm): firm for t in ends if (firm := self._firm(t)) is not None}
        return next(iter(firms.values())) if len(firms) == 1 else None

    @cached_property
    def _ends_of_firms(self) -> list[int]:
        """The tokens that end the names of firms ("plc")."""
        view = self.view
        marks = (t for t in range(1, len(view)) if bare(view.word[t]) in BODY_MARKS)
        return [t for t in marks if view.pos[t - 1] == "PROPN" and view.is_shown(t)]

    def _serving(self, post: int) -> Entity | None:
        """Who is named behind whom they serve ("a spokeswoman for the port, Ann Lee")."""
        view = self.view
        of, last = min(post + 1, len(view) - 1), len(view) - 1
        end = max(view.right[post], view.right[of] + 1)
        comma = next((t for t in range(of, min(end, last) + 1) if view.word[t] == ","), NONE)
        if comma == NONE or view.lower[of] not in ("of", "for", "to", "at"):
            return None
        name = next(
            (
                t
                for t in range(comma + 1, min(comma + _TITLED, last + 1))
                if not (view.word[t] == "." or is_title(view.word[t]))
            ),
            last,
        )
        named = self.names.entity_at(name)
        return named if named is not None and named.kind == "person" else None

    def _leader(self, group: int) -> Entity | None:
        """Who leads a group that has no name ("a team led by Ann Lee")."""
        view = self.view
        if bare(view.lemma[group]) not in BODIES or view.pos[group] == "PROPN":
            return None
        for led in (c for c in view.children[group] if view.lower[c] in ("led", "headed") and c > group):
            by = next((c for c in view.children[led] if view.lower[c] == "by"), None)
            name = next((c for c in view.children[by] if view.pos[c] == "PROPN"), None) if by is not None else None
            found = self.names.entity_at(name) if name is not None else None
            return found if found is not None and found.kind == "person" else None
        return None

    def _maker(self, work: int) -> Entity | None:
        """Who stands behind a work by "by" or "from" ("figures from the Tidewater Agency")."""
        view = self.view
        for link in _links_behind(view, work):
            name = next((c for c in view.children[link] if view.pos[c] == "PROPN"), None)
            return self.names.entity_at(name) or self.names.add_source(name) if name is not None else None
        return None

    def teller_of(self, figures: int) -> int:
        """Who has no name and stands behind figures ("figures from the grid operator"); NONE elsewhere."""
        view = self.view
        if bare(view.lemma[figures]) not in FIGURES:
            return NONE
        for link in _links_behind(view, figures):
            noun = next((c for c in view.children[link] if view.dep[c] == "pobj" and view.pos[c] == "NOUN"), NONE)
            if noun != NONE and may_speak(view, noun) and bare(view.lemma[noun]) not in WORKS | FIGURES:
                return noun
        return NONE

    def described(self, head: int) -> Source | None:
        """Who "the former CIA analyst" or "the ministry" is, by roles and names that stand before it."""
        view = self.view
        first = view.left[head]
        noun = bare(view.lemma[head])
        if view.lower[first] not in (_DEFINITE | POSSESSIVE if is_kin(noun) else _DEFINITE):
            return None
        if noun in BODIES:
            body = self.names.body_named(noun, first) or self._body_called(noun, first) or self._only_firm(noun, first)
            return Source(body, body.name, head) if body else None
        if view.tag[head] in ("NNS", "NNPS"):
            return None
        wanted = {bare(view.lower[t]) for t in range(first + 1, head + 1) if view.pos[t] in ("NOUN", "PROPN", "ADJ")}
        named = self._named_in(head, first)
        holders = (one for one in self._holders(noun, wanted, first) if not _is_of_another(one[2].role or "", named))
        best = max(holders, default=None, key=lambda item: item[:2])
        return Source(best[2], best[2].name, head) if best else None

    def _named_in(self, head: int, first: int) -> set[str]:
        """The names with which a description tells whom it means ("the Town boss", "the leader of the small Green group")."""
        view = self.view
        of = (c for c in view.children[head] if view.lower[c] == "of")
        tokens = [*range(first + 1, head), *(t for c in of for t in range(c + 1, view.right[c] + 1))]
        comma = next((t for t in tokens if view.word[t] == ","), len(view))
        return {bare(view.lower[t]) for t in tokens if t < comma and view.word[t][:1].isupper()}

    def _body_called(self, noun: str, before: int) -> Entity | None:
        """The body that was last called this behind its name ("Seven Tides, the charity behind …")."""
        view = self.view
        for token in range(before - 1, 0, -1):
            if view.dep[token] == "appos" and bare(view.lemma[token]) == noun and view.pos[view.head[token]] == "PROPN":
                found = self.names.add_source(view.head[token])
                return found if found is not None and found.kind != "person" else None
        return None

    def _holders(self, noun: str, wanted: set[str], before: int) -> list[tuple[int, int, Entity]]:
        """People named before whose role holds the noun: how much of the description fits, where named, who."""
        found = []
        for person in self.names.people:
            places = [m.first for m in person.mentions if m.first < before]
            role = role_words(person.role or "")
            if places and not _ALSO_CALLED.get(noun, {noun}).isdisjoint(posts_of(person.role or "")):
                found.append((len(wanted & role), max(places), person))
        return found


def _is_of_another(role: str, named: set[str]) -> bool:
    """Whether a role is told apart by other names than a description: "Stanmere boss" is not "the Town boss"."""
    own = {bare(word) for word in role.split() if word[:1].isupper() and not is_post(word)}
    return bool(own and named) and not any(a[:4] == b[:4] for a in own for b in named)


def _is_said_of(view: View, noun: int, verb: int) -> bool:
    """Whether a participle calls a noun by name, itself or in a clause about it ("who I later learned was called Ann Lee")."""
    at = verb
    while at != noun and view.head[at] != at and view.dep[at] in ("acl", "relcl", "ccomp"):
        at = view.head[at]
    return at == noun


def _links_behind(view: View, work: int) -> Iterator[int]:
    """The words "by" and "from" behind a work."""
    return (c for c in view.children[work] if c > work and view.lower[c] in ("by", "from"))


def without_clauses(view: View, head: int) -> str:
    """A noun with what stands before it, as it is called within a sentence."""
    first = view.left[head]
    while first < head and _leads_in(view, first):
        first += 1
    return _uncapitalised(view, first, " ".join(view.text[view.start[first] : view.end[head]].split()))


def _leads_in(view: View, token: int) -> bool:
    """Whether a phrase is called without this token: an article, but not that of "a few"."""
    if view.pos[token] in ("PUNCT", "SPACE", "CCONJ"):
        return True
    return view.lower[token] in ("the", "a", "an") and view.lower[token + 1] not in _QUANTITIES


def _uncapitalised(view: View, first: int, text: str) -> str:
    """A phrase without the capital that it has only for opening its sentence ("My brother")."""
    opens = view.pos[first] in ("DET", "PRON") or view.lower[first] in POSSESSIVE
    return text[:1].lower() + text[1:] if opens else text


def phrase(view: View, head: int) -> str:
    """A noun phrase as it stands, without article; long ones end before a clause."""
    first, last = view.left[head], head
    if view.pos[first] == "ADP":  # "In most provinces, beekeepers"
        first = next((t + 1 for t in range(head - 1, first, -1) if view.word[t] == ","), first)
    for behind in (c for c in view.children[head] if c > head):
        if view.lower[behind] == "of" and view.tag[min(behind + 1, len(view) - 1)] == "VBG":
            break  # "accused by the trust of running it"
        if view.dep[behind] in ("prep", "nummod", "conj", "cc") and behind <= last + 12:
            comma = next(
                (t for t in range(behind, view.right[behind] + 1) if view.word[t] == ","), view.right[behind] + 1
            )
            last = max(last, comma - 1)
        elif view.dep[behind] != "punct":
            break
    while first < head and _leads_in(view, first):
        first += 1
    while last > head and view.pos[last] in ("PUNCT", "SPACE", "PART"):
        last -= 1
    return _uncapitalised(view, first, " ".join(view.text[view.start[first] : view.end[min(last, first + 20)]].split()))
