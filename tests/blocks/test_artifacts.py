"""The artifact store: one contract, held by a folder and by S3 over real HTTP, and what is said where it breaks."""

import asyncio
import gc
import os
import shutil
import socket
import stat
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from time import time
from typing import Any
from uuid import uuid4

import boto3
import pytest
from fakes.locked_folder import locked
from fakes.web_server import serving
from moto.backends import get_backend
from moto.server import ThreadedMotoServer
from obstore.store import S3Store

from blocks import stores
from blocks.artifacts import ArtifactStore
from blocks.layout import safe
from blocks.stores import open_folder, open_store
from schemas.environment import AwsIdentity
from schemas.errors import AlreadyRunningError, BadInputError, ReviveError, StoreError

BUCKET = "artifacts-bucket"
MEGABYTE = 1 << 20


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


def on_s3(client: Any, bucket: str = BUCKET) -> ArtifactStore:
    return open_store(f"s3://{bucket}/pre fix/{uuid4().hex}", AwsIdentity(), client.meta.endpoint_url)


@pytest.fixture
def on_disk(tmp_path: Path) -> ArtifactStore:
    return open_store((tmp_path / "a b%20#é").as_uri(), AwsIdentity(), None)


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest) -> ArtifactStore:
    if request.param == "folder":
        found: ArtifactStore = request.getfixturevalue("on_disk")
        return found
    return on_s3(request.getfixturevalue("s3"))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """S3 that is out of reach is given up at once and not after a minute and a half."""

    def opened(bucket: str, **options: Any) -> S3Store:
        return S3Store(bucket, **options | {"retry_config": {"max_retries": 0, "retry_timeout": timedelta(seconds=5)}})

    monkeypatch.setattr(stores, "S3Store", opened)


async def content(lines: AsyncIterator[bytes]) -> list[bytes]:
    return [line async for line in lines]


async def keys(store: ArtifactStore, prefix: str = "") -> list[str]:
    return sorted([key async for key, _ in store.keys(prefix)])


def files(store: ArtifactStore) -> list[str]:
    """What really lies in the folder, temporary names included."""
    assert store.folder is not None
    return sorted(str(path.relative_to(store.folder)) for path in store.folder.rglob("*") if path.is_file())


def said(error: ReviveError) -> str:
    """A message, after a look at its form: one line without a secret in it."""
    message = str(error)
    assert len(message.splitlines()) == 1
    assert not any(secret in message for secret in ("planted-secret", "SECRET", "Debug source"))
    return message


# The contract.


@pytest.mark.parametrize("data", [b"", b"x", b"\0\xff\r\n", b"x" * MEGABYTE])
async def test_what_is_put_is_got(store: ArtifactStore, data: bytes) -> None:
    await store.put("a/b/c.json", data)
    assert await store.get("a/b/c.json") == data
    assert await store.exists("a/b/c.json")


async def test_what_is_not_there(store: ArtifactStore) -> None:
    await store.put("a/b", b"x")
    for key in ("none", "a", "a/none", "none/a"):
        assert await store.get(key) is None
        assert await store.get_tagged(key) is None
        assert not await store.exists(key)
        assert await content(store.lines(key)) == []
    for key in ("none", "a/none", "none/a"):
        await store.delete(key)
    assert await keys(store, "none") == []
    assert await store.get("a/b") == b"x"


async def test_a_put_replaces_and_a_delete_removes(store: ArtifactStore) -> None:
    await store.put("k", b"long before")
    await store.put("k", b"new")
    assert await store.get("k") == b"new"
    await store.delete("k")
    assert await store.get("k") is None
    assert await keys(store) == []


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"", []),
        (b"a", [b"a"]),
        (b"a\n", [b"a"]),
        (b"a\nb", [b"a", b"b"]),
        (b"\na\n\nb\n", [b"", b"a", b"", b"b"]),
        (b"a\r\nb\x0bc\x85\n", [b"a\r", b"b\x0bc\x85"]),
        (b"x" * (3 * MEGABYTE) + b"\n" + b"y" * 5, [b"x" * (3 * MEGABYTE), b"y" * 5]),
    ],
)
async def test_lines(store: ArtifactStore, data: bytes, lines: list[bytes]) -> None:
    await store.put("k", data)
    assert await content(store.lines("k")) == lines


async def test_lines_of_an_object_of_several_chunks(store: ArtifactStore) -> None:
    lines = [f"{number:07d} {'x' * (number % 50)}".encode() for number in range(100_000)]
    await store.put("k", b"\n".join(lines) + b"\n")
    assert await content(store.lines("k")) == lines


async def test_keys_are_those_under_a_folder_with_their_time(store: ArtifactStore) -> None:
    names = ["r/u/customers/a.json", "r/u/customers/~b.json", "r/u/customers.json", "r/u2/customers/c.json", "z"]
    for name in names:
        await store.put(name, b"x")
    assert await keys(store, "r/u/customers") == names[:2]
    assert await keys(store) == sorted(names)
    assert all([abs(changed - time()) < 60 async for _, changed in store.keys("")])


async def test_more_keys_than_one_page_has(s3: Any) -> None:
    store = on_s3(s3)
    prefix = store.url.removeprefix(f"s3://{BUCKET}/")
    names = [f"many/{number:04d}" for number in range(1_100)]
    for name in names:  # past HTTP, which would take seconds
        get_backend("s3")["123456789012"]["aws"].put_object(BUCKET, f"{prefix}/{name}", b"")
    assert await keys(store, "many") == names


async def test_put_if_there_is_none(store: ArtifactStore) -> None:
    first = await store.put_if("k", b"first", None)
    assert first
    assert await store.put_if("k", b"second", None) is None
    assert await store.get_tagged("k") == (b"first", first)


async def test_a_hundred_who_create_at_once_are_one(on_disk: ArtifactStore) -> None:
    outcomes = await asyncio.gather(*(on_disk.put_if("k", str(number).encode(), None) for number in range(100)))
    (winner,) = [number for number, tag in enumerate(outcomes) if tag is not None]
    assert await on_disk.get("k") == str(winner).encode()


async def test_put_if_it_is_still_that_one(s3: Any) -> None:
    store = on_s3(s3)
    first = await store.put_if("k", b"first", None)
    second = await store.put_if("k", b"second", first)
    assert second not in (None, first)
    assert await store.put_if("k", b"third", first) is None
    assert await store.get_tagged("k") == (b"second", second)
    await store.delete("k")
    assert await store.put_if("k", b"third", second) is None
    assert await store.get("k") is None


@pytest.mark.parametrize("size", [0, 10, 20 * MEGABYTE])
async def test_a_writer_writes_the_whole(store: ArtifactStore, size: int) -> None:
    async with store.writer("big/one") as writer:
        for _ in range(10):
            await writer.write(b"x" * (size // 10))
        assert not await store.exists("big/one")
    assert len(await store.get("big/one") or b"") == size
    assert await keys(store) == ["big/one"]


@pytest.mark.parametrize("size", [10, 20 * MEGABYTE])
@pytest.mark.parametrize("before", [None, b"before"])
async def test_a_writer_leaves_nothing_if_its_block_raises(
    store: ArtifactStore, size: int, before: bytes | None
) -> None:
    if before is not None:
        await store.put("big", before)

    async def fail() -> None:
        async with store.writer("big") as writer:
            await writer.write(b"x" * size)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    gc.collect()
    assert await store.get("big") == before
    assert await keys(store) == ([] if before is None else ["big"])
    if store.folder:
        assert files(store) == ([] if before is None else ["big"])


@pytest.mark.parametrize(
    "customer_id", ["../../etc/passwd", "a/b", "c1\n", "🙂" * 90, "x" * 4096, "", "C1", "%2e%2e/x"]
)
async def test_hostile_ids_are_keys_like_others(store: ArtifactStore, customer_id: str) -> None:
    key = f"customers/{safe(customer_id)}.json"
    await store.put(key, b"theirs")
    await store.put(f"customers/{safe(customer_id.lower() + 'x')}.json", b"other")
    assert await store.get(key) == b"theirs"
    assert key in await keys(store, "customers")


async def test_many_writes_of_one_key_leave_one_of_them_whole(store: ArtifactStore) -> None:
    bodies = [bytes([number]) * 50_000 for number in range(20)]
    await asyncio.gather(*(store.put("k", body) for body in bodies))
    assert await store.get("k") in bodies
    assert await keys(store) == ["k"]


# The guard, and the token that writes carry.


async def test_every_write_asks_the_guard(store: ArtifactStore) -> None:
    await store.put("k", b"mine")

    async def taken_over() -> None:
        raise AlreadyRunningError("taken over")

    store.guard = taken_over
    with pytest.raises(AlreadyRunningError):
        await store.put("k", b"too late")
    with pytest.raises(AlreadyRunningError):
        async with store.writer("w"):
            pass
    assert await store.get("k") == b"mine"
    assert await keys(store) == ["k"]


async def test_a_writer_asks_the_guard_again_before_it_closes(store: ArtifactStore) -> None:
    asked: list[None] = []

    async def lost_meanwhile() -> None:
        asked.append(None)
        if len(asked) == 2:
            raise AlreadyRunningError("taken over")

    store.guard = lost_meanwhile
    with pytest.raises(AlreadyRunningError):
        async with store.writer("w") as writer:
            await writer.write(b"x")
    assert await keys(store) == []


async def test_writes_carry_the_token(s3: Any) -> None:
    store = on_s3(s3)
    prefix = store.url.removeprefix(f"s3://{BUCKET}/")
    await store.put("before", b"x")
    store.token = "token-1"
    await store.put("k", b"x")
    async with store.writer("w") as writer:
        await writer.write(b"x" * 20 * MEGABYTE)
    metadata = {key: s3.head_object(Bucket=BUCKET, Key=f"{prefix}/{key}")["Metadata"] for key in ("before", "k", "w")}
    assert metadata == {"before": {}, "k": {"revive-lease": "token-1"}, "w": {"revive-lease": "token-1"}}


# What cannot be read.


async def test_a_folder_that_cannot_be_read_ends_a_listing(
    on_disk: ArtifactStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await on_disk.put("results/a/x", b"x")
    await on_disk.put("results/b/x", b"x")
    assert on_disk.folder is not None
    folder = on_disk.folder / "results/b"
    with locked(folder, monkeypatch):
        with pytest.raises(StoreError, match="Permission denied"):
            await keys(on_disk, "results")
        with pytest.raises(StoreError, match="Permission denied"):
            assert [one async for one in on_disk.listing("results")]
        assert on_disk.passed_by == {}
        assert [key async for key, _ in on_disk.keys("results", past_unreadable=True)] == ["results/a/x"]
    assert on_disk.passed_by == {folder: f"cannot list {folder}: Permission denied"}


async def test_a_link_to_itself_ends_a_listing_that_does_not_pass_it_by(on_disk: ArtifactStore) -> None:
    await on_disk.put("results/a/x", b"x")
    assert on_disk.folder is not None
    link = on_disk.folder / "results/a/b"
    link.symlink_to(link)
    os.mkfifo(on_disk.folder / "results/a/c")
    with pytest.raises(StoreError, match="symbolic link"):
        await keys(on_disk, "results")
    assert [key async for key, _ in on_disk.keys("results", past_unreadable=True)] == ["results/a/x"]
    assert list(on_disk.passed_by) == [link]


async def test_a_fifo_is_no_object_and_nobody_waits_for_it(on_disk: ArtifactStore) -> None:
    assert on_disk.folder is not None
    os.mkfifo(on_disk.folder / "k")
    for read in (on_disk.get, on_disk.tag, on_disk.exists, on_disk.get_tagged):
        with pytest.raises(StoreError, match="not a regular file"):
            await read("k")
    with pytest.raises(StoreError, match="not a regular file"):
        await content(on_disk.lines("k"))


# Where it is.


async def test_a_location_is_where_a_person_finds_it(on_disk: ArtifactStore, s3: Any) -> None:
    await on_disk.put("a/b.json", b"x")
    assert Path(on_disk.location("a/b.json")).read_bytes() == b"x"
    store = on_s3(s3)
    await store.put("a/b.json", b"x")
    bucket, _, key = store.location("a/b.json").removeprefix("s3://").partition("/")
    assert s3.get_object(Bucket=bucket, Key=key)["Body"].read() == b"x"


def test_a_folder_is_its_owners_alone(tmp_path: Path) -> None:
    open_folder(tmp_path / "new")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


@pytest.mark.parametrize("url", ["file://{}", "file://localhost{}"])
async def test_a_file_url(tmp_path: Path, url: str) -> None:
    store = open_store(url.format(tmp_path / "x"), AwsIdentity(), None)
    assert store.folder == tmp_path / "x"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "artifacts",
        "/srv/artifacts",
        "file:artifacts",
        "file://",
        "file://host/artifacts",
        "s3://",
        "s3:///prefix",
        "s3://[x/prefix",
        "s3://KEY:SECRET@bucket/prefix",
        "gs://bucket",
        "https://ann:SECRET@host.example/artifacts?X-Amz-Signature=SECRET",
    ],
)
def test_a_url_that_is_no_store(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInputError) as error:
        open_store(url, AwsIdentity(), None)
    assert said(error.value)


# Where it breaks.

Use = Callable[[ArtifactStore], Awaitable[object]]


async def _write(store: ArtifactStore) -> None:
    async with store.writer("k") as writer:
        await writer.write(b"x" * 10 * MEGABYTE)


WRITES: dict[str, Use] = {
    "put": lambda store: store.put("k", b"x"),
    "put_if": lambda store: store.put_if("k", b"x", None),
    "writer": _write,
}
READS: dict[str, Use] = {
    "get": lambda store: store.get("k"),
    "get_tagged": lambda store: store.get_tagged("k"),
    "exists": lambda store: store.exists("k"),
    "lines": lambda store: content(store.lines("k")),
    "keys": lambda store: keys(store, "k"),
    "delete": lambda store: store.delete("k"),
}


async def failure(store: ArtifactStore, use: Use) -> str:
    """What a use of a store that cannot be used says."""
    with pytest.raises((StoreError, BadInputError)) as error:
        await use(store)
    return said(error.value)


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_folder_that_cannot_be(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadInputError) as error:
        open_folder(tmp_path / place)
    assert said(error.value).startswith(f"cannot keep artifacts in {tmp_path / place}: ")


@pytest.mark.parametrize("use", ["put", "writer"])
async def test_a_key_that_cannot_be_written(on_disk: ArtifactStore, use: str) -> None:
    assert on_disk.folder is not None
    (on_disk.folder / "k").mkdir()
    (on_disk.folder / "k" / "x").touch()
    assert (await failure(on_disk, WRITES[use])).startswith(f"cannot write {on_disk.folder}/k: ")


@pytest.mark.parametrize("use", WRITES)
async def test_a_folder_that_went_away(on_disk: ArtifactStore, use: str) -> None:
    assert on_disk.folder is not None
    shutil.rmtree(on_disk.folder)
    on_disk.folder.touch()
    assert str(on_disk.folder) in await failure(on_disk, WRITES[use])


@pytest.mark.parametrize("use", WRITES)
async def test_a_folder_whose_parent_went_away(tmp_path: Path, use: str) -> None:
    store = open_folder(tmp_path / "volume" / "artifacts")
    shutil.rmtree(tmp_path / "volume")
    (tmp_path / "volume").touch()
    assert str(store.folder) in await failure(store, WRITES[use])


async def test_what_the_system_says_is_said_in_its_words(on_disk: ArtifactStore) -> None:
    assert on_disk.folder is not None
    (on_disk.folder / "k").touch()
    assert await failure(on_disk, lambda store: store.put("k/x", b"x")) == (
        f"cannot write {on_disk.folder}/k/x: Not a directory"
    )


async def test_a_full_disk_is_called_one(on_disk: ArtifactStore, monkeypatch: pytest.MonkeyPatch) -> None:
    assert on_disk.folder is not None
    (on_disk.folder / "k").mkdir()
    (on_disk.folder / "k" / "x").touch()
    usage = shutil.disk_usage(on_disk.folder)._replace(free=1000)
    monkeypatch.setattr("blocks.disk.shutil.disk_usage", lambda _: usage)
    assert await failure(on_disk, WRITES["put"]) == f"cannot write {on_disk.folder}/k: the disk is full"


@pytest.mark.parametrize("use", [*WRITES, "keys"])
async def test_a_bucket_that_is_not_there(s3: Any, use: str) -> None:
    message = await failure(on_s3(s3, "no-such-bucket"), (WRITES | READS)[use])
    assert "s3://no-such-bucket/" in message


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("use", [*WRITES, *READS])
async def test_an_endpoint_where_nobody_answers(use: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    store = open_store(f"s3://{BUCKET}", AwsIdentity(), f"http://127.0.0.1:{port}")
    assert f"s3://{BUCKET}/k" in await failure(store, (WRITES | READS)[use])


async def test_an_s3_that_is_away_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    brief = {"init_backoff": timedelta(milliseconds=1), "max_backoff": timedelta(milliseconds=2), "base": 2}
    monkeypatch.setattr(stores, "_BACKOFF", brief)
    refused = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal refused
        if refused < 40:
            refused += 1
        else:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b'HTTP/1.1 200 OK\r\netag: "x"\r\ncontent-length: 0\r\n\r\n')
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    endpoint = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        await open_store(f"s3://{BUCKET}", AwsIdentity(), endpoint).put("k", b"x")
    assert refused == 40


class _NoS3(BaseHTTPRequestHandler):
    """Something else that answers at an endpoint: a page for everything, an object that ends too soon, or none."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(200 if "cut" in self.path else 403, b"some\nlines\n", length=1_000_000)

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(404 if "gone" in self.path else 403, b"<html>\n<body>\nNot here\n</body>\n</html>\n" * 100)

    do_POST = do_PUT

    def do_HEAD(self) -> None:
        self._answer(403, b"")

    do_DELETE = do_HEAD

    def _answer(self, code: int, body: bytes, length: int | None = None) -> None:
        cut = length is not None and code == 200
        self.send_response(code)
        self.send_header("ETag", '"x"')
        self.send_header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")
        self.send_header("Content-Length", str(length if cut else len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
        """Say nothing."""


@pytest.fixture(scope="module")
def no_s3() -> Iterator[str]:
    """Endpoint of a server that is no S3."""
    with serving(_NoS3) as address:
        yield f"http://{address}"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("use", [*WRITES, *READS])
async def test_an_endpoint_that_refuses(no_s3: str, use: str) -> None:
    message = await failure(open_store(f"s3://{BUCKET}", AwsIdentity(), no_s3), (WRITES | READS)[use])
    assert f"s3://{BUCKET}/k" in message
    assert len(message) < 400


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("use", ["get", "get_tagged", "lines"])
async def test_an_object_that_ends_too_soon(no_s3: str, use: str) -> None:
    store = open_store(f"s3://{BUCKET}/cut", AwsIdentity(), no_s3)
    assert f"cannot read s3://{BUCKET}/cut/k" in await failure(store, READS[use])


@pytest.mark.usefixtures("impatient")
async def test_an_object_that_was_deleted_is_no_longer_that_one(no_s3: str) -> None:
    # S3 answers 404 to If-Match where nothing is; moto says 412.
    store = open_store(f"s3://{BUCKET}/gone", AwsIdentity(), no_s3)
    assert await store.put_if("k", b"x", '"x"') is None


def test_no_credentials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    with pytest.raises(BadInputError, match="no AWS credentials found"):
        open_store("s3://bucket/x", AwsIdentity(), None)


def test_a_profile_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    with pytest.raises(BadInputError) as error:
        open_store("s3://bucket/x", AwsIdentity(profile="no-such"), None)
    assert "no-such" in said(error.value)


async def test_keys_of_an_identity_are_used(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    identity = AwsIdentity("eu-west-1", None, "AKIAKEY", "SECRET", "TOKEN")
    store = open_store(f"s3://{BUCKET}/identity", identity, s3.meta.endpoint_url)
    await store.put("k", b"x")
    assert await store.get("k") == b"x"
    missing = open_store("s3://no-such-bucket", identity, s3.meta.endpoint_url)
    assert await failure(missing, WRITES["put"])
