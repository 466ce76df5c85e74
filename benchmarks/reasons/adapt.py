"""Moves the classifier from our sentences towards what people really say (prior-centred, Chelba & Acero 2006).

The weights stay as near as possible to those that the sentences gave; only what spoken.csv and the tune half of the
real texts (real/README.md) contradict moves. The rules stand beside them: nothing is learned that a rule knows.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_softmax

Floats = NDArray[np.float64]
_NEARNESS = 0.05  # the penalty on moving away from the sentences' weights
_STEPS = 150


class Linear(NamedTuple):
    """Weights by category and bucket, and the score of a text without known n-grams."""

    weights: Floats
    intercepts: Floats

    def scores(self, features: Any) -> Floats:
        """The score of each category, a row per text."""
        scores: Floats = np.asarray(features @ self.weights.T) + self.intercepts
        return scores


class Lesson(NamedTuple):
    """Texts to learn from: features, what the rules add to the scores, the shares of the categories, a weight each."""

    features: Any
    rules: Floats
    shares: Floats
    weights: Floats

    def part(self, rows: NDArray[np.bool_]) -> "Lesson":
        """Some of the texts."""
        return Lesson(self.features[rows], self.rules[rows], self.shares[rows], self.weights[rows])


def adapt(start: Linear, lesson: Lesson) -> Linear:
    """The weights with the least log loss on the lesson, each step away from `start` counted as loss as well."""
    columns = np.unique(lesson.features.indices)
    features = lesson.features[:, columns]
    given = start.scores(lesson.features) + lesson.rules
    shape = (len(start.intercepts), len(columns))

    def loss(values: Floats) -> tuple[float, Floats]:
        moved, shift = values[: -shape[0]].reshape(shape), values[-shape[0] :]
        logs = log_softmax(given + np.asarray(features @ moved.T) + shift, axis=1)
        wrong = lesson.weights[:, None] * (np.exp(logs) - lesson.shares)
        slope = (features.T @ wrong).T + 2 * _NEARNESS * moved
        lost = -np.sum(lesson.weights[:, None] * lesson.shares * logs) + _NEARNESS * np.sum(moved**2)
        return float(lost), np.concatenate([slope.ravel(), wrong.sum(0)])

    best = minimize(loss, np.zeros(shape[0] * (shape[1] + 1)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    weights = start.weights.copy()
    weights[:, columns] += best.x[: -shape[0]].reshape(shape)
    return Linear(weights, start.intercepts + best.x[-shape[0] :])
