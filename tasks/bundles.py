"""Folders of files that never change, kept in the store under ids, with one pointer to the one that counts.

{prefix}/current.json      which one counts
{prefix}/{id}/bundle.json  its files, with their sizes and hashes; written last, so it is whole where this is there
{prefix}/{id}/…            the files

Readers want paths, which they map into memory: with a store on disk its own, else copies below `cache/` in the home.
"""

import hashlib
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time
from typing import Annotated

from pydantic import BaseModel, StringConstraints, ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import CACHE, safe
from blocks.lease import hold_folder
from blocks.own_files import require_own
from schemas.errors import BadInputError, StoreError

_CHUNK = 1 << 20
_NAME = r"^(?:[a-zA-Z0-9_-][a-zA-Z0-9._-]*/)*[a-zA-Z0-9_-][a-zA-Z0-9._-]*$"  # no way out of the folder
_UNFINISHED, _UNFINISHED_S = ".unfinished-", 6 * 3_600  # no build takes as long
_INDEX, _POINTER = "bundle.json", "current.json"


class _File(BaseModel):
    size: int
    sha256: str


class _Index(BaseModel):
    files: dict[Annotated[str, StringConstraints(pattern=_NAME)], _File]


class _Pointer(BaseModel):
    id: str


class Bundles:
    """The bundles below one prefix of a store."""

    def __init__(self, store: ArtifactStore, prefix: str, home: Path) -> None:
        self._store = store
        self._prefix = prefix
        # Two stores may have bundles of one id: that of another environment must not be taken for this one's.
        self._copies = home / CACHE / hashlib.sha256(store.url.encode()).hexdigest()[:16] / prefix

    @asynccontextmanager
    async def changing(self) -> AsyncIterator[None]:
        """Publish, point and drop only within this: one process at a time. Raises `AlreadyRunningError`."""
        async with hold_folder(self._store, self._prefix, self._prefix, wait=True):
            yield

    async def current(self) -> str | None:
        """The id of the one that counts."""
        content = await self._store.get(f"{self._prefix}/{_POINTER}")
        if content is None:
            return None
        try:
            return _Pointer.model_validate_json(content).id
        except ValidationError:
            where = self._store.location(f"{self._prefix}/{_POINTER}")
            raise BadInputError(f"{where} is damaged; build again") from None

    async def current_folder(self) -> tuple[str, Path] | None:
        """The id of the one that counts, and where its files can be read; None if there is none.

        Somebody may be erased between the two: then another one counts, and the one before is gone.
        """
        current = await self.current()
        while current is not None:
            try:
                return current, await self.folder(current)
            except BadInputError:
                before, current = current, await self.current()
                if before == current:
                    raise
        return None

    async def ids(self) -> list[str]:
        """Those that are there, whole or not, in the order of their ids."""
        return await self._store.folders(self._prefix)

    async def publish(self, folder: Path, bundle_id: str) -> None:
        """Store a folder's files under an id, and make it the one that counts."""
        prefix = f"{self._prefix}/{safe(bundle_id)}"
        index: dict[str, _File] = {}
        for path in _files(folder):
            name = path.relative_to(folder).as_posix()
            index[name] = await self._stored(path, f"{prefix}/{name}")
        await self._store.put(f"{prefix}/{_INDEX}", _Index(files=index).model_dump_json().encode())
        await self.point(bundle_id)

    async def point(self, bundle_id: str) -> None:
        """Make it the one that counts."""
        await self._store.put(f"{self._prefix}/{_POINTER}", _Pointer(id=bundle_id).model_dump_json().encode())

    async def drop(self, bundle_id: str) -> list[str]:
        """Remove one, here and in the store; returns its keys."""
        prefix = f"{self._prefix}/{safe(bundle_id)}"
        keys = [key async for key, _ in self._store.keys(prefix)]
        for key in sorted(keys, key=lambda one: not one.endswith(_INDEX)):
            await self._store.delete(key)
        if self._store.folder is not None:
            shutil.rmtree(self._store.folder / prefix, ignore_errors=True)
        self._forget(safe(bundle_id))
        return keys

    async def keep(self, most: int, counting: str) -> list[str]:
        """Drop the oldest until `most` are left; returns the keys that are gone.

        The one that counts stays even if its id is not the newest: clocks differ between machines, and go back.
        """
        others = [one for one in await self.ids() if one != safe(counting)]
        dropped: list[str] = []
        for old in others[: max(0, len(others) + 1 - most)]:
            dropped += await self.drop(old)
        return dropped

    def beside(self, bundle_id: str) -> Path:
        """A folder of this machine for what is derived from a bundle; it goes with the bundle."""
        folder = self._copies / f"{safe(bundle_id)}.derived"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @contextmanager
    def room(self) -> Iterator[Path]:
        """A folder to build in, which goes at the end; one that a killed process left goes with `forget_gone`."""
        self._copies.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=_UNFINISHED, dir=self._copies) as room:
            yield Path(room)

    async def forget_gone(self) -> None:
        """Remove what this machine has of bundles that the store no longer has: somebody may have been erased."""
        there = frozenset(await self.ids())
        for copy in self._copied():
            if copy.name.startswith(_UNFINISHED):
                if copy.stat().st_mtime < time() - _UNFINISHED_S:
                    shutil.rmtree(copy, ignore_errors=True)
            elif copy.name.removesuffix(".derived") not in there:
                self._forget(copy.name.removesuffix(".derived"))

    def _copied(self) -> list[Path]:
        return list(self._copies.iterdir()) if self._copies.is_dir() else []

    def _forget(self, name: str) -> None:
        for copy in (name, f"{name}.derived"):
            shutil.rmtree(self._copies / copy, ignore_errors=True)

    async def folder(self, bundle_id: str) -> Path:
        """Where its files can be read on this machine. Raises `BadInputError` if there is no such bundle."""
        key = f"{self._prefix}/{safe(bundle_id)}"
        content = await self._store.get(f"{key}/{_INDEX}")
        if content is None:
            raise BadInputError(f"there is no {self._store.location(key)}")
        try:
            index = _Index.model_validate_json(content)
        except ValidationError:
            raise BadInputError(f"{self._store.location(f'{key}/{_INDEX}')} is damaged; build again") from None
        if self._store.folder is not None:
            return self._here(self._store.folder, key, index)
        return await self._copy(key, safe(bundle_id), index)

    def _here(self, root: Path, key: str, index: _Index) -> Path:
        known: set[str] = set()
        for name, file in index.files.items():
            try:
                require_own(root, f"{key}/{name}", known)
                size = (root / key / name).stat().st_size
            except OSError as error:
                raise StoreError(f"cannot read {root / key / name}: {error.strerror or error}") from None
            if size != file.size:
                raise BadInputError(f"{root / key / name} is damaged; build again")
        return root / key

    async def _copy(self, key: str, name: str, index: _Index) -> Path:
        copy = self._copies / name
        if copy.is_dir():
            return copy
        try:
            with self.room() as room:
                fetching = room / name
                fetching.mkdir()
                for file, expected in index.files.items():
                    await self._fetched(f"{key}/{file}", fetching / file, expected)
                return _moved(fetching, copy)
        except OSError as error:
            raise StoreError(f"cannot write {self._copies}: {error.strerror or error}") from None

    async def _fetched(self, key: str, path: Path, expected: _File) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with path.open("wb") as copy:
            async for piece in self._store.pieces(key):
                digest.update(piece)
                copy.write(piece)
        if digest.hexdigest() != expected.sha256:
            raise BadInputError(f"{self._store.location(key)} is damaged; build again")

    async def _stored(self, path: Path, key: str) -> _File:
        digest, size = hashlib.sha256(), 0
        async with self._store.writer(key) as writer:
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    await writer.write(chunk)
        return _File(size=size, sha256=digest.hexdigest())


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _moved(fetching: Path, copy: Path) -> Path:
    try:
        fetching.rename(copy)
    except OSError:
        if not copy.is_dir():
            raise
        # Another process of this machine fetched it in the meantime.
    return copy
