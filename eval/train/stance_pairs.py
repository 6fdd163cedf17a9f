"""Training pairs for stance: what the data says, the same under opposite claims, and what takes no side.

A model that only learns the tone of a sentence is caught out by pairs in which the sentence stays and the claim
turns; one that answers for every sentence, by true sentences on something else.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.train import stance_phrases as phrases
from eval.train.stance_data import Claim, News, Reported
from rag.stance.negate import negate, swap_opposite, wrap_negate

Pair = tuple[str, str, str]  # proposition, statement, label
HEADS = {"stance": ("affirms", "disputes", "unrelated"), "camp": ("same", "other")}
"""The labels of each task; "camp" helps in training only: are two perspectives on one claim on the same side?"""
JUDGED = "judged"
"""The label of a pair on which only a teacher has said which side it takes."""
NEAR_CLAIM = 0.35
"""Cosine from which a perspective of another claim may bear on a claim."""
FLIPPED = {"affirms": "disputes", "disputes": "affirms", "unrelated": "unrelated", "same": "other", "other": "same"}


@dataclass(frozen=True, slots=True)
class Mixture:
    """How many pairs of each kind an epoch holds, as shares of the annotated pairs (or, for news, of what there is)."""

    opposite: float = 0.45  # the same statement under the negated claim
    swapped: float = 0.15  # the same under the claim with a word of opposite meaning
    statement: float = 0.05  # the negated statement under the same claim
    unrelated: float = 0.32
    paraphrase: float = 0.12
    template: float = 0.12
    news: float = 0.25
    camp: float = 0.25
    crossed: float = 0.6  # a claim beside the perspectives of others, only where there is a teacher
    argued: float = 1.0  # sentences of documents in which sides are taken, of what there is; with a teacher only
    modal: float = 0.15  # how often "should" becomes another word of duty
    speaker: float = 0.2  # how often any statement gets a speaker


@dataclass(frozen=True, slots=True)
class Material:
    """Claims and news, and how near each claim lies to what could be set beside it."""

    claims: Sequence[Claim]
    pool: Sequence[str]  # perspectives and news sentences
    nearness: NDArray[np.float32]  # cosine of each claim to each text of the pool
    reported: Sequence[Reported]
    news: News
    argued: Sequence[Pair] = ()  # sentences of documents under the claims that are made there


def epoch_pairs(material: Material, mixture: Mixture, seed: int) -> list[Pair]:
    """One epoch's pairs, shuffled; another seed gives another draw."""
    draw = random.Random(seed)
    gold = [(claim.text, text, label) for claim in material.claims for text, label in claim.pairs()]
    pairs = list(gold)
    pairs += [_opposite(pair, draw) for pair in _some(gold, mixture.opposite, draw)]
    swapped = [(swap_opposite(p), s, FLIPPED[label]) for p, s, label in _some(gold, mixture.swapped * 2.5, draw)]
    pairs += [(p, s, label) for p, s, label in swapped if p is not None]
    pairs += [(p, negate(s), FLIPPED[label]) for p, s, label in _some(gold, mixture.statement, draw)]
    pairs += _paraphrases(material, int(mixture.paraphrase * len(gold)), draw)
    pairs += _templates(material, int(mixture.template * len(gold)), draw)
    pairs += _unrelated(material, int(mixture.unrelated * len(gold)), draw)
    pairs += _news(material, mixture.news, draw)
    pairs += _camps(material, int(mixture.camp * len(gold)), draw)
    pairs = [(_duty(p, draw), s, label) if draw.random() < mixture.modal else (p, s, label) for p, s, label in pairs]
    pairs = [_spoken(pair, draw) if draw.random() < mixture.speaker else pair for pair in pairs]
    draw.shuffle(pairs)
    return pairs


def judged_pairs(material: Material, mixture: Mixture, seed: int) -> list[Pair]:
    """What an epoch reads besides where a teacher says which side is taken; shuffled, another seed gives another draw."""
    draw = random.Random(seed)
    sided = [pair for pair in material.argued if pair[2] != "unrelated"]
    others = [pair for pair in material.argued if pair[2] == "unrelated"]
    gold = sum(len(claim.pairs()) for claim in material.claims)
    pairs = [
        *_some(sided, mixture.argued, draw),
        *_some(others, mixture.argued * len(sided) / 2 / max(1, len(others)), draw),
    ]
    pairs += _crossed(material, int(mixture.crossed * gold), draw)
    draw.shuffle(pairs)
    return pairs


def _crossed(material: Material, count: int, draw: random.Random) -> list[Pair]:
    """Claims, as they stand or denied, beside texts that are near to them: of other claims, or of the news."""
    order = [draw.randrange(len(material.claims)) for _ in range(count)]
    return [pair for index in order for pair in _beside(material, index, (NEAR_CLAIM, 2.0), (JUDGED, 0.35), draw)]


def _some(pairs: Sequence[Pair], share: float, draw: random.Random) -> list[Pair]:
    return draw.sample(list(pairs), min(len(pairs), int(share * len(pairs))))


def _opposite(pair: Pair, draw: random.Random) -> Pair:
    proposition, statement, label = pair
    turned = wrap_negate(proposition) if draw.random() < 0.1 else negate(proposition)
    return turned, statement, FLIPPED[label]


def _paraphrases(material: Material, count: int, draw: random.Random) -> list[Pair]:
    """A perspective as the proposition, another wording of it as the statement; half of them turned round."""
    clusters = [texts for claim in material.claims for _, texts in claim.clusters if len(texts) > 1]
    made: list[Pair] = []
    for _ in range(count):
        first, second = draw.sample(draw.choice(clusters), 2)
        pair = (first.rstrip(". "), second, "affirms")
        made.append(_opposite(pair, draw) if draw.random() < 0.5 else pair)
    return made


def _templates(material: Material, count: int, draw: random.Random) -> list[Pair]:
    """Someone holds or denies the claim itself, in so many words."""
    made: list[Pair] = []
    for _ in range(count):
        claim = draw.choice(material.claims).text.rstrip(". ")
        label = draw.choice(("affirms", "disputes"))
        pair = (claim, _put(claim, label == "affirms", draw), label)
        made.append(_opposite(pair, draw) if draw.random() < 0.4 else pair)
    return made


def _put(claim: str, holds: bool, draw: random.Random) -> str:
    """The claim in somebody's mouth, held or denied: as a clause, or taken apart where its shape allows."""
    as_, do = phrases.AS.match(claim), phrases.DO.match(claim)
    if as_ and draw.random() < 0.7:
        form = draw.choice(phrases.AS_HOLDS if holds else phrases.AS_DENIES)
        return form.format(who=_who(draw), x=_lower(as_["x"]), y=as_["y"].strip())
    if do and draw.random() < 0.7:
        form = draw.choice(phrases.DO_HOLDS if holds else phrases.DO_DENIES)
        return form.format(who=_who(draw), x=_lower(do["x"]), y=do["y"].strip())
    return draw.choice(phrases.HOLDS if holds else phrases.DENIES).format(who=_who(draw), s=_lower(claim))


def _camps(material: Material, count: int, draw: random.Random) -> list[Pair]:
    """Two perspectives on one claim: on the same side, or on the other."""
    claims = [claim for claim in material.claims if len(claim.clusters) > 1]
    made: list[Pair] = []
    for _ in range(count):
        (side, first), (other, second) = draw.sample(draw.choice(claims).clusters, 2)
        pair = (draw.choice(first).rstrip(". "), draw.choice(second), "same" if side == other else "other")
        made.append(_opposite(pair, draw) if draw.random() < 0.3 else pair)
    return made


def _duty(proposition: str, draw: random.Random) -> str:
    return re.sub(r"\b(?:should|must)\b(?! not)", draw.choice(("must", "should", "ought to")), proposition, count=1)


def _unrelated(material: Material, count: int, draw: random.Random) -> list[Pair]:
    """Claims with statements that take no side on them: half from anywhere, half from the neighbourhood.

    Near is a cosine of 0.2 to 0.42: above it a statement may well bear on the claim.
    """
    order = [draw.randrange(len(material.claims)) for _ in range(count)]
    between = ((-1.0, 0.22), (0.22, 0.42))
    found = (_beside(material, index, between[n % 2], ("unrelated", 0.3), draw) for n, index in enumerate(order))
    return [pair for pairs in found for pair in pairs]


def _beside(
    material: Material, index: int, between: tuple[float, float], made: tuple[str, float], draw: random.Random
) -> Iterator[Pair]:
    """A claim beside a text of the pool whose cosine lies ``between``, where there is one.

    ``made`` has the pair's label, and how often the claim is denied in it.
    """
    (low, high), (label, denied) = between, made
    near, claim = material.nearness[index], material.claims[index].text
    fitting = np.flatnonzero((near >= low) & (near < high))
    if fitting.size:
        turned = negate(claim) if draw.random() < denied else claim
        yield turned, material.pool[int(fitting[draw.randrange(fitting.size)])], label


def _news(material: Material, share: float, draw: random.Random) -> list[Pair]:
    """Reported clauses with the sentence that reports them, turned round, or with another sentence of the article."""
    made: list[Pair] = []
    for reported in draw.sample(list(material.reported), int(share * len(material.reported))):
        label = "disputes" if reported.denied else "affirms"
        pair = (reported.content, reported.sentence, label)
        made.append(_opposite(pair, draw) if draw.random() < 0.5 else pair)
        if draw.random() < 0.25:
            denial = draw.choice(phrases.DENIES).format(who=_who(draw), s=_lower(reported.content))
            made.append((reported.content, denial, "disputes"))
        others = [s for s in material.news.sentences[reported.article] if not _shares(s, reported.content)]
        if others:
            made.append((reported.content, draw.choice(others), "unrelated"))
    return made


def _shares(sentence: str, content: str) -> bool:
    """Whether more than a third of the content's words stand in the sentence: it may then say the same."""
    words = set(content.lower().split())
    return len(words & set(sentence.lower().split())) > len(words) / 3


def _spoken(pair: Pair, draw: random.Random) -> Pair:
    """The same pair with a speaker in front of (or behind) the statement: the label stays."""
    proposition, statement, label = pair
    plain = statement.rstrip(". ")
    said = draw.choice(phrases.SAYS).format(who=_who(draw), s=_lower(plain), S=plain[:1].upper() + plain[1:])
    said = said.replace(",,", ",").replace(",:", ":")
    return proposition, said if said.endswith((".", "”")) else said + ".", label


def _who(draw: random.Random) -> str:
    person = draw.choice(phrases.PEOPLE)
    return person if len(person) < 4 or draw.random() < 0.5 else f"{person}, {draw.choice(phrases.ROLES)},"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
