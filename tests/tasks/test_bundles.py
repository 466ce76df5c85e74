"""Bundles: whole or not there, never changed, one that counts; read as paths, from a folder or from S3."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from blocks.artifacts import ArtifactStore
from blocks.stores import open_folder, open_store
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, StoreError
from tasks.bundles import Bundles


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    client = boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1")
    client.create_bucket(Bucket="bundles-bucket")
    client.close()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ArtifactStore:
    if request.param == "folder":
        return open_folder(tmp_path / "home")
    name = str(abs(hash(request.node.name)))
    return open_store(f"s3://bundles-bucket/{name}", AwsIdentity(), request.getfixturevalue("s3"))


@pytest.fixture
def bundles(store: ArtifactStore, tmp_path: Path) -> Bundles:
    return Bundles(store, "toy/things", tmp_path / "home")


def made(room: Path, text: str) -> Path:
    folder = room / text
    (folder / "inner").mkdir(parents=True)
    (folder / "a.txt").write_text(text)
    (folder / "inner" / "b.bin").write_bytes(b"")
    return folder


async def test_the_one_that_counts_is_read_as_files(bundles: Bundles, store: ArtifactStore, tmp_path: Path) -> None:
    assert (await bundles.current(), await bundles.ids()) == (None, [])
    async with bundles.changing():
        for name in ("one", "two"):
            await bundles.publish(made(tmp_path, name), name)
    assert (await bundles.current(), await bundles.ids()) == ("two", ["one", "two"])
    folders = [await bundles.folder(name) for name in ("one", "two", "two")]
    assert [(one / "a.txt").read_text() for one in folders] == ["one", "two", "two"]
    assert (folders[0] / "inner" / "b.bin").read_bytes() == b""
    # Another machine, whose copies go once the store no longer has them.
    elsewhere = Bundles(store, "toy/things", tmp_path / "elsewhere")
    copy, derived = await elsewhere.folder("one"), elsewhere.beside("one")
    async with bundles.changing():
        assert len(await bundles.drop("one")) == 3
    assert await bundles.ids() == ["two"]
    await elsewhere.forget_gone()
    assert not derived.exists()
    assert not copy.exists()
    with pytest.raises(BadInputError, match=r"there is no .*one"):
        await elsewhere.folder("one")


async def test_what_is_not_whole_is_not_there(bundles: Bundles, store: ArtifactStore, tmp_path: Path) -> None:
    folder = made(tmp_path, "half")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "put", _full)
        with pytest.raises(StoreError):
            await bundles.publish(folder, "half")
    assert await bundles.current() is None
    with pytest.raises(BadInputError, match="there is no"):
        await bundles.folder("half")


async def _full(_key: str, _data: bytes) -> None:
    raise StoreError("the disk is full")


@pytest.mark.parametrize(("key", "content"), [
    ("current.json", b"{"), ("x/bundle.json", b"[]"), ("x/a.txt", b"other"),
    ("x/bundle.json", b'{"files": {"../../../../etc/passwd": {"size": 1, "sha256": ""}}}'),
])  # fmt: skip
async def test_a_damaged_one_says_so(
    bundles: Bundles, store: ArtifactStore, tmp_path: Path, key: str, content: bytes
) -> None:
    await bundles.publish(made(tmp_path, "x"), "x")
    await store.put(f"toy/things/{key}", content)
    with pytest.raises(BadInputError, match="damaged; build again"):
        await bundles.folder(str(await bundles.current()))


async def test_who_reads_while_somebody_is_erased_reads_what_counts_then(
    bundles: Bundles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await bundles.current_folder() is None
    await bundles.publish(made(tmp_path, "one"), "one")
    await bundles.publish(made(tmp_path, "two"), "two")
    await bundles.drop("one")
    pointers = iter(["one", "two"])

    async def current() -> str:
        return next(pointers)

    monkeypatch.setattr(bundles, "current", current)
    found = await bundles.current_folder()
    assert found is not None
    assert (found[0], (found[1] / "a.txt").read_text()) == ("two", "two")


@pytest.mark.parametrize(
    ("most", "counting", "left"), [(1, "4", ["4"]), (2, "4", ["3", "4"]), (1, "1", ["1"]), (2, "1", ["1", "4"])]
)
async def test_the_one_that_counts_stays_though_a_clock_went_back(
    bundles: Bundles, tmp_path: Path, most: int, counting: str, left: list[str]
) -> None:
    async with bundles.changing():
        for name in sorted("1234", key=lambda one: one == counting):  # it is published last, whatever its id
            await bundles.publish(made(tmp_path, name), name)
        gone = await bundles.keep(most, counting)
    assert await bundles.ids() == left
    found = await bundles.current_folder()
    assert found is not None
    assert (found[0], (found[1] / "a.txt").read_text()) == (counting, counting)
    assert {key.split("/")[2] for key in gone} == set("1234") - set(left)
