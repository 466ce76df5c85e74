"""A snapshot: passages with their vectors and their words, in a folder that never changes.

snapshot.json     its id, which embedder made the vectors, how many, when (`About`)
passages.jsonl    the passages, one a line; starts.npy says where each line begins
vectors.npy       float32, (passages, dimensions), rows of length 1; mapped, never loaded whole
moments.npy       int64: since when each is known, in microseconds since the epoch
bm25/             the index of their words

Vectors are float32: numpy takes 240 ms to widen 100,000 rows of 256 halves and 10 ms to compare them as they are.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from mmap import ACCESS_READ, mmap
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from agents.retrieval.bm25 import read_bm25
from agents.retrieval.passage import Passage, micros
from schemas.errors import BadInputError

FORMAT = 1
ABOUT = "snapshot.json"
ALWAYS = np.iinfo(np.int64).min


class About(BaseModel):
    """What a snapshot is of."""

    model_config = ConfigDict(frozen=True)

    format: int = FORMAT
    id: str  # of passages and embedder together: the same ones have the same id
    embedder: str
    dimensions: int
    passages: int
    made_at: AwareDatetime


class Snapshot:
    """A snapshot that is open for reading, from any number of processes."""

    def __init__(self, folder: Path, about: About) -> None:
        self.folder = folder
        self.about = about
        self.vectors = np.load(folder / "vectors.npy", mmap_mode="r")
        self.words = read_bm25(folder / "bm25", about.passages)
        self._moments: NDArray[np.int64] = np.load(folder / "moments.npy", mmap_mode="r")
        self._starts: NDArray[np.int64] = np.load(folder / "starts.npy", mmap_mode="r")
        shapes = (self.vectors.shape, self._moments.shape, self._starts.shape)
        if shapes != ((about.passages, about.dimensions), (about.passages,), (about.passages + 1,)):
            raise ValueError("its arrays are of other lengths")
        self._passages = _mapped(folder / "passages.jsonl")
        if len(self._passages) != self._starts[-1]:
            raise ValueError("its passages are not whole")

    def __len__(self) -> int:
        return self.about.passages

    def passage(self, row: int) -> Passage:
        """One passage, read from disk."""
        return Passage.model_validate_json(self._passages[int(self._starts[row]) : int(self._starts[row + 1])])

    def all(self) -> Iterator[Passage]:
        """Every passage, in the order in which they were given."""
        return (self.passage(row) for row in range(len(self)))

    def known(self, until: datetime) -> NDArray[np.bool_]:
        """Which passages were known at a moment; it counts itself."""
        return np.less_equal(self._moments, micros(until))


def _mapped(path: Path) -> bytes | mmap:
    with path.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ) if path.stat().st_size else b""


def open_snapshot(folder: Path) -> Snapshot:
    """Raises `BadInputError` if there is none, or if it is damaged or of a later format."""
    try:
        about = json.loads((folder / ABOUT).read_bytes())
        if about.get("format") != FORMAT:
            raise BadInputError(
                f"{folder} is a snapshot of format {about.get('format')}, this is {FORMAT}: build again"
            )
        return Snapshot(folder, About.model_validate(about))
    except FileNotFoundError as error:
        raise BadInputError(f"{folder} is not a snapshot: {error.filename} is missing; build it again") from None
    except (OSError, ValueError, EOFError, ValidationError) as error:
        raise BadInputError(f"the snapshot {folder} is damaged; build it again: {error}") from None
