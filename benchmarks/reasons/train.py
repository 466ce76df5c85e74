"""Train the offline model's classifier: `make model`. Development only; what it writes is read without scikit-learn.

Reads training.csv beside it and never held_out.csv. What the rules weigh and how far the probabilities are spread is
fitted to the classifier's answers by cross-validation: on sentences that it has been trained on it would be too sure.
"""

import csv
import hashlib
import json
import zlib
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from agents.winback.offline.classifier import MODEL_FILE
from agents.winback.offline.ngrams import BUCKETS, buckets
from agents.winback.offline.scoring import weigh_causes
from schemas.winback.churn_analysis import Category

TRAINING = Path(__file__).with_name("training.csv")
CATEGORIES: tuple[Category, ...] = get_args(Category)
_REGULARISATION, _FOLDS, _SEED = 8.0, 10, 1
Floats = NDArray[np.float64]


def read_labelled(path: Path) -> tuple[list[str], NDArray[np.int64]]:
    """Texts, and the index of each one's category."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["text"] for row in rows], np.array([CATEGORIES.index(row["category"]) for row in rows])


def train() -> None:
    """Fit, quantise, write."""
    texts, labels = read_labelled(TRAINING)
    counts = _counts(texts)
    idf = np.round(_idf(counts) * 255 / np.log(1 + len(texts)))
    features = _features(counts, idf)
    model = LogisticRegression(C=_REGULARISATION, max_iter=1_000)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    odds = cross_val_predict(model, features, labels, cv=folds, method="decision_function")
    rule_weight, temperature = _blend(odds, _rules(texts), labels)
    model.fit(features, labels)
    _write(model, idf, rule_weight, temperature)
    blended = odds / temperature + rule_weight * _rules(texts)
    print(f"{len(texts)} sentences; by cross-validation {np.mean(blended.argmax(1) == labels):.1%} are right")
    print(f"rules weigh {rule_weight:.2f}, temperature {temperature:.2f}; {MODEL_FILE.stat().st_size:,} bytes")


def _counts(texts: list[str]) -> Any:
    """A sparse matrix: a row per text, two blocks of buckets."""
    cells = [
        (row, block * BUCKETS + bucket, count)
        for row, text in enumerate(texts)
        for block, found in enumerate(buckets(text))
        for bucket, count in found.items()
    ]
    rows, columns, values = zip(*cells, strict=True)
    return sparse.csr_matrix((np.array(values, float), (rows, columns)), shape=(len(texts), 2 * BUCKETS))


def _idf(counts: Any) -> Floats:
    """Inverse document frequency; a piece of a word that only one text has says nothing."""
    seen = np.bincount(counts.indices, minlength=2 * BUCKETS)
    idf: Floats = np.log((1 + counts.shape[0]) / (1 + seen))
    idf[seen == 0] = 0
    idf[:BUCKETS][seen[:BUCKETS] == 1] = 0
    return idf


def _features(counts: Any, idf: Floats) -> Any:
    """As `classifier._weighted` has them."""
    weighted = counts.copy()
    weighted.data = 1 + np.log(weighted.data)
    weighted = weighted @ sparse.diags(idf)
    blocks = []
    for start in (0, BUCKETS):
        block = weighted[:, start : start + BUCKETS]
        lengths = np.sqrt(np.asarray(block.multiply(block).sum(1)).ravel())
        lengths[lengths == 0] = 1
        blocks.append(sparse.diags(1 / lengths) @ block)
    return sparse.hstack(blocks).tocsr()


def _rules(texts: list[str]) -> Floats:
    found = np.zeros((len(texts), len(CATEGORIES)))
    for row, verdict in enumerate(map(weigh_causes, texts)):
        if verdict.confidence >= 40:
            found[row, CATEGORIES.index(verdict.category)] = verdict.confidence / 100
    return found


def _blend(odds: Floats, rules: Floats, labels: NDArray[np.int64]) -> tuple[float, float]:
    """The weight of the rules and the temperature with the least log loss."""

    def loss(values: Floats) -> float:
        scores = odds / values[1] + values[0] * rules
        return float(np.mean(logsumexp(scores, axis=1) - scores[np.arange(len(labels)), labels]))

    best = minimize(loss, np.array([1.0, 1.0]), bounds=[(0, 5), (0.2, 5)])
    return float(best.x[0]), float(best.x[1])


def _write(model: LogisticRegression, idf: Floats, rule_weight: float, temperature: float) -> None:
    scales = np.abs(model.coef_).max(axis=1) / 127
    weights = np.round(model.coef_ / scales[:, None]).astype(np.int8)
    head = {
        "categories": CATEGORIES,
        "intercepts": [round(float(value), 6) for value in model.intercept_],
        "scales": [float(f"{value:.6g}") for value in scales],
        "rule_weight": round(rule_weight, 3),
        "temperature": round(temperature, 3),
        "trained_on": hashlib.sha256(TRAINING.read_bytes()).hexdigest(),
    }
    body = idf.astype(np.uint8).tobytes() + weights.tobytes()
    MODEL_FILE.write_bytes(json.dumps(head).encode() + b"\n" + zlib.compress(body, 9))


if __name__ == "__main__":
    train()
