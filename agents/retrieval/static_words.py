"""The embedder that needs neither network nor key: the mean of static word vectors that are part of a package.

WordLlama (https://github.com/dleemiller/WordLlama) takes them from Llama 2's token embeddings: 32,000 tokens, 256
dimensions. It knows nothing of the order of words and little of rare ones, so it is beside BM25, never alone.
"""

import asyncio
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from agents.retrieval.embedder import Vectors, normalised
from schemas.errors import BadInputError

MOST_CHARACTERS = 8_192  # of a text; the mean over more than a few pages says nothing
_CONFIG = "l2_supercat"
_DIMENSIONS = 256
_AT_ONCE = 64  # texts: 2 ms; more are embedded in a thread, so that whoever waits beside it is answered


class StaticWords:
    """Loads its vectors (0.4 s, 90 MB) with the first text."""

    def __init__(self) -> None:
        self.name = f"wordllama:{_CONFIG}_{_DIMENSIONS}@{version('wordllama')}"
        self.dimensions = _DIMENSIONS

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed`; it raises only `BadInputError`, if the package lacks its vectors."""
        if len(texts) <= _AT_ONCE and _loaded.cache_info().currsize:
            return static_vectors(texts)
        return await asyncio.to_thread(static_vectors, texts)


def static_vectors(texts: Sequence[str]) -> Vectors:
    """The same without waiting; the first call loads."""
    tokenizer, table = _loaded()
    sums = np.zeros((len(texts), _DIMENSIONS), dtype=np.float32)
    for row, text in zip(sums, texts, strict=True):
        # A text at a time: a batch is padded to its longest, which took 2 GB for one text of 100 KB.
        ids = tokenizer.encode(_readable(text), add_special_tokens=False).ids
        if ids:
            # Tokens that somebody spells out, such as `<pad>`, stand beyond the table.
            row[:] = table[np.minimum(ids, len(table) - 1)].mean(axis=0)
    return normalised(sums)


def _readable(text: str) -> str:
    """The beginning, without halves of surrogate pairs, which the tokenizer refuses."""
    return text[:MOST_CHARACTERS].encode(errors="replace").decode()


@lru_cache(maxsize=1)
def _loaded() -> tuple[Any, Vectors]:
    """The tokenizer and the table of vectors, shared by the process."""
    import wordllama  # noqa: PLC0415 -- 0.2 s; only who embeds pays for it

    try:
        # The package looks for its tokenizer below a cache in the home, and downloads it; it is in the package itself.
        model = wordllama.WordLlama.load(
            config=_CONFIG, dim=_DIMENSIONS, cache_dir=Path(wordllama.__file__).parent, disable_download=True
        )
    except FileNotFoundError as error:
        raise BadInputError(f"wordllama carries no vectors ({error.filename or error}); install it again") from None
    model.tokenizer.no_padding()
    return model.tokenizer, model.embedding
