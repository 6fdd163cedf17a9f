"""What is known of a claim and its passages as numbers: a row for ranking each sentence, a row for the chosen ones."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rag.types import Candidate
from rag.verify.moments import moments
from rag.verify.names import names
from rag.verify.quantities import quantities
from rag.verify.reading import Reading, read
from rag.verify.words import found, longest_run, pairs, worth

Matrix = NDArray[np.float64]

RANK: dict[str, str] = {
    "dense": "cosine of claim and sentence",
    "dense_gap": "that, less the best sentence's",
    "cov": "share of the claim's content in the sentence, rare words counting more",
    "cov_local": "the same, words rare among these sentences counting more",
    "cov_gap": "that, less the best sentence's",
    "near": "the same of the sentence and those beside it",
    "names": "share of the claim's names in the sentence",
    "numbers": "share of its numbers and dates",
    "pairs": "share of its neighbouring words that are neighbours here",
    "length": "log of the sentence's words",
}
"""Columns of a sentence; a claim without names or numbers has 0 there."""
SUPPORT: dict[str, str] = {
    "dense": "the best cosine among the chosen sentences",
    "dense_second": "the second best",
    "cov": "share of the claim's content in the best sentence",
    "cov_all": "in all chosen ones together",
    "cov_near": "with what stands beside them, titles and speakers",
    "missing": "weight of the heaviest word that none of them has",
    "missing_share": "share of the content words that none of them has",
    "names": "share of the names that they have",
    "numbers": "share of the numbers and dates",
    "unnamed": "the claim has no name",
    "uncounted": "it has no number or date",
    "pairs": "share of neighbouring words that are neighbours in one of them",
    "run": "share of the claim in the longest run of words that both have",
    "length": "log of the claim's content words",
    "passage": "log of the words of the best sentence",
    "pair": "what a pair scorer says, 0 to 1; 0.5 where none is there",
}
"""Columns of a claim with its chosen sentences."""
LEAST = 0.3
"""Weight of a word that stands in every sentence at hand, beside 1 and this for one that stands in one."""


def rank_features(claim: Reading, candidates: Sequence[Candidate]) -> tuple[Matrix, Matrix]:
    """A row of ``RANK`` a candidate, and how much of each content word of the claim each has (candidates, words)."""
    passages = [read(candidate.text) for candidate in candidates]
    shares = np.array([[found(token, p) for token in claim.content] for p in passages], np.float64)
    shares = shares.reshape(len(passages), len(claim.content))
    weights = np.array([worth(token) for token in claim.content])
    local = weights * (LEAST + _rarity(shares))
    cov, cov_local = _share(shares, weights), _share(shares, local)
    dense = np.array([candidate.dense for candidate in candidates])
    named, numbered = _named(claim.text, passages), _numbered(claim.text, [p.text for p in passages])
    rows = np.column_stack([
        dense, dense - dense.max(), cov, cov_local, cov_local - cov_local.max(),
        _share(_beside(shares, candidates), local),
        named.mean(axis=1) if named.size else np.zeros(len(passages)),
        numbered.mean(axis=1) if numbered.size else np.zeros(len(passages)),
        [pairs(claim, p) for p in passages], np.log1p([len(p.tokens) for p in passages]),
    ])  # fmt: skip
    return rows, shares


def _rarity(shares: Matrix) -> Matrix:
    count = len(shares)
    among: Matrix = np.log((count + 1) / ((shares > 0).sum(axis=0) + 1)) / math.log(count + 1)
    return among


def _share(shares: Matrix, weights: Matrix) -> Matrix:
    result: Matrix = shares @ weights / (weights.sum() or 1.0)
    return result


def _beside(shares: Matrix, candidates: Sequence[Candidate]) -> Matrix:
    """The shares of each sentence with those of its neighbours among the candidates."""
    rows = {(c.document_id, c.number): n for n, c in enumerate(candidates)}
    wide = shares.copy()
    for n, candidate in enumerate(candidates):
        for step in (-1, 1):
            other = rows.get((candidate.document_id, candidate.number + step))
            if other is not None:
                wide[n] = np.maximum(wide[n], shares[other])
    return wide


def _named(claim: str, passages: Sequence[Reading]) -> Matrix:
    wanted = [name.forms for name in names(claim)]
    return np.array([[all(form in p.forms for form in forms) for forms in wanted] for p in passages], np.float64)


def _numbered(claim: str, passages: Sequence[str]) -> Matrix:
    numbers, dates = quantities(claim), moments(claim)
    return np.array(
        [
            [any(q.within(n) for q in quantities(p)) for n in numbers]
            + [any(m.tells(d) for m in moments(p)) for d in dates]
            for p in passages
        ],
        np.float64,
    )


def support_features(claim: Reading, chosen: Sequence[Candidate], pair: float = 0.5) -> Matrix:
    """One row of ``SUPPORT`` for the chosen sentences, the best first."""
    passages = [read(candidate.text) for candidate in chosen]
    weights = np.array([worth(token) for token in claim.content])
    total = weights.sum() or 1.0
    shares = np.array([[found(token, p) for token in claim.content] for p in passages]).reshape(len(passages), -1)
    best = shares.max(axis=0)
    near = np.maximum(best, [max((found(t, p) for p in _around(chosen)), default=0.0) for t in claim.content])
    dense = sorted((candidate.dense for candidate in chosen), reverse=True)
    named, numbered = _named(claim.text, passages), _numbered(claim.text, [p.text for p in passages])
    return np.array([
        dense[0], dense[1] if len(dense) > 1 else 0.0, shares[0] @ weights / total, best @ weights / total,
        near @ weights / total, ((best == 0) * weights).max(initial=0.0), (best == 0).mean() if best.size else 0.0,
        named.max(axis=0).mean() if named.size else 0.0, numbered.max(axis=0).mean() if numbered.size else 0.0,
        float(not named.size), float(not numbered.size), max(pairs(claim, p) for p in passages),
        max(longest_run(claim, p) for p in passages), math.log1p(len(claim.content)),
        math.log1p(len(passages[0].tokens)), pair,
    ])  # fmt: skip


def _around(chosen: Sequence[Candidate]) -> list[Reading]:
    texts = [text for c in chosen for text in (c.before, c.after, c.title) if text]
    texts += [voice.speaker for c in chosen for voice in c.voices if voice.speaker]
    return [read(text) for text in dict.fromkeys(texts)]
