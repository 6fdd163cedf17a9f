"""What a statement means that only points at it: "denied the report", "voted against", "supported the change".

Such words say of nothing what it is. It must be named before them, be of the claim's kind, and be more than a name that both have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.choose.claims import content_of, is_clause, words_of
from rag.evidence.likeness import Likener, Unlike

POINTING, SAID_SO, CALLED_FOR = 0.6, 0.75, 0.6
"""Share of the claim's content words that must stand where it is pointed at: a plan, or what is said to be so; or called for."""
HALF = 0.5
"""Share of a claim that something is so that must stand there by the letter."""
LIKE = 0.5
"""Least likeness of words there: more than usual, as nothing else tells what is meant."""
SENTENCES, JUST_BEFORE, VIEW_WITHIN, VOTED_WITHIN = 8, 2, 3, 24
"""Before one that points at something, in which that may be named: a plan, what somebody has just said, the view that they hold, or the
motion that is voted on."""
STEM = 6
"""Letters that two forms of a word share: subsidy, subsidising."""

_TO = r"^(?:to |with |of |by |about |over |on )?"
"""May stand before what a verb points at."""
_POINTS = re.compile(
    rf"{_TO}(?:(?:it|that|this|them|so)$|(?:the|this|that|these|those|such an?|his|her|their|its)\s(?:[\w’']+\s)?(?:account|amendments?|applications?|licen[cs]es?|permits?|requests?|"
    r"accusations?|ban|bill|closure|cost|estimates?|legend|price|projects?|recommendations?|resolutions?|rumou?rs?|schemes?|worr(?:y|ies)|allegations?|arguments?|assertion|assessment|calls?|change|charges?|claims?|conclusions?|contention|criticism|"
    r"decision|explanation|fears?|figures?|findings?|idea|interpretation|measures?|motion|notion|numbers?|plans?|position|price|"
    r"proposals?|propositions?|readings?|reports?|results?|scheme|stor(?:y|ies)|suggestions?|talk|theor(?:y|ies)|view|warnings?))\b",
    re.I,
)
_PLAN = re.compile(
    r"\b(?:amendments?|applications?|ban|bill|change|closure|licen[cs]es?|measures?|motion|permits?|requests?|plans?|projects?|proposals?|recommendations?|resolutions?|schemes?)\b",
    re.I,
)
_THE_PLAN = re.compile(r"\b(?:the|this|that) (?:[\w’]+ )?(?:plan|project|proposal|scheme)\b", re.I)
_ACCOUNT = re.compile(
    r"\b(?:accounts?|allegations?|estimates?|explanations?|figures?|findings?|"
    r"legend|numbers?|readings?|reports?|results?|rumou?rs?|stor(?:y|ies)|theor(?:y|ies))\b",
    re.I,
)
"""What is done or not, and what is so or not: who is for a change has not said that a thing is so, who denies a report
is not against a plan."""
_TO_BE_DONE = re.compile(r"\b(?:should|ought|must|needs? to|ha(?:s|ve) to)\b", re.I)
_NAME = re.compile(r"(?<=[\w,’'“\"] )[A-Z]\w+")
_SAYING = re.compile(
    rf"{_TO}(?:the|this|that|these|those|such|any|his|her|their|its)\s(?:[\w’']+\s)?(?:warnings?|claims?|accusations?|allegations?|charges?|"
    r"criticisms?|fears?|worr(?:y|ies)|arguments?|assertions?|contentions?|complaints?|objections?|concerns?|denials?|remarks?|comments?)\b",
    re.I,
)
"""Points at what somebody has just said, and not at the plan that it was said of."""
_VIEW = re.compile(
    rf"{_TO}(?:that|this)\s(?:[\w’']+\s)?(?:assessment|conclusion|explanation|idea|interpretation|notion|"
    r"reading|suggestion|theory|view)\b",
    re.I,
)
"""Points at what somebody was just told to think."""
_AGAINST_IT = re.compile(r"\b(?:warning|criticism|fear|worr|complaint|objection|concern|denial)", re.I)
_DENIAL = re.compile(r"^(?:den(?:y|ies|ied|ial)|rebut\w*|refut\w*)$", re.I)
_PRONOUN = re.compile(r"^(?:to |with |of )?(?:it|that|this|them|so|him|her)\W*$", re.I)
_FIGURE = re.compile(r"\b(?:figures?|numbers?|estimates?|prices?|costs?|quotations?|statistics)\b", re.I)
_NUMBER = re.compile(r"\d|\b(?:per cent|percent|hundred|thousand|million|billion|half|third|twice|double)\b", re.I)
_AMENDMENT = re.compile(r"\bamend", re.I)
_MOVED = re.compile(r"\b(?:moved|moves|proposed|proposes|tabled)\b", re.I)


def literally(words: Sequence[str], question: str, text: str, least: float | None = None) -> tuple[str, ...]:
    """All of the words that a text lacks, for reading them by the letter."""
    return tuple(words)


def points_elsewhere(said: str) -> bool:
    """Whether what is supported or disputed is only pointed at, or not said at all."""
    return not said or is_pointing(said) or takes_up(said)


def is_pointing(said: str) -> bool:
    """Whether it only says of what kind it is: "the plan", "it"."""
    return bool(_POINTS.match(said))


def is_pronoun(said: str) -> bool:
    """Whether it is a pronoun alone."""
    return bool(_PRONOUN.match(said))


def takes_up(said: str) -> bool:
    """Whether it is what another has just said: a warning, a claim."""
    return bool(_SAYING.match(said))


def pointed_at(proposition: str, cue: str, said: str, before: Sequence[str], in_meeting: bool) -> Sequence[str]:
    """The sentences before in which what is pointed at may be named; ``in_meeting`` where the verb votes or seconds."""
    if in_meeting:
        return _voted_on(before, said) or before[-SENTENCES:]
    if _is_just_said(proposition, cue, said):
        return before[-JUST_BEFORE:]
    if _VIEW.match(said):
        return before[-VIEW_WITHIN:]
    # What is planned is named at the beginning: "But the scheme has friends. Ms Lund said that she welcomed it."
    of_a_plan = _PLAN.search(said) or (is_pronoun(said) and _THE_PLAN.search(" ".join(before[-1:])))
    return before if of_a_plan else before[-SENTENCES:]


def is_meant(proposition: str, said: str, context: Sequence[str], unlike: Likener) -> bool:
    """Whether it is the claim: an amendment is not the motion, a figure not the plan, and a warning is against the plan."""
    if _is_of_another_kind(proposition, said):
        return False
    if _FIGURE.search(said) and not (_FIGURE.search(proposition) or _NUMBER.search(proposition)):
        return False
    amends = bool(_AMENDMENT.search(said))
    meant = [text for text in context if bool(_AMENDMENT.search(text)) == amends] or context
    claim = content_of(proposition)
    least = SAID_SO if is_clause(proposition) else POINTING
    if len(claim & content_of(" ".join(meant))) >= least * len(claim):
        return True
    best = max(meant, key=lambda text: len(claim & content_of(text)))
    if is_clause(proposition) and len(claim & content_of(best)) < HALF * len(claim):
        return False  # words that are alike fill a gap, and are no claim by themselves
    return shared(proposition, best, lambda words, asked, text: unlike(words, asked, text, LIKE)) >= least


def shared(proposition: str, text: str, unlike: Unlike = literally) -> float:
    """The share of a claim's content words that a text has, or has a word like."""
    claim, there = words_of(proposition), content_of(text)
    near = {form[:STEM] for form in there if len(form) >= STEM}
    missing = [word for form, word in claim.items() if form not in there and form[:STEM] not in near]
    # A text that has none of them, or names alone, as of a country, speaks of something else.
    if missing and not content_of(_NAME.sub("", text)).isdisjoint(claim):
        missing = list(unlike(missing, proposition, text))
    return 1 - len(missing) / len(claim) if claim else 0.0


def _is_just_said(proposition: str, cue: str, said: str) -> bool:
    """Whether what is pointed at was said just before: a denial's, a warning's words, or a claim that something is so."""
    bare = not said or is_pronoun(said)
    return takes_up(said) or (bare and (bool(_DENIAL.match(cue)) or is_clause(proposition)))


def _voted_on(before: Sequence[str], said: str) -> Sequence[str]:
    """What a vote is on: the last motion before it, or the last amendment; nothing where none is moved."""
    amends = bool(_AMENDMENT.search(said))
    moved = [text for text in before if _MOVED.search(text) and bool(_AMENDMENT.search(text)) == amends]
    return moved[-1:]


def _is_of_another_kind(proposition: str, said: str) -> bool:
    """Whether a plan is pointed at where the claim says what is so; or an account, or a warning, where it says what to do."""
    if is_clause(proposition):
        return bool(_PLAN.search(said)) and not _TO_BE_DONE.search(proposition)
    return bool(_AGAINST_IT.search(said)) or (bool(_ACCOUNT.search(said)) and not _ACCOUNT.search(proposition))
