"""One run at a time per upload: a lock that the kernel frees when the process dies, or a lease on S3.

The lease is renewed every 5 seconds and valid for 20. A process that has watched it for 20 seconds without a renewal
takes it over by a conditional write, so two cannot both win. A holder that was away for 20 seconds proves that it still
holds the lease before it writes again. Clocks never decide who wins: they only save watching a lease that was renewed
just now.
"""

import asyncio
import fcntl
import json
import os
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path
from time import monotonic, time

from blocks.artifacts import ArtifactStore
from blocks.layout import Shard, Upload
from schemas.errors import AlreadyRunningError, StoreError, shown

RENEW_S, VALID_S = 5.0, 20.0
_TORN, _TORN_S = re.compile(r"#\d+$"), 600.0


@asynccontextmanager
async def hold(
    store: ArtifactStore, upload_id: str, *, wait: bool, shard: int | None = None, system: str = ""
) -> AsyncIterator[None]:
    """Hold an upload of a system, or one of its shards, which are held separately.

    Raises `AlreadyRunningError`: at once if the lease was renewed recently and `wait` is not set.
    """
    keys = Upload(upload_id, system) if shard is None else Shard(upload_id, shard, system)
    async with hold_folder(store, keys.held, f"upload {shown(upload_id)}", wait=wait):
        yield


@asynccontextmanager
async def hold_folder(store: ArtifactStore, folder: str, name: str, *, wait: bool) -> AsyncIterator[None]:
    """Hold one folder of the store, whatever is in it; `name` appears in the message of `AlreadyRunningError`."""
    if store.folder:
        with _FolderLock(store.folder / folder, name):
            yield
        return
    lease = await _Lease.take(store, f"{folder}/lease.json", name, wait=wait)
    over = asyncio.Event()
    renewing = asyncio.create_task(lease.keep(over))
    store.guard, store.token = lease.check, lease.token
    try:
        yield
    finally:
        # Not cancelled: we must know whether a renewal under way has arrived before the lease is given back.
        over.set()
        await renewing
        store.guard, store.token = None, None
        await lease.give_back()


class _FolderLock:
    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name

    def __enter__(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self._folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreError(f"cannot write {self._folder}: {error.strerror}") from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise _taken(self._name) from None
        # Shards may be writing theirs; otherwise the holder of the folder is the only writer in it.
        sweep_torn(self._folder, _TORN_S if (self._folder / "shards").exists() else None)

    def __exit__(self, *_: object) -> None:
        os.close(self._file)


def sweep_torn(folder: Path, older_than_s: float | None, *, dry_run: bool = False) -> list[Path]:
    """Remove the temporary files that killed processes left behind. Returns what was, or would be, removed.

    Without an age all of them go, whatever the clocks say; for callers that are the only writer in this folder.
    """
    removed = []
    before = inf if older_than_s is None else time() - older_than_s
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            # A folder with such a name is not an unfinished write.
            if _TORN.search(path.name) and path.is_file() and path.stat().st_mtime <= before:
                if not dry_run:
                    path.unlink()
                removed.append(path)
    return removed


@dataclass(slots=True)
class _Lease:
    store: ArtifactStore  # where it is kept
    key: str  # lease.json of what is held
    name: str  # what is held, as a message says it
    token: str  # random, written with the lease and with everything that is written under it
    e_tag: str  # of the lease as we last wrote it; the next write replaces only that
    renewed: float  # when that write began, on the monotonic clock

    @classmethod
    async def take(cls, store: ArtifactStore, key: str, name: str, *, wait: bool) -> "_Lease":
        token = secrets.token_hex(8)
        watched_tag, watched_since = "", monotonic()
        while True:
            started = monotonic()
            found = await store.get_tagged(key)
            content, e_tag = found or (b"{}", None)
            if e_tag is not None and _token(content) == token:
                # Our own write arrived, although its answer was lost.
                return cls(store, key, name, token, e_tag, started)
            if found is None or _given_back(content):
                taken = await store.put_if(key, _content(token), e_tag)
                if taken is not None:
                    return cls(store, key, name, token, taken, started)
                continue
            if (watched_tag and e_tag != watched_tag) or (_fresh(content) and not wait):
                raise _taken(name)
            watched_tag = e_tag or ""
            if monotonic() - watched_since > VALID_S:
                # Nobody renewed it while we watched, whatever the clocks say.
                taken = await store.put_if(key, _content(token), e_tag)
                if taken is None:
                    raise _taken(name)
                return cls(store, key, name, token, taken, started)
            await asyncio.sleep(1)

    async def keep(self, over: asyncio.Event) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), RENEW_S)
                return
            # If the store is out of reach, the writers report it; here the next round tries again.
            with suppress(StoreError, AlreadyRunningError):
                await self.renew()

    async def renew(self) -> None:
        started = monotonic()
        taken = await self.store.put_if(self.key, _content(self.token), self.e_tag)
        if taken is None:
            found = await self.store.get_tagged(self.key)
            if found is None or _token(found[0]) != self.token:
                raise _taken(self.name)
            taken = found[1]
        self.e_tag, self.renewed = taken, started

    async def check(self) -> None:
        """Raise `AlreadyRunningError` if another run has taken over the upload."""
        if monotonic() - self.renewed > VALID_S:
            await self.renew()

    async def give_back(self) -> None:
        with suppress(StoreError):
            await self.store.put_if(self.key, json.dumps({"token": None}).encode(), self.e_tag)


def _content(token: str) -> bytes:
    return json.dumps({"token": token, "renewed_at": time()}).encode()


def _token(content: bytes) -> str | None:
    try:
        token = json.loads(content)["token"]
    except (ValueError, KeyError, TypeError):
        return None  # damaged, so nobody holds it
    return token if isinstance(token, str) else None


def _given_back(content: bytes) -> bool:
    """Whether nobody holds the lease: it says so, or it is damaged."""
    return _token(content) is None or _age_s(content) is None


def _fresh(content: bytes) -> bool:
    """Whether the lease was renewed recently, as far as two machines' clocks can tell."""
    age_s = _age_s(content)
    return age_s is not None and abs(age_s) <= VALID_S


def _age_s(content: bytes) -> float | None:
    try:
        return time() - float(json.loads(content)["renewed_at"])
    except (ValueError, KeyError, TypeError):
        return None


def _taken(name: str) -> AlreadyRunningError:
    return AlreadyRunningError(
        f"{name} is being processed by another run (or one that died less than {VALID_S:.0f} s ago)"
    )
