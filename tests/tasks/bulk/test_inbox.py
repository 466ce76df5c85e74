"""A folder that files are put into: oldest first, and nothing in it stops the others."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from conftest import HEADER
from fakes.places import place_of

from blocks import source
from blocks.artifacts import ArtifactStore
from blocks.stores import open_folder
from schemas.bulk import Status
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, UnreadableFileError
from schemas.winback.run import WinbackParams
from tasks.bulk.inbox import Inbox, is_inbox, look, one_of, refuse
from tasks.bulk.status import read_status, write_status
from tasks.winback.system import WINBACK

pytestmark = pytest.mark.usefixtures("in_process")
GOOD = f"{HEADER}\nc1,ann@acme.example,Acme,growth,100,2026-01-31,too expensive\n".encode()
LARGE = GOOD + b" " * 4096
ENVIRONMENT = EnvironmentSpec(name="local", artifacts_url="file:///nowhere", model="offline")
# Can be opened, but no customer comes of it.
REFUSED = {
    "empty": b"",
    "header only": HEADER.encode(),
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9,
    "prose": b"Dear all,\nplease find attached nothing at all.\n",
    "every row bad": f"{HEADER}\nc1,ann@acme.example,Acme,growth,100,soon,x\n".encode(),
}


@pytest.fixture
def store(tmp_path: Path) -> ArtifactStore:
    return open_folder(tmp_path / "store")


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in a world where 4 KB are too large to be read."""
    monkeypatch.setattr(source, "MAX_BYTES", 4096)
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def put(path: Path, age: int, content: bytes = GOOD) -> Path:
    path.write_bytes(content)
    os.utime(path, (2_000_000_000 - age, 2_000_000_000 - age))
    return path


@pytest.fixture
def looked(store: ArtifactStore, inbox: Path) -> Callable[[], Awaitable[Inbox]]:
    return lambda: look(place_of(store, ENVIRONMENT), WinbackParams(source=str(inbox)))


def names(found: Inbox) -> list[str]:
    return [Path(name).name for name in found.new]


async def test_all_new_files_oldest_first(
    store: ArtifactStore, inbox: Path, looked: Callable[[], Awaitable[Inbox]]
) -> None:
    for age, name in enumerate(["c.csv", "b.CSV", "a.csv"]):
        put(inbox / name, age, GOOD.replace(b"Acme", name.encode()))
    put(inbox / "notes.txt", 9)
    assert names(await looked()) == ["a.csv", "b.CSV", "c.csv"]
    params = one_of(WinbackParams(source=str(inbox)), str(inbox / "b.CSV"))
    status = await WINBACK.subjects(place_of(store, ENVIRONMENT), params)
    await write_status(store, status.model_copy(update={"status": "complete"}))
    assert names(await looked()) == ["a.csv", "c.csv"]


@pytest.mark.parametrize("name", ["", "/"])
async def test_an_empty_folder_and_one_that_is_not_there_are_no_failure(
    store: ArtifactStore, inbox: Path, name: str
) -> None:
    params = WinbackParams(source=f"{inbox}{name}")
    assert (await WINBACK.subjects(place_of(store, ENVIRONMENT), params)).status == "nothing_new"
    inbox.rmdir()
    missing = WinbackParams(source=f"{inbox}/")
    assert is_inbox(missing)
    assert (await WINBACK.subjects(place_of(store, ENVIRONMENT), missing)).status == "nothing_new"
    with pytest.raises(BadInputError, match="No such file"):  # a name that may as well be a file with a typing error
        await WINBACK.subjects(place_of(store, ENVIRONMENT), WinbackParams(source=str(inbox)))


async def test_a_file_that_cannot_be_read_is_named_once_and_blocks_nothing(
    store: ArtifactStore, inbox: Path, looked: Callable[[], Awaitable[Inbox]]
) -> None:
    put(inbox / "old.csv", 2)
    put(inbox / "newest.csv", 0, LARGE)
    found = await looked()
    assert names(found) == ["old.csv"]
    (refused,) = found.refused
    assert (refused.status, refused.unread, refused.source) == ("rejected", True, "newest.csv")
    assert "is larger than" in refused.message
    await write_status(store, refused)
    assert (await looked()).refused == ()
    put(inbox / "newest.csv", 0)  # mended: another file
    assert names(await looked()) == ["old.csv", "newest.csv"]


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
async def test_a_file_of_which_nothing_can_be_used_is_recorded_and_the_next_one_taken(
    store: ArtifactStore, inbox: Path, looked: Callable[[], Awaitable[Inbox]], content: bytes
) -> None:
    bad, good = put(inbox / "bad.csv", 2, content), put(inbox / "good.csv", 1)
    params = WinbackParams(source=str(inbox))
    assert (await WINBACK.subjects(place_of(store, ENVIRONMENT), params)).source == good.name
    assert names(await looked()) == ["good.csv"]
    # Named by somebody it is looked at again, and refused for the same reason as ever.
    with pytest.raises(UnreadableFileError, match=r"bad\.csv"):
        await WINBACK.subjects(place_of(store, ENVIRONMENT), WinbackParams(source=str(bad)))


async def test_only_refused_files_are_an_error_once(store: ArtifactStore, inbox: Path) -> None:
    put(inbox / "bad.csv", 0, b"")
    put(inbox / "large.csv", 1, LARGE)
    params = WinbackParams(source=str(inbox))
    with pytest.raises(UnreadableFileError, match=r"bad\.csv"):
        await WINBACK.subjects(place_of(store, ENVIRONMENT), params)
    assert (await WINBACK.subjects(place_of(store, ENVIRONMENT), params)).status == "nothing_new"


async def test_a_refused_upload_cannot_be_resumed_and_gives_way_to_its_file(store: ArtifactStore, inbox: Path) -> None:
    path = put(inbox / "half.csv", 0, GOOD + b"c2,bob@b.example,B,growth,1,soon,x\n")
    strict = WinbackParams(source=str(path), upload_id="u", max_reject_rate=0.1)
    with pytest.raises(UnreadableFileError, match="1 of 2 rows") as error:
        await WINBACK.subjects(place_of(store, ENVIRONMENT), strict)
    await refuse(place_of(store, ENVIRONMENT), strict, error.value)
    with pytest.raises(BadInputError, match=r"half\.csv was refused: .*1 of 2 rows"):
        await WINBACK.subjects(place_of(store, ENVIRONMENT), WinbackParams(upload_id="u"))
    lenient = strict.model_copy(update={"max_reject_rate": 0.9})
    assert (await WINBACK.subjects(place_of(store, ENVIRONMENT), lenient)).total == 1
    # What was taken in is not refused afterwards.
    await refuse(place_of(store, ENVIRONMENT), strict, error.value)
    assert (await read_status(store, "u") or Status(upload_id="u", status="failed")).status == "stored"


async def test_a_name_that_is_not_utf_8_can_be_stored_and_read(
    store: ArtifactStore, inbox: Path, looked: Callable[[], Awaitable[Inbox]]
) -> None:
    put(inbox / "caf\udce9 #1%20.csv", 0)
    (name,) = (await looked()).new
    assert name.encode()
    status = await WINBACK.subjects(place_of(store, ENVIRONMENT), WinbackParams(source=name))
    assert status.total == 1
