"""Short texts grouped by what they are about, without a model: the same texts always give the same groups.

Two texts are as alike as the words that they share, weighed by how rare those are, and as their static vectors. Groups
are joined while their members are alike on average (average linkage, Sokal and Michener 1958).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from agents.retrieval.embedder import Embedder
from agents.retrieval.words import words
from agents.support.offline.overlap import about

FEWEST = 3
MOST = 1_000  # texts that are compared with each other; more join the group that they are most like
_ALIKE = 0.15  # chosen with the next one on the first half of benchmarks/support/complaints.csv
_OF_WORDS = 0.4  # the rest is the vectors'
_IN_LABEL = 3
_STEM = 5
_POINTING = frozenset(("these", "those", "such", "other", "others", "several", "everything", "nothing"))
_Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TextGroup:
    """Texts by their places in what was given, the most typical first, and words that they share."""

    label: str
    members: tuple[int, ...]


async def grouped(texts: Sequence[str], embedder: Embedder, fewest: int = FEWEST) -> list[TextGroup]:
    """The groups of at least `fewest` texts, the largest first; what is like nothing is in none."""
    if len(texts) < fewest:
        return []
    held = [about(text) - _POINTING for text in texts]
    subjects = [frozenset(map(_stem, one)) for one in held]
    vectors = await embedder.embed([" ".join(sorted(one)) for one in held])
    rows = np.hstack(
        [
            np.sqrt(_OF_WORDS) * _word_rows(subjects),
            np.sqrt(1 - _OF_WORDS) * vectors.astype(np.float64),
        ]
    )
    groups = _joined(rows[:MOST] @ rows[:MOST].T)
    for at in range(MOST, len(texts)):
        _join_nearest(groups, rows, at)
    found = [group for group in groups if len(group) >= fewest]
    seen = Counter(stem for subject in subjects for stem in subject)
    named = [TextGroup(_label(group, texts, subjects, seen), _by_typical(group, rows)) for group in found]
    return sorted(named, key=lambda group: (-len(group.members), group.members))


def _stem(word: str) -> str:
    return word if any(sign.isdigit() for sign in word) else word[:_STEM]


def _word_rows(subjects: Sequence[frozenset[str]]) -> _Matrix:
    """A row a text of length 1, or zeros, weighed by how rare a word is."""
    seen = Counter(stem for subject in subjects for stem in subject)
    places = {stem: at for at, stem in enumerate(sorted(seen))}
    rows = np.zeros((len(subjects), max(1, len(places))))
    for row, subject in zip(rows, subjects, strict=True):
        for stem in subject:
            row[places[stem]] = log((1 + len(subjects)) / (1 + seen[stem])) + 1
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    found: _Matrix = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return found


def _joined(alike: _Matrix) -> list[list[int]]:
    """Average linkage: the two groups that are most alike are joined, until none are alike enough."""
    alike = np.round(alike, 9)  # sums differ in the last places from machine to machine
    np.fill_diagonal(alike, -1.0)
    groups: dict[int, list[int]] = {at: [at] for at in range(len(alike))}
    while len(groups) > 1:
        one, two = divmod(int(alike.argmax()), len(alike))
        if alike[one, two] < _ALIKE:
            break
        one, two = sorted((one, two))
        sizes = len(groups[one]), len(groups[two])
        mean = np.round((sizes[0] * alike[one] + sizes[1] * alike[two]) / sum(sizes), 9)
        alike[one], alike[:, one] = mean, mean
        alike[one, one] = -1.0
        alike[two], alike[:, two] = -1.0, -1.0
        groups[one] += groups.pop(two)
        for gone in (one, two):
            alike[gone, gone] = -1.0
    return [sorted(group) for _, group in sorted(groups.items())]


def _join_nearest(groups: list[list[int]], rows: _Matrix, at: int) -> None:
    means = [float(np.mean(rows[group] @ rows[at])) for group in groups]
    best = int(np.argmax(means))
    if means[best] >= _ALIKE:
        groups[best].append(at)


def _by_typical(group: Sequence[int], rows: _Matrix) -> tuple[int, ...]:
    typical = np.round(rows[list(group)] @ rows[list(group)].sum(axis=0), 9)
    return tuple(group[at] for at in np.lexsort((np.array(group), -typical)))


def _label(group: Sequence[int], texts: Sequence[str], subjects: Sequence[frozenset[str]], seen: Counter[str]) -> str:
    """The words that most of these texts hold and few of the others, as they are written there."""
    inside = Counter(stem for at in group for stem in subjects[at])
    shared = {stem: count for stem, count in inside.items() if count >= min(len(group), max(2, len(group) / 3))}
    worth = {stem: count * count / seen[stem] for stem, count in shared.items()}
    best = sorted(worth, key=lambda stem: (-worth[stem], stem))[:_IN_LABEL]
    return ", ".join(_written(stem, [texts[at] for at in group]) for stem in best) or "no words in common"


def _written(stem: str, texts: Sequence[str]) -> str:
    spelled = Counter(word for text in texts for word in words(text) if _stem(word) == stem and not word.endswith("~"))
    return min(spelled, key=lambda word: (-spelled[word], word))
