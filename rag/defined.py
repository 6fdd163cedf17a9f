"""What a document calls somebody by a term that it gives once: "Hallam plc (the "Buyer")", "Claimant: Ms Roy", "Court of Audit (CoA)".

A question has the name where the sentence has the term, or the other way round. What is weighed has both; what is cited is the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.types import Document
from rag.interpret.roster import ADDRESS, NOT_NAMES, name_words

KEPT = 256
"""Documents whose terms are remembered."""
MOST = 24
"""Terms of one document; a glossary has more, and names nobody."""
BEFORE = 300
"""Characters before a bracket in which the name stands."""
_WORD = r"(?:[A-ZÀ-Þ][\w&.’'-]*[\w.]|[A-ZÀ-Þ])"
_NAME = rf"(?<!\w)(?!(?:Between|And|The|In|For|With|Of|By|This) )(?:{_WORD})(?: (?:{_WORD}|of|and|&|the|for|de|la|van|von|plc|ltd|llp|gmbh)){{0,7}}"
_TERM = r"[A-Z][\w&’'-]{1,24}(?: [A-Z][\w&’'-]{1,24}){0,2}"
_BRACKET = re.compile(
    rf"[(\[](?:[^()\[\]\"“‘]{{0,30}} )?(?:the |a )?[\"“‘](?:the |The )?(?P<term>{_TERM})[\"”’]"
    rf"(?:,? (?:or|and) (?:the )?[\"“‘](?:the |The )?(?P<other>{_TERM})[\"”’])?[)\]]"
)
_ROLES = (
    "Claimant|Respondent|Appellant|Defendant|Applicant|Petitioner|Plaintiff|Complainant|Landlord|Tenant|Lessor|Lessee|Employer|Employee|"
    "Buyer|Purchaser|Seller|Vendor|Supplier|Customer|Client|Contractor|Licensor|Licensee|Insurer|Insured|Borrower|Lender|Patient"
)
_LABELLED = re.compile(
    rf"^[\W_]{{0,4}}(?P<term>{_ROLES})[*_]{{0,2}}:[*_ \t]{{1,24}}(?P<name>{_NAME})[ \t.;,*]{{0,4}}$", re.MULTILINE
)
_BEHIND = re.compile(rf"(?P<name>{_NAME}) \((?:the )?(?P<term>{_ROLES})\)")
_SHORT = re.compile(rf"(?P<name>{_NAME}) \((?:the )?(?P<term>[A-Z][A-Za-z]{{0,4}}[A-Z])\)")
_ENDING = re.compile(rf"(?P<name>{_NAME})[*_ ]{{0,3}}$")
_LEADING = re.compile(rf"(?:^|\n|; (?:and )?)[\W\d_]{{0,8}}(?P<name>{_NAME})[*_]{{0,3}},")
_SMALL = frozenset("of and the for de la van von".split())


@dataclass(frozen=True, slots=True)
class Defined:
    """A term and the name that it stands for."""

    term: str
    name: str

    def beside(self, text: str, asked: frozenset[str]) -> str:
        """The text with the name behind the term, or the term behind the name, where a question has one and the text the other."""
        for here, there in ((self.term, self.name), (self.name, self.term)):
            wanted = _telling(there)
            if wanted & asked and wanted.isdisjoint(name_words(text)):
                found = re.search(rf"\b{re.escape(here)}\b(?!’|')", text, re.IGNORECASE if here == self.term else 0)
                if found is not None:
                    return f"{text[: found.end()]} ({there}){text[found.end() :]}"
        return text


def _telling(name: str) -> frozenset[str]:
    """The words of a name by which somebody is known: no titles, no words for a kind of firm."""
    return frozenset(name_words(name)) - NOT_NAMES - ADDRESS - _SMALL


def defined(document: Document) -> tuple[Defined, ...]:
    """The terms that a document gives to those whom it is about, in its order."""
    return read_terms(document.text)


@lru_cache(maxsize=KEPT)
def read_terms(text: str) -> tuple[Defined, ...]:
    """The terms that a text gives; none where it gives so many that it is a glossary."""
    found: dict[str, str] = {}
    for bracket in _BRACKET.finditer(text):
        name = _before(text, bracket.start())
        for term in (bracket["term"], bracket["other"]) if name else ():
            if term and _telling(term) != _telling(name):
                found.setdefault(term, name)
    for pattern in (_LABELLED, _BEHIND):
        for party in pattern.finditer(text):
            found.setdefault(party["term"], party["name"])
    for short in _SHORT.finditer(text):
        name = _spelled(short["name"], short["term"])
        if name:
            found.setdefault(short["term"], name)
    return tuple(Defined(term, name) for term, name in found.items()) if len(found) <= MOST else ()


def _before(text: str, at: int) -> str:
    """The name before a bracket: what its paragraph, or its part of it, begins with before a comma, else the words right before it."""
    piece = text[max(at - BEFORE, 0) : at].rpartition("\n\n")[2]
    leading = list(_LEADING.finditer(piece))
    ending = leading[-1] if leading else _ENDING.search(piece)
    return ending["name"].strip() if ending is not None and _telling(ending["name"]) else ""


def _spelled(name: str, short: str) -> str:
    """The last words of a name whose first letters are a short form; empty where there are none such."""
    parts = name.split()
    for begin in range(len(parts)):
        letters = "".join(word[0] for word in parts[begin:] if word.lower() not in _SMALL)
        everything = "".join(word[0] for word in parts[begin:])
        if short.upper() in (letters.upper(), everything.upper()):
            return " ".join(parts[begin:])
    return ""
