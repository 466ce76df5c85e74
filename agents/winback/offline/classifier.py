"""How probable each cause is, by a linear model over hashed n-grams and what the rules see.

`benchmarks/reasons/train.py` makes its file.
"""

import json
import math
import zlib
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast

from agents.winback.offline.evidence import evidence
from agents.winback.offline.ngrams import BUCKETS, buckets
from schemas.customer import Category

MODEL_FILE = Path(__file__).with_name("reasons.model")


class Classifier(NamedTuple):
    """The model's file, read: `idf` by bucket, `weights` by category and bucket; two blocks of buckets each."""

    rule_weight: float  # what a rule adds to its category's score if it is certain
    certainty: tuple[float, ...]  # what each sign of a right answer weighs (certainty.py)
    categories: tuple[Category, ...]  # in the order of what follows
    intercepts: tuple[float, ...]  # score of a text without known n-grams, by category
    scales: tuple[float, ...]  # of the stored weights, which are small integers, by category
    evidence: tuple[tuple[float, ...], ...]  # weights of what the rules see (evidence.py), by category
    idf: memoryview  # inverse document frequency by bucket
    weights: tuple[memoryview, ...]  # by category, then bucket


def log_odds(text: str) -> dict[Category, float]:
    """The score of each category, before it becomes a probability."""
    model = load()
    seen = evidence(text)
    scores = [
        start + sum(weight * value for weight, value in zip(weights, seen, strict=True))
        for start, weights in zip(model.intercepts, model.evidence, strict=True)
    ]
    for block, counts in enumerate(buckets(text)):
        for bucket, value in _weighted(model.idf, block * BUCKETS, counts).items():
            for index, weights in enumerate(model.weights):
                if weights[bucket]:
                    scores[index] += value * weights[bucket] * model.scales[index]
    return dict(zip(model.categories, scores, strict=True))


def _weighted(idf: memoryview, start: int, counts: Counter[int]) -> dict[int, float]:
    """tf-idf, of length 1 (Salton & Buckley 1988); the unit of idf cancels out."""
    values = {start + bucket: (1 + math.log(count)) * idf[start + bucket] for bucket, count in counts.items()}
    length = math.sqrt(sum(value * value for value in values.values()))
    return {bucket: value / length for bucket, value in values.items() if value}


@lru_cache(maxsize=1)
def load() -> Classifier:
    """Read the file once: a line of JSON, then idf (unsigned) and weights (signed), a byte each, compressed."""
    said, _, body = MODEL_FILE.read_bytes().partition(b"\n")
    head = json.loads(said)
    cells = memoryview(zlib.decompress(body))
    size = 2 * BUCKETS
    categories = cast("tuple[Category, ...]", tuple(head["categories"]))
    return Classifier(
        rule_weight=head["rule_weight"],
        certainty=tuple(head["certainty"]),
        categories=categories,
        intercepts=tuple(head["intercepts"]),
        scales=tuple(head["scales"]),
        evidence=tuple(map(tuple, head["evidence"])),
        idf=cells[:size],
        weights=tuple(cells[start : start + size].cast("b") for start in range(size, len(cells), size)),
    )
