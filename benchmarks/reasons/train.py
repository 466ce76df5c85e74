"""Train the offline model's classifier: `make model`. Development only; what it writes is read without scikit-learn.

Reads training.csv, spoken.csv and the tune half of the real texts, and never what is held out. What its confidence is
worth is fitted on answers to texts from sources that it was not adapted to: on those it has seen it would be too sure.
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
from sklearn.linear_model import LogisticRegression

from agents.winback.offline.classifier import MODEL_FILE
from agents.winback.offline.evidence import SIZE, evidence
from agents.winback.offline.ngrams import BUCKETS, buckets
from agents.winback.offline.rule_scores import rule_scores
from agents.winback.offline.scoring import weigh_causes
from benchmarks.reasons.adapt import Floats, Lesson, Linear, adapt
from benchmarks.reasons.certainty import Seen, fit
from benchmarks.reasons.real_texts import FOLDER, real_texts
from schemas.customer import Category

TRAINING, SPOKEN = (Path(__file__).with_name(name) for name in ("training.csv", "spoken.csv"))
CATEGORIES: tuple[Category, ...] = get_args(Category)
_REGULARISATION, _RULE_WEIGHT, _FOLDS = 8.0, 2.0, 5
# How much a sentence counts beside a real text; old ones are kept in mind by a sample of them.
_SPOKEN_WEIGHT, _OLD_WEIGHT, _OLD_EVERY = 1.0, 1.0, 6
_SECOND_SHARE = 0.2
_EVIDENCE_SCALE = 0.7  # beside the n-grams; these three by cross-validation on the tune half
_UNCLEAR_LESS = 0.25  # a score; by cross-validation on the tune half


def read_labelled(path: Path) -> tuple[list[str], NDArray[np.int64]]:
    """Texts, and the index of each one's category."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["text"] for row in rows], np.array([CATEGORIES.index(row["category"]) for row in rows])


def train() -> None:
    """Fit on the sentences, adapt to what people say, quantise, write."""
    (old, labels), (spoken, spoken_labels), real = read_labelled(TRAINING), read_labelled(SPOKEN), real_texts("tune")
    texts = [*old, *spoken, *(text.text for text in real)]
    counts = _counts(texts)
    idf = np.round(_idf(counts) * 255 / np.log(1 + len(texts)))
    features = _features(counts, idf)
    model = LogisticRegression(C=_REGULARISATION, max_iter=1_000).fit(features[: len(old)], labels)
    # The rules' evidence stands behind the n-grams; its weights begin at nothing and come from the lesson alone.
    start = Linear(np.hstack([model.coef_, np.zeros((len(CATEGORIES), SIZE))]), model.intercept_)
    kept = np.r_[np.arange(0, len(old), _OLD_EVERY), np.arange(len(old), len(texts))]
    shares = np.vstack([np.eye(len(CATEGORIES))[np.r_[labels, spoken_labels]], _shares(real)])[kept]
    sizes = (len(kept) - len(spoken) - len(real), len(spoken), len(real))
    weights = np.repeat((_OLD_WEIGHT, _SPOKEN_WEIGHT, 1.0), sizes)
    seen = _EVIDENCE_SCALE * sparse.csr_matrix(np.array([evidence(texts[at]) for at in kept]))
    lesson = Lesson(sparse.hstack([features[kept], seen]).tocsr(), _rules([texts[at] for at in kept]), shares, weights)
    sources = [str(at) for at in range(sum(sizes[:2]))] + [text.source for text in real]
    certainty = _certainty(start, lesson, [texts[at] for at in kept], sources, len(kept) - len(real))
    _write(_seldom_unclear(adapt(start, lesson)), idf, certainty)
    print(f"{sum(sizes):,} texts in the lesson, {len(old):,} sentences; {MODEL_FILE.stat().st_size:,} bytes")


def _certainty(start: Linear, lesson: Lesson, texts: list[str], sources: list[str], ours: int) -> list[float]:
    """Fitted on each fifth of the sources of real texts, as answered by what the other four fifths taught.

    The first `ours` are sentences of our own: they are clearer than what people write, and would make it too sure.
    """
    folds = np.array([int(hashlib.sha256(source.encode()).hexdigest(), 16) % _FOLDS for source in sources])
    seen = []
    for fold in range(_FOLDS):
        asked = folds == fold
        asked[:ours] = False
        taught = _seldom_unclear(adapt(start, lesson.part(~asked)))
        scores = taught.scores(lesson.features[asked]) + lesson.rules[asked]
        for row, at in zip(scores, np.flatnonzero(asked), strict=True):
            right = lesson.shares[at, row.argmax()] > 0
            seen.append(Seen(texts[at], dict(zip(CATEGORIES, row, strict=True)), bool(right)))
    print(f"by cross-validation {np.mean([answer.right for answer in seen]):.1%} of {len(seen)} are right")
    return fit(seen)


def _shares(real: list[Any]) -> Floats:
    """How much of a text each category is: the strict label, and the one that can be defended too."""
    shares = np.zeros((len(real), len(CATEGORIES)))
    for row, text in enumerate(real):
        shares[row, CATEGORIES.index(text.category)] = 1 - _SECOND_SHARE if text.second else 1
        if text.second:
            shares[row, CATEGORIES.index(text.second)] = _SECOND_SHARE
    return shares


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
        for category, added in rule_scores(verdict, _RULE_WEIGHT).items():
            found[row, CATEGORIES.index(category)] = added
    return found


def _seldom_unclear(model: Linear) -> Linear:
    """Who writes about leaving mostly says why; the sentences that are learned from hold more that say nothing."""
    intercepts = model.intercepts.copy()
    intercepts[CATEGORIES.index("unclear")] -= _UNCLEAR_LESS
    return Linear(model.weights, intercepts)


def _write(model: Linear, idf: Floats, certainty: list[float]) -> None:
    grams, seen = np.split(model.weights, [2 * BUCKETS], axis=1)
    scales = np.abs(grams).max(axis=1) / 127
    weights = np.round(grams / scales[:, None]).astype(np.int8)
    seen = seen * _EVIDENCE_SCALE  # so that answering weighs the numbers as they are
    head = {
        "categories": CATEGORIES,
        "intercepts": [round(float(value), 6) for value in model.intercepts],
        "scales": [float(f"{value:.6g}") for value in scales],
        "evidence": [[round(float(value), 4) for value in row] for row in seen],
        "rule_weight": _RULE_WEIGHT,
        "certainty": [round(value, 3) for value in certainty],
        "trained_on": trained_on(),
    }
    body = idf.astype(np.uint8).tobytes() + weights.tobytes()
    MODEL_FILE.write_bytes(json.dumps(head).encode() + b"\n" + zlib.compress(body, 9))


def trained_on() -> str:
    """A hash of every file that is learned from; a test compares it with the model's."""
    files = (TRAINING, SPOKEN, *(FOLDER / name for name in ("sources.csv", "texts.csv")))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


if __name__ == "__main__":
    train()
