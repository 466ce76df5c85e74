"""A question as numbers: its words, pieces of its words, and the intents whose terms it holds."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.checks.fold import fold
from agents.retrieval.words import words
from schemas.support.intents import Intent

Matrix = NDArray[np.float64]
_WORD = re.compile(r"[^\W_]+")
_SHORTEST, _LONGEST = 3, 5
# Words of any question: they say how it is asked, not what about.
EMPTY = frozenset(
    "a an the i we you my our your it is are was be been do does did have has can could will would should to of in on "
    "for with and or but so if as at by from this that there what how why when which who where me us please after "
    "since any some not no now up out all".split()
)


def word_features(text: str) -> Iterator[str]:
    """Words without the empty ones, with the beginnings of long ones, and pairs of neighbours."""
    found = [word for word in words(text) if word not in EMPTY]
    yield from found
    whole = [word for word in found if not word.endswith("~")]
    yield from (f"{one} {two}" for one, two in pairwise(whole))


def piece_features(text: str) -> Iterator[str]:
    """Three to five letters in a row inside words, their edges marked: what slips of the pen leave."""
    for word in _WORD.findall(fold(text)):
        if word not in EMPTY:
            marked = f"<{word}>"
            for length in range(_SHORTEST, _LONGEST + 1):
                yield from (marked[at : at + length] for at in range(len(marked) - length + 1))


class Counted:
    """Counts of features as rows of length 1, weighed by how rare a feature is among the examples.

    Sparse: a question has some sixty of more than ten thousand pieces, and dense products took a second of CPU.
    """

    def __init__(self, examples: Sequence[Iterable[str]]) -> None:
        counted = [Counter(example) for example in examples]
        seen = Counter(feature for counts in counted for feature in counts)
        self._at = {feature: at for at, feature in enumerate(sorted(seen))}
        rare = np.log((1 + len(counted)) / (1 + np.array([seen[feature] for feature in sorted(seen)]))) + 1
        self._weights: Matrix = rare
        self.examples = self._stacked([self._row(counts) for counts in counted])

    def scores(self, features: Iterable[str], weights: Matrix) -> Matrix:
        """What the features of a question add to each column; features that no example has are left out."""
        places, values = self._row(Counter(feature for feature in features if feature in self._at))
        found: Matrix = values @ weights[places]
        return found

    def _row(self, counts: Counter[str]) -> tuple[NDArray[np.int64], Matrix]:
        places = np.fromiter((self._at[feature] for feature in counts), dtype=np.int64, count=len(counts))
        values = (1 + np.log(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))) * self._weights[places]
        length = float(np.linalg.norm(values))
        return places, values / length if length else values

    def _stacked(self, rows: Sequence[tuple[NDArray[np.int64], Matrix]]) -> Any:
        from scipy.sparse import csr_array  # noqa: PLC0415 -- 0.1 s; only who learns pays for it

        ends = np.cumsum([0, *(len(places) for places, _ in rows)])
        places = np.concatenate([places for places, _ in rows])
        values = np.concatenate([values for _, values in rows])
        return csr_array((values, places, ends), shape=(len(rows), len(self._at)))


class Terms:
    """Which intents' terms a question holds; the last number says that it holds none of any."""

    def __init__(self, intents: Sequence[Intent]) -> None:
        self._patterns = [
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, map(fold, intent.terms)))})(?!\w)")
            if intent.terms
            else None
            for intent in intents
        ]

    def row(self, text: str) -> Matrix:
        """A number an intent."""
        folded = fold(text)
        held = np.array([len(set(one.findall(folded))) if one is not None else 0 for one in self._patterns])
        row: Matrix = np.append(np.log1p(held), 1.0 if not held.any() else 0.0)
        return row / float(np.linalg.norm(row))
