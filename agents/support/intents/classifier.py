"""Learns intents from their examples, in a tenth of a second: ridge regression on four kinds of features.

How sure it is comes from the examples that are left out: for ridge regression, what an example would be
taken for without itself follows from the fit (Rifkin and Klautau 2004, "In Defense of One-Vs-All Classification", 3.3). Scores are
scaled so that these left-out guesses are as probable as possible (temperature scaling, Guo et al. 2017).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from agents.retrieval.embedder import Embedder
from agents.support.intents.features import Counted, Matrix, Terms, piece_features, word_features
from schemas.errors import BadInputError
from schemas.support.intents import Guess, Intents

# Chosen on the first half of benchmarks/support, together with _RIDGE.
_WEIGHTS = {"words": 2.0, "pieces": 0.5, "terms": 0.5, "vectors": 2.0}
_RIDGE = 0.3
_SHARPEST, _STEPS = 40.0, 200


@dataclass(frozen=True, slots=True)
class IntentClassifier:
    """Made by `learn`; safe to share."""

    names: tuple[str, ...]
    _words: Counted
    _pieces: Counted
    _terms: Terms
    _embedder: Embedder | None  # None if there are no vectors
    _weights: dict[str, Matrix]  # by kind of feature: a row a feature, a column an intent
    _base: Matrix
    _sharpness: float

    async def read(self, text: str) -> tuple[Guess, ...]:
        """All intents, the likeliest first; their confidences add up to 1."""
        scores = self._base.copy()
        scores += self._words.scores(word_features(text), self._weights["words"])
        scores += self._pieces.scores(piece_features(text), self._weights["pieces"])
        scores += self._terms.row(text) @ self._weights["terms"]
        if self._embedder is not None:
            scores += (await self._embedder.embed([text]))[0] @ self._weights["vectors"]
        shares = _shares(scores[np.newaxis], self._sharpness)[0]
        order = np.argsort(-shares, kind="stable")
        return tuple(Guess(intent=self.names[at], confidence=float(min(1.0, shares[at]))) for at in order)


async def learn(intents: Intents, embedder: Embedder | None) -> IntentClassifier:
    """A classifier of these intents; without vectors if the embedder has none."""
    texts = [example for intent in intents.intents for example in intent.examples]
    labels = [at for at, intent in enumerate(intents.intents) for _ in intent.examples]
    words, pieces = (
        Counted([[*word_features(text)] for text in texts]),
        Counted([[*piece_features(text)] for text in texts]),
    )
    terms = Terms(intents.intents)
    blocks: dict[str, Any] = {
        "words": words.examples,
        "pieces": pieces.examples,
        "terms": np.vstack([terms.row(text) for text in texts]),
    }
    vectors = await _vectors(embedder, texts)
    if vectors is not None:
        blocks["vectors"] = vectors
    weights, base, sharpness = _fitted(blocks, labels, len(intents.intents))
    names = tuple(intent.name for intent in intents.intents)
    return IntentClassifier(
        names, words, pieces, terms, embedder if vectors is not None else None, weights, base, sharpness
    )


async def _vectors(embedder: Embedder | None, texts: Sequence[str]) -> Matrix | None:
    if embedder is None:
        return None
    try:
        return (await embedder.embed(texts)).astype(np.float64)
    except BadInputError:  # the package carries no vectors here; words are enough
        return None


def _fitted(blocks: dict[str, Any], labels: Sequence[int], intents: int) -> tuple[dict[str, Matrix], Matrix, float]:
    """Weights by kind of feature, what is added to every score, and how far scores are spread."""
    wanted = np.eye(intents)[list(labels)]
    base = wanted.mean(axis=0)
    kernel = sum(_WEIGHTS[name] * _dense(block @ block.T) for name, block in blocks.items())
    inverse = np.linalg.inv(kernel + _RIDGE * np.eye(len(wanted)))
    duals = inverse @ (wanted - base)
    left_out = wanted - duals / np.diag(inverse)[:, np.newaxis]
    weights = {name: _WEIGHTS[name] * block.T @ duals for name, block in blocks.items()}
    return weights, base, _sharpness(left_out, labels)


def _dense(block: Any) -> Matrix:
    """A sparse product as an ordinary matrix."""
    dense: Matrix = block.toarray() if hasattr(block, "toarray") else block
    return dense


def _sharpness(scores: Matrix, labels: Sequence[int]) -> float:
    def surprise(sharpness: float) -> float:
        shares = _shares(scores, sharpness)[np.arange(len(labels)), list(labels)]
        return float(-np.log(np.maximum(shares, 1e-12)).mean())

    tried: list[float] = np.linspace(1.0, _SHARPEST, _STEPS).tolist()
    return min(tried, key=surprise)


def _shares(scores: Matrix, sharpness: float) -> Matrix:
    raised = np.exp(sharpness * (scores - scores.max(axis=1, keepdims=True)))
    shares: Matrix = raised / raised.sum(axis=1, keepdims=True)
    return shares
