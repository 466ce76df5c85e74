"""The protocol of an embedder: texts in, vectors of one length and of one space out."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]  # a row a text; each of length 1, or all zeros for a text without words


class Embedder(Protocol):
    """Safe to call concurrently from one event loop."""

    @property
    def name(self) -> str:
        """Provider, model and version. Vectors of two names are never compared."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), dimensions).

        Raises `ModelUnavailableError` while the provider is away, `CallRejectedError` for a text that it never takes,
        and `BadInputError` for a configuration that cannot work.
        """


def normalised(vectors: NDArray[np.floating]) -> Vectors:
    """Rows of length 1. What is not a direction (zeros, or anything that is not finite) becomes zeros: like nothing."""
    rows = np.nan_to_num(np.asarray(vectors, dtype=np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    # In float64: squares of large components would overflow.
    lengths = np.linalg.norm(rows.astype(np.float64), axis=1, keepdims=True)
    found: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0, casting="unsafe")
    return found
