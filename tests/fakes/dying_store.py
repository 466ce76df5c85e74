"""A process that dies at a write to the artifact store."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from blocks.artifacts import ArtifactStore


class KilledError(Exception):
    """What stands for the end of the process."""


@contextmanager
def dying_after(writes: int, monkeypatch: pytest.MonkeyPatch, error: type[Exception] = KilledError) -> Iterator[None]:
    """So many writes succeed, each further one raises; after the block every one succeeds again."""
    put, left = ArtifactStore.put, writes

    async def dying(self: ArtifactStore, key: str, data: bytes) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise error(f"no write after {writes}")
        await put(self, key, data)

    with monkeypatch.context() as patched:
        patched.setattr(ArtifactStore, "put", dying)
        yield
