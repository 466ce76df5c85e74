"""Making a snapshot: all of it, or nothing."""

import hashlib
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

import numpy as np

from agents.retrieval.bm25 import bm25_of
from agents.retrieval.embedder import Embedder
from agents.retrieval.passage import Passage, micros
from agents.retrieval.snapshot import ABOUT, ALWAYS, FORMAT, About
from schemas.errors import BadInputError

_AT_ONCE = 1_024  # texts that are embedded together


async def build_snapshot(room: Path, passages: Sequence[Passage], embedder: Embedder, now: datetime) -> Path:
    """A snapshot in a folder of `room` that is called by its id; one that is there already is left as it is.

    Raises `BadInputError` if two passages have one id, and what `Embedder.embed` raises.
    """
    lines = [passage.model_dump_json(exclude_defaults=True).encode() + b"\n" for passage in passages]
    about = About(
        id=_id_of(lines, embedder),
        embedder=embedder.name,
        dimensions=embedder.dimensions,
        passages=len(lines),
        made_at=now,
    )
    if (room / about.id / ABOUT).exists():
        return room / about.id
    _require_distinct(passages)
    building = _room_for(room)
    try:
        _write_passages(building, passages, lines)
        await _write_vectors(building, passages, embedder)
        bm25_of(passage.text for passage in passages).write(building / "bm25")
        (building / ABOUT).write_text(about.model_dump_json(), encoding="utf-8")
        return _moved(building, room / about.id)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _room_for(room: Path) -> Path:
    room.mkdir(parents=True, exist_ok=True)
    return Path(mkdtemp(prefix=".building-", dir=room))


def _id_of(lines: Sequence[bytes], embedder: Embedder) -> str:
    digest = hashlib.sha256(f"{FORMAT}\n{embedder.name}\n{embedder.dimensions}\n".encode())
    for line in lines:
        digest.update(line)
    return digest.hexdigest()[:24]


def _require_distinct(passages: Sequence[Passage]) -> None:
    seen: set[str] = set()
    for passage in passages:
        if passage.id in seen:
            raise BadInputError(f"two passages are called {passage.id}")
        seen.add(passage.id)


def _write_passages(folder: Path, passages: Sequence[Passage], lines: Sequence[bytes]) -> None:
    (folder / "passages.jsonl").write_bytes(b"".join(lines))
    np.save(folder / "starts.npy", np.cumsum([0, *map(len, lines)], dtype=np.int64))
    moments = [ALWAYS if passage.at is None else micros(passage.at) for passage in passages]
    np.save(folder / "moments.npy", np.asarray(moments, dtype=np.int64))


async def _write_vectors(folder: Path, passages: Sequence[Passage], embedder: Embedder) -> None:
    shape = (len(passages), embedder.dimensions)
    if not passages:
        np.save(folder / "vectors.npy", np.zeros(shape, dtype=np.float32))
        return
    vectors = np.lib.format.open_memmap(folder / "vectors.npy", mode="w+", dtype=np.float32, shape=shape)
    for start in range(0, len(passages), _AT_ONCE):
        texts = [passage.text for passage in passages[start : start + _AT_ONCE]]
        vectors[start : start + len(texts)] = await embedder.embed(texts)
    vectors.flush()


def _moved(building: Path, folder: Path) -> Path:
    try:
        building.rename(folder)
    except OSError:
        if not (folder / ABOUT).exists():
            raise
        # Somebody else made the same one in the meantime.
    return folder
