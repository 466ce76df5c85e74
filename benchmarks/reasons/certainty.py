"""How sure an answer may be said to be: a logistic curve over what is seen of it, fitted on texts not learned from."""

from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from agents.winback.offline.certainty import signs
from agents.winback.offline.scoring import weigh_causes
from schemas.customer import Category

_PULL = 1.0  # towards zero, so that few texts do not make it steep


class Seen(NamedTuple):
    """An answer to a text that was not learned from: its scores, and whether it can be defended."""

    text: str
    scores: dict[Category, float]
    right: bool


def fit(seen: list[Seen]) -> list[float]:
    """The weights of the signs, in their order (`agents/winback/offline/certainty.py`)."""
    found = np.array([signs(answer.text, answer.scores, weigh_causes(answer.text)) for answer in seen])
    right = np.array([answer.right for answer in seen], float)

    def loss(weights: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        score = found @ weights
        lost = np.sum(np.logaddexp(0, score) - right * score)
        return float(lost + _PULL * np.sum(weights[1:] ** 2))

    return [float(value) for value in minimize(loss, np.zeros(found.shape[1])).x]
