"""Sparse linear models learned with numpy: logistic regression, and a choice among candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Rows = Sequence[NDArray[np.int32]]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Training:
    """How to learn: passes over the data, examples a step, step length, and how hard small weights are pulled to 0."""

    epochs: int = 4
    batch: int = 256
    rate: float = 0.05
    l1: float = 1e-5
    seed: int = 20261122


def matrix(rows: Rows, width: int) -> csr_matrix:
    """Rows of feature numbers as a sparse matrix of ones."""
    ends = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.concatenate(rows) if rows else np.zeros(0, np.int32)
    return csr_matrix((np.ones(len(columns), np.float64), columns, ends), shape=(len(rows), width))


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
    x, learner = matrix(_with_bias(rows, width), width + 1), _Adagrad(width + 1, training)
    random = np.random.default_rng(training.seed)
    for _ in range(training.epochs):
        order = random.permutation(len(rows))
        for at in range(0, len(order), training.batch):
            part = order[at : at + training.batch]
            batch = x[part]
            wrong = 1.0 / (1.0 + np.exp(-(batch @ learner.weights))) - labels[part]
            learner.step(batch.T @ wrong / len(part))
    return learner.weights


def _with_bias(rows: Rows, width: int) -> Rows:
    """The rows with a feature that is always there."""
    return [np.append(row, np.int32(width)).astype(np.int32) for row in rows]


def fit_choice(groups: Sequence[Rows], targets: Sequence[Floats], width: int, training: Training) -> Floats:
    """Weights under which a softmax over each group's candidates comes near its targets."""
    starts = np.cumsum([0, *(len(group) for group in groups)])
    x, learner = matrix([row for group in groups for row in group], width), _Adagrad(width, training)
    random = np.random.default_rng(training.seed)
    wanted = np.concatenate(list(targets))
    for _ in range(training.epochs):
        order = random.permutation(len(groups))
        for at in range(0, len(order), training.batch):
            part = order[at : at + training.batch]
            rows = np.concatenate([np.arange(starts[n], starts[n + 1]) for n in part])
            sizes = starts[part + 1] - starts[part]
            batch = x[rows]
            wrong = _softmax(batch @ learner.weights, sizes) - wanted[rows]
            learner.step(batch.T @ wrong / len(part))
    return learner.weights


def _softmax(scores: Floats, sizes: NDArray[np.int64]) -> Floats:
    """Softmax within consecutive groups of the given sizes."""
    first = np.cumsum([0, *sizes])[:-1]
    top = np.repeat(np.maximum.reduceat(scores, first), sizes)
    powers: Floats = np.exp(scores - top)
    shares: Floats = powers / np.repeat(np.add.reduceat(powers, first), sizes)
    return shares
