"""BM25 over a fixed list of texts, kept as arrays that are mapped from a folder (bm25s, Lucene's variant)."""

import json
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.retrieval.words import words

_ABOUT = "params.index.json"


class Bm25:
    """An index; made by `bm25_of` or read by `read_bm25`."""

    def __init__(self, index: Any, texts: int) -> None:
        self._index = index  # None if there is no word in any text
        self._texts = texts

    def scores(self, query: str) -> NDArray[np.float32]:
        """One score a text, 0 where it shares no word with the query."""
        known = self._index.get_tokens_ids(list(dict.fromkeys(words(query)))) if self._index is not None else []
        if not known:
            return np.zeros(self._texts, dtype=np.float32)
        found: NDArray[np.float32] = self._index.get_scores_from_ids(known)
        return found

    def write(self, folder: Path) -> None:
        """Into a folder of its own."""
        folder.mkdir(parents=True)
        if self._index is not None:
            self._index.save(folder, show_progress=False)


def bm25_of(texts: Iterable[str]) -> Bm25:
    """Index texts; they are tokenised one after the other, and only their words are held."""
    tokens = [words(text) for text in texts]
    if not any(tokens):
        return Bm25(None, len(tokens))
    index = _library().BM25()
    index.index(tokens, show_progress=False)
    return Bm25(index, len(tokens))


def read_bm25(folder: Path, texts: int) -> Bm25:
    """An index that was written for so many texts; its arrays are mapped, its words are read."""
    about = folder / _ABOUT
    if not about.exists():
        return Bm25(None, texts)
    if json.loads(about.read_bytes())["num_docs"] != texts:
        raise ValueError(f"{folder} is of another list of texts")
    return Bm25(_library().BM25.load(folder, mmap=True, show_progress=False), texts)


def _library() -> Any:
    import bm25s  # noqa: PLC0415 -- 0.25 s

    # It puts its own logger at DEBUG, and so writes to the terminal of whoever has configured logging.
    logging.getLogger("bm25s").setLevel(logging.WARNING)
    return bm25s
