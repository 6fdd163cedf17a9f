"""Sparse linear models learned with numpy: logistic regression, and a choice among candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = Sequence[NDArray[np.int32]]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Training:
    """How to learn: passes over the data, examples a step, step length, and how hard small weights are pulled to 0."""

    epochs: int = 4
    batch: int = 256
    rate: float = 0.05
    l1: float = 1e-5
    seed: int = 20261122


class _Rows:
    """Rows of feature numbers, each feature counting one, for products with weights."""

    def __init__(self, rows: Rows) -> None:
        self._ends: Ints = np.cumsum([0, *(len(row) for row in rows)])
        self._columns: Ints = np.concatenate([*rows, np.zeros(0, np.int64)]).astype(np.int64)

    def scores(self, part: Ints, weights: Floats) -> Floats:
        """The weights of each chosen row, added up."""
        columns, owner = self._gather(part)
        return np.bincount(owner, weights[columns], minlength=len(part)).astype(np.float64)

    def gradient(self, part: Ints, wrong: Floats, width: int) -> Floats:
        """For each feature the errors of the chosen rows that have it, added up."""
        columns, owner = self._gather(part)
        return np.bincount(columns, wrong[owner], minlength=width).astype(np.float64)

    def _gather(self, part: Ints) -> tuple[Ints, Ints]:
        """The features of the chosen rows one after the other, and which of the rows each belongs to."""
        sizes = self._ends[part + 1] - self._ends[part]
        owner = np.repeat(np.arange(len(part)), sizes)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return self._columns[self._ends[part][owner] + within], owner


class _Adagrad:
    """Weights with steps that shrink as a weight is used; small weights are set to 0 (proximal step)."""

    def __init__(self, width: int, training: Training) -> None:
        self.weights: Floats = np.zeros(width)
        self._squares: Floats = np.full(width, 1e-6)
        self._training = training

    def step(self, gradient: Floats) -> None:
        """One step against the gradient."""
        self._squares += gradient**2
        rate = self._training.rate / np.sqrt(self._squares)
        moved = self.weights - rate * gradient
        used = gradient != 0
        shrunk = np.sign(moved) * np.maximum(np.abs(moved) - rate * self._training.l1, 0.0)
        self.weights = np.where(used, shrunk, self.weights)


def fit_binary(rows: Rows, labels: Floats, width: int, training: Training) -> Floats:
    """Weights of a logistic regression; the last is the bias."""
    x, learner = _Rows(_with_bias(rows, width)), _Adagrad(width + 1, training)
    random = np.random.default_rng(training.seed)
    for _ in range(training.epochs):
        order = random.permutation(len(rows))
        for at in range(0, len(order), training.batch):
            part = order[at : at + training.batch]
            wrong = 1.0 / (1.0 + np.exp(-x.scores(part, learner.weights))) - labels[part]
            learner.step(x.gradient(part, wrong, width + 1) / len(part))
    return learner.weights


def _with_bias(rows: Rows, width: int) -> Rows:
    """The rows with a feature that is always there."""
    return [np.append(row, np.int32(width)).astype(np.int32) for row in rows]


def fit_choice(groups: Sequence[Rows], targets: Sequence[Floats], width: int, training: Training) -> Floats:
    """Weights under which a softmax over each group's candidates comes near its targets."""
    starts = np.cumsum([0, *(len(group) for group in groups)])
    x, learner = _Rows([row for group in groups for row in group]), _Adagrad(width, training)
    random = np.random.default_rng(training.seed)
    wanted = np.concatenate(list(targets))
    for _ in range(training.epochs):
        order = random.permutation(len(groups))
        for at in range(0, len(order), training.batch):
            part = order[at : at + training.batch]
            rows = np.concatenate([np.arange(starts[n], starts[n + 1]) for n in part])
            sizes = starts[part + 1] - starts[part]
            wrong = _softmax(x.scores(rows, learner.weights), sizes) - wanted[rows]
            learner.step(x.gradient(rows, wrong, width) / len(part))
    return learner.weights


def _softmax(scores: Floats, sizes: NDArray[np.int64]) -> Floats:
    """Softmax within consecutive groups of the given sizes."""
    first = np.cumsum([0, *sizes])[:-1]
    top = np.repeat(np.maximum.reduceat(scores, first), sizes)
    powers: Floats = np.exp(scores - top)
    shares: Floats = powers / np.repeat(np.add.reduceat(powers, first), sizes)
    return shares
