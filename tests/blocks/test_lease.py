"""One run at a time per upload, with real processes on a disk and real HTTP for the lease."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from time import monotonic, time
from typing import Any
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer

import blocks.lease as module
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.lease import hold
from blocks.stores import open_folder, open_store
from schemas.environment import AwsIdentity
from schemas.errors import AlreadyRunningError, ReviveError, StoreError

BUCKET = "hold-bucket"
UPLOAD = "Mine"
KEYS = Upload(UPLOAD)
# Holds the upload until it is killed, with a child of its own that outlives it.
HOLDER = """
import asyncio, subprocess, sys
from pathlib import Path
from blocks.stores import open_folder
from blocks.lease import hold

async def main():
    async with hold(open_folder(Path(sys.argv[1])), "Mine", wait=False):
        child = subprocess.Popen(["sleep", "60"], stdout=subprocess.DEVNULL)
        print(child.pid, flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


async def try_to_hold(store: ArtifactStore, upload_id: str = UPLOAD, *, wait: bool = False) -> None:
    async with hold(store, upload_id, wait=wait):
        pass


async def assert_taken(store: ArtifactStore, *, wait: bool = False) -> None:
    with pytest.raises(AlreadyRunningError, match=r"^upload Mine is being processed by another run"):
        await try_to_hold(store, wait=wait)


# A disk.


@contextmanager
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the upload, and its child; both are gone afterwards."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    child = int(process.stdout.readline())
    try:
        yield process
    finally:
        process.kill()
        process.communicate()
        os.kill(child, signal.SIGKILL)


@pytest.fixture
def folder(tmp_path: Path) -> ArtifactStore:
    return open_folder(tmp_path / "store")


async def test_another_process_holds_it_until_it_is_killed(folder: ArtifactStore, tmp_path: Path) -> None:
    with holder(tmp_path / "store") as process:
        started = monotonic()
        await assert_taken(folder)
        await assert_taken(folder, wait=True)
        await try_to_hold(folder, "other")
        assert monotonic() - started < 1.0
        process.kill()  # SIGKILL: nothing of it is run any more
        process.wait()
        await try_to_hold(folder)


async def test_a_second_holder_in_this_process(folder: ArtifactStore) -> None:
    async with hold(folder, UPLOAD, wait=False):
        await assert_taken(folder)
        await assert_taken(open_folder(Path(str(folder.folder))))
    await try_to_hold(folder)


async def test_the_lock_is_freed_by_whatever_ends_the_block(folder: ArtifactStore) -> None:
    with pytest.raises(ZeroDivisionError):
        async with hold(folder, UPLOAD, wait=False):
            raise ZeroDivisionError
    await try_to_hold(folder)


@pytest.mark.parametrize("upload_id", ["../../etc", "a/b", "🙂" * 90, "x" * 4096, "C1"])
async def test_any_upload_can_be_held(folder: ArtifactStore, tmp_path: Path, upload_id: str) -> None:
    async with hold(folder, upload_id, wait=False):
        with pytest.raises(AlreadyRunningError) as error:
            await try_to_hold(folder, upload_id)
        assert len(str(error.value)) < 250
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


async def test_what_a_killed_process_was_writing_is_swept(folder: ArtifactStore) -> None:
    assert folder.folder is not None
    for key in (KEYS.status, KEYS.customer("c1"), KEYS.part(0), KEYS.analyses):
        await folder.put(key, b"whole")
        (folder.folder / f"{key}#1").write_bytes(b"to")
        (folder.folder / f"{key}#23").write_bytes(b"torn")
    # By the clock of whoever sweeps, some of it was written tomorrow.
    os.utime(folder.folder / f"{KEYS.status}#1", (time() + 86_400, time() + 86_400))
    other = folder.folder / f"{Upload('other').status}#1"
    other.parent.mkdir()
    other.write_bytes(b"of another run, which may be under way")
    async with hold(folder, UPLOAD, wait=False):
        left = sorted(path.name for path in folder.folder.rglob("*") if path.is_file() and path.name != ".lock")
    assert left == sorted(["status.json", "c1.json", "00000.jsonl", "analyses.json", "status.json#1"])
    assert other.exists()


async def test_who_does_not_get_it_sweeps_nothing(folder: ArtifactStore) -> None:
    assert folder.folder is not None
    async with hold(folder, UPLOAD, wait=False):
        writing = folder.folder / f"{KEYS.status}#1"
        writing.write_bytes(b"half")
        await assert_taken(folder)
        assert writing.exists()


async def test_a_folder_that_cannot_be_written(folder: ArtifactStore) -> None:
    assert folder.folder is not None
    (folder.folder / "results").write_text("a file")
    with pytest.raises(StoreError) as error:
        await try_to_hold(folder)
    assert str(error.value) == f"cannot write {folder.folder / KEYS.results}: Not a directory"


# S3.


@pytest.fixture(scope="module")
def s3() -> Iterator[Any]:
    """A boto client of an S3 with one bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        region_name="us-east-1",
        aws_access_key_id="a",
        aws_secret_access_key="b",
    )
    client.create_bucket(Bucket=BUCKET)
    yield client
    client.close()
    server.stop()


class _Bucket:
    """One prefix, as several processes see it."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._prefix = uuid4().hex

    def store(self) -> ArtifactStore:
        """The store as one more process opens it."""
        return open_store(f"s3://{BUCKET}/{self._prefix}", AwsIdentity(), self._client.meta.endpoint_url)

    def lease(self) -> dict[str, Any]:
        """The lease as it stands there."""
        body = self._client.get_object(Bucket=BUCKET, Key=f"{self._prefix}/{KEYS.lease}")["Body"].read()
        found: dict[str, Any] = json.loads(body)
        return found

    def put_lease(self, body: bytes) -> None:
        """Write a lease, as a process elsewhere."""
        self._client.put_object(Bucket=BUCKET, Key=f"{self._prefix}/{KEYS.lease}", Body=body)

    def token_of(self, key: str) -> str | None:
        """The token that an object carries."""
        found: dict[str, str] = self._client.head_object(Bucket=BUCKET, Key=f"{self._prefix}/{key}")["Metadata"]
        return found.get("revive-lease")


@pytest.fixture
def bucket(s3: Any) -> _Bucket:
    return _Bucket(s3)


def content(age_s: float, token: str = "theirs") -> bytes:
    return json.dumps({"token": token, "renewed_at": time() - age_s}).encode()


def times(monkeypatch: pytest.MonkeyPatch, *, renew_s: float, valid_s: float) -> None:
    monkeypatch.setattr(module, "RENEW_S", renew_s)
    monkeypatch.setattr(module, "VALID_S", valid_s)


async def test_a_lease_is_taken_and_given_back(bucket: _Bucket) -> None:
    async with hold(bucket.store(), UPLOAD, wait=False):
        assert bucket.lease()["token"]
        assert abs(bucket.lease()["renewed_at"] - time()) < 5
        await assert_taken(bucket.store())
        await try_to_hold(bucket.store(), "other")
    assert bucket.lease() == {"token": None}
    await try_to_hold(bucket.store())


async def test_a_lease_is_given_back_by_whatever_ends_the_block(bucket: _Bucket) -> None:
    with pytest.raises(ZeroDivisionError):
        async with hold(bucket.store(), UPLOAD, wait=False):
            raise ZeroDivisionError
    assert bucket.lease() == {"token": None}


async def test_a_cancelled_run_gives_its_lease_back(bucket: _Bucket) -> None:
    async def run() -> None:
        async with hold(bucket.store(), UPLOAD, wait=False):
            held.set()
            await asyncio.sleep(60)

    held = asyncio.Event()
    task = asyncio.create_task(run())
    await held.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert bucket.lease() == {"token": None}


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("age_s", [100, -86_400])
async def test_a_fresh_lease_of_another_is_respected_an_expired_one_is_not(
    bucket: _Bucket, monkeypatch: pytest.MonkeyPatch, age_s: float
) -> None:
    times(monkeypatch, renew_s=60, valid_s=2.0)
    bucket.put_lease(content(age_s=0.1))
    await assert_taken(bucket.store())
    assert bucket.lease()["token"] == "theirs"
    bucket.put_lease(content(age_s=age_s))
    async with hold(bucket.store(), UPLOAD, wait=False):
        assert bucket.lease()["token"] not in (None, "theirs")


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("ahead_s", [86_400, -86_400])
async def test_a_wrong_clock_takes_no_lease_that_is_renewed(
    bucket: _Bucket, monkeypatch: pytest.MonkeyPatch, ahead_s: float
) -> None:
    times(monkeypatch, renew_s=0.1, valid_s=1.0)
    async with hold(bucket.store(), UPLOAD, wait=False):
        token = bucket.lease()["token"]
        monkeypatch.setattr(module, "_age_s", lambda _: ahead_s)  # as the next machine sees it
        for wait in (False, True):
            await assert_taken(bucket.store(), wait=wait)
        assert bucket.lease()["token"] == token


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"7", b"{}", b'{"token": "x"}', b'{"token": "x", "renewed_at": "y"}']
)
async def test_a_damaged_lease_is_a_free_one(bucket: _Bucket, damage: bytes) -> None:
    bucket.put_lease(damage)
    async with hold(bucket.store(), UPLOAD, wait=False):
        assert bucket.lease()["token"]


async def test_a_lease_is_renewed_for_as_long_as_it_is_held(bucket: _Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    times(monkeypatch, renew_s=0.1, valid_s=1.0)
    store = bucket.store()
    async with hold(store, UPLOAD, wait=False):
        first = bucket.lease()
        for _ in range(4):
            await asyncio.sleep(0.3)
            await assert_taken(bucket.store())
            await store.put("k", b"x")
        assert bucket.lease()["token"] == first["token"]
        assert bucket.lease()["renewed_at"] > first["renewed_at"] + 0.6
    assert bucket.lease() == {"token": None}


async def test_every_object_that_is_written_says_under_which_lease(bucket: _Bucket) -> None:
    store = bucket.store()
    async with hold(store, UPLOAD, wait=False):
        token = bucket.lease()["token"]
        await store.put("k", b"x")
        async with store.writer("w") as writer:
            await writer.write(b"x")
    assert bucket.token_of("k") == bucket.token_of("w") == token
    async with hold(store, UPLOAD, wait=False):
        await store.put("k", b"y")
        assert bucket.token_of("k") == bucket.lease()["token"] != token


async def test_what_is_written_after_the_lease_does_not_say_that_it_is_under_it(bucket: _Bucket) -> None:
    store = bucket.store()
    await try_to_hold(store)
    await store.put("k", b"x")
    assert bucket.token_of("k") is None


@pytest.mark.usefixtures("hasty")
async def test_a_holder_that_was_away_too_long_writes_no_more(bucket: _Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    times(monkeypatch, renew_s=60, valid_s=0.4)
    first, second = bucket.store(), bucket.store()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(hold(first, UPLOAD, wait=False))
        await first.put("k", b"first")
        await assert_taken(second)
        await asyncio.sleep(0.5)
        await stack.enter_async_context(hold(second, UPLOAD, wait=False))
        token = bucket.lease()["token"]
        with pytest.raises(AlreadyRunningError):
            await first.put("k", b"too late")
        with pytest.raises(AlreadyRunningError):
            async with first.writer("w") as writer:
                await writer.write(b"too late")
        await second.put("k", b"second")
        assert await second.get("k") == b"second"
        assert not await second.exists("w")
        assert bucket.lease()["token"] == token == bucket.token_of("k")


@pytest.mark.usefixtures("hasty")
async def test_who_lost_its_lease_does_not_free_that_of_the_other(
    bucket: _Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    times(monkeypatch, renew_s=60, valid_s=0.4)
    first = hold(bucket.store(), UPLOAD, wait=False)
    await first.__aenter__()
    await asyncio.sleep(0.5)
    async with hold(bucket.store(), UPLOAD, wait=False):
        token = bucket.lease()["token"]
        await first.__aexit__(None, None, None)
        assert bucket.lease()["token"] == token
        await assert_taken(bucket.store())


async def test_a_holder_that_was_away_and_is_alone_goes_on(bucket: _Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    times(monkeypatch, renew_s=60, valid_s=0.2)
    store = bucket.store()
    async with hold(store, UPLOAD, wait=False):
        before = bucket.lease()
        await asyncio.sleep(0.3)
        await store.put("k", b"x")
        assert bucket.lease()["token"] == before["token"]
        assert bucket.lease()["renewed_at"] > before["renewed_at"]
    assert bucket.lease() == {"token": None}


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"token": "x"}'])
async def test_a_lease_that_is_damaged_meanwhile_ends_the_run_and_nothing_else(
    bucket: _Bucket, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    times(monkeypatch, renew_s=0.1, valid_s=0.2)
    store = bucket.store()
    async with hold(store, UPLOAD, wait=False):
        bucket.put_lease(damage)
        await asyncio.sleep(0.4)
        with pytest.raises(ReviveError):
            await store.put("k", b"x")


class _Lossy(ArtifactStore):
    """A store that loses the answer to one of its conditional writes, which arrived; retried, it comes too late."""

    @classmethod
    def of(cls, store: ArtifactStore, lost: int) -> "_Lossy":
        """This store, with the number of the write, from 0, whose answer is lost."""
        lossy = cls(store._store, store.url, None)
        lossy._lost, lossy._writes, lossy.arrived = lost, 0, asyncio.Event()
        return lossy

    async def put_if(self, key: str, data: bytes, e_tag: str | None) -> str | None:
        answer = await super().put_if(key, data, e_tag)
        self._writes += 1
        if self._writes - 1 != self._lost:
            return answer
        self.arrived.set()
        await asyncio.sleep(0.2)
        return None

    arrived: asyncio.Event
    _lost: int
    _writes: int


async def test_a_renewal_whose_answer_was_lost_counts(bucket: _Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    times(monkeypatch, renew_s=0.05, valid_s=0.4)
    store = _Lossy.of(bucket.store(), 1)
    async with hold(store, UPLOAD, wait=False):
        await asyncio.wait_for(store.arrived.wait(), 5)
        await asyncio.sleep(0.6)
        await store.put("k", b"x")
        await assert_taken(bucket.store())
    assert bucket.lease() == {"token": None}


async def test_a_run_that_ends_while_its_lease_is_renewed_gives_it_back(
    bucket: _Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    times(monkeypatch, renew_s=0.05, valid_s=20)
    store = _Lossy.of(bucket.store(), 1)
    async with hold(store, UPLOAD, wait=False):
        await asyncio.wait_for(store.arrived.wait(), 5)
    assert bucket.lease() == {"token": None}
    await try_to_hold(bucket.store())


async def test_a_lease_is_ours_although_the_answer_was_lost(bucket: _Bucket) -> None:
    async with hold(_Lossy.of(bucket.store(), 0), UPLOAD, wait=False):
        await assert_taken(bucket.store())
    assert bucket.lease() == {"token": None}


class _Racing(ArtifactStore):
    """A store that shows a lease only once all takers have seen it: then they all act upon the same one."""

    @classmethod
    def of(cls, store: ArtifactStore, gate: asyncio.Barrier, turn: asyncio.Lock) -> "_Racing":
        """This store, in a race with those of the same gate and turn."""
        racing = cls(store._store, store.url, None)
        racing._gate, racing._turn, racing._seen = gate, turn, False
        return racing

    async def get_tagged(self, key: str) -> tuple[bytes, str] | None:
        found = await super().get_tagged(key)
        if not self._seen:
            self._seen = True
            await asyncio.wait_for(self._gate.wait(), 5)
        return found

    async def put_if(self, key: str, data: bytes, e_tag: str | None) -> str | None:
        async with self._turn:  # moto looks and writes in two steps, S3 in one
            return await super().put_if(key, data, e_tag)

    _gate: asyncio.Barrier
    _turn: asyncio.Lock
    _seen: bool


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("before", ["none", "free", "expired", "damaged"])
async def test_of_several_that_take_it_at_once_one_wins(
    bucket: _Bucket, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    times(monkeypatch, renew_s=60, valid_s=1.5)
    takers = 5
    leases = {"free": b'{"token": null}', "expired": content(age_s=100), "damaged": b"{"}
    if before in leases:
        bucket.put_lease(leases[before])
    gate, turn = asyncio.Barrier(takers), asyncio.Lock()

    async def take() -> str | None:
        try:
            lease = await module._Lease.take(_Racing.of(bucket.store(), gate, turn), KEYS.lease, UPLOAD, wait=False)
        except AlreadyRunningError:
            return None
        return lease.token

    outcomes = await asyncio.gather(*(take() for _ in range(takers)))
    (winner,) = [token for token in outcomes if token is not None]
    assert bucket.lease()["token"] == winner


# Waiting for one that died.


class _Hasty:
    """asyncio, but for its sense of time."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        """A tenth of it."""
        await asyncio.sleep(seconds / 10)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits looks ten times a second and not once."""
    monkeypatch.setattr(module, "asyncio", _Hasty())


@pytest.mark.usefixtures("hasty")
async def test_who_waits_goes_away_when_the_lease_is_renewed(bucket: _Bucket) -> None:
    bucket.put_lease(content(age_s=1))
    waiting = asyncio.create_task(try_to_hold(bucket.store(), wait=True))
    await asyncio.sleep(0.3)  # it has looked and looked again
    assert not waiting.done()
    bucket.put_lease(content(age_s=0))
    with pytest.raises(AlreadyRunningError):
        await asyncio.wait_for(waiting, 5)
    assert bucket.lease()["token"] == "theirs"


@pytest.mark.usefixtures("hasty")
async def test_who_waits_gets_it_when_it_runs_out(bucket: _Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    times(monkeypatch, renew_s=60, valid_s=0.6)
    bucket.put_lease(content(age_s=0.2))
    started = monotonic()
    async with hold(bucket.store(), UPLOAD, wait=True):
        assert monotonic() - started > 0.3
        assert bucket.lease()["token"] not in (None, "theirs")


@pytest.mark.usefixtures("hasty")
async def test_who_waits_gets_it_even_where_the_dead_ones_clock_was_wrong(
    bucket: _Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    times(monkeypatch, renew_s=60, valid_s=0.5)
    bucket.put_lease(content(age_s=-86_400))
    started = monotonic()
    async with hold(bucket.store(), UPLOAD, wait=True):
        assert monotonic() - started > 0.5


@pytest.mark.usefixtures("hasty")
async def test_who_waits_gets_it_when_it_is_given_back(bucket: _Bucket) -> None:
    bucket.put_lease(content(age_s=0))
    waiting = asyncio.create_task(try_to_hold(bucket.store(), wait=True))
    await asyncio.sleep(0.2)
    bucket.put_lease(b'{"token": null}')
    await asyncio.wait_for(waiting, 5)


# An S3 that cannot be used.


async def test_a_bucket_that_is_not_there_is_said_at_once(s3: Any) -> None:
    store = open_store("s3://no-such-bucket", AwsIdentity(), s3.meta.endpoint_url)
    with pytest.raises(ReviveError) as error:
        await asyncio.wait_for(try_to_hold(store), 5)
    assert not isinstance(error.value, AlreadyRunningError)
    assert len(str(error.value).splitlines()) == 1
