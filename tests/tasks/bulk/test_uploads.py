"""Uploads of several systems in one store: listed, found by their ids, kept apart, deleted when they are old."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from fakes.evaluations import home
from fakes.toy.runs import run_toy, take_in

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.errors import AlreadyRunningError, BadInputError
from schemas.retention import RetentionParams
from schemas.winback.run import WinbackParams
from tasks.bulk.place import open_place
from tasks.bulk.status import read_status, write_status
from tasks.bulk.systems import system_named, upload_of
from tasks.bulk.upload_list import list_uploads
from tasks.bulk.uploads import upload_ids, uploads_left
from tasks.privacy.retention import delete_old
from tasks.winback.approve import approve
from tasks.winback.correct import correct
from tasks.winback.edit import edit
from tasks.winback.regenerate import regenerate
from tasks.winback.rule_on import rule_on
from tasks.winback.system import WINBACK

pytestmark = pytest.mark.usefixtures("toy")


@pytest.fixture
async def both(toy: None, fake: object, tmp_path: Path) -> None:
    """One of the toy that is complete, and one of win-back's that was taken in."""
    assert toy is None
    assert fake is not None
    await take_in(tmp_path, "notes", 2)
    await run_toy("notes")
    await write_status((await open_place("local")).store, Status(upload_id="file", status="stored"))


@pytest.mark.usefixtures("both")
async def test_all_of_it_stands_below_the_name_of_the_system() -> None:
    assert sorted(path.name for path in (home() / "toy").iterdir()) == ["results", "uploads"]
    # Of the other systems' uploads only the lock of their ids.
    beside = [str(path.relative_to(home() / "results")) for path in (home() / "results").rglob("*") if path.is_file()]
    assert sorted(beside) == ["file/status.json", "notes/.lock"]
    store = (await open_place("local")).store
    assert await upload_ids(store) == ["file", "notes"]
    assert [(keys.system, keys.name) for keys, _ in await uploads_left(store)] == [("", "file"), ("toy", "notes")]
    assert {one.upload_id: one.status for one in await list_uploads("local")} == {"file": "stored", "notes": "complete"}


@pytest.mark.usefixtures("both")
async def test_what_only_win_back_knows_names_whose_the_upload_is() -> None:
    for decision in (
        approve("notes", (), 0, "ann", "local"),
        edit("notes", "n0", 1, {"subject": "S"}, "ann", "local"),
        regenerate("notes", "n0", "shorter", "ann", "local"),
        rule_on("notes", "n0", "hold", "", "local"),
        correct("notes", "n0", None, "ann", "local"),
    ):
        with pytest.raises(BadInputError, match="upload notes is of toy, not of winback"):
            await decision


@pytest.mark.usefixtures("both")
async def test_an_upload_is_found_by_its_id_and_known_to_its_system_only() -> None:
    store = (await open_place("local")).store
    found = await read_status(store, "notes")
    assert found is not None
    assert (found.system, await read_status(store, "nobody")) == ("toy", None)
    with pytest.raises(BadInputError, match="upload notes is of toy, not of winback"):
        await upload_of(WINBACK, store, "notes")
    with pytest.raises(BadInputError, match="no system can be called results"):
        system_named("results")


@pytest.mark.usefixtures("both")
async def test_what_is_old_is_deleted_whole() -> None:
    store = (await open_place("local")).store
    status = await read_status(store, "notes")
    assert status is not None
    content = status.model_copy(update={"updated_at": "2020-01-01T00:00:00+00:00"}).model_dump_json()
    await store.put(Upload.of(status).status, content.encode())
    deleted = await delete_old(RetentionParams(days=30), "local")
    assert (deleted.uploads, deleted.unread) == (["notes"], [])
    assert [path for path in (home() / "toy").rglob("*") if path.is_file() and path.name != ".lock"] == []
    assert await upload_ids(store) == ["file"]


@pytest.mark.parametrize("first", ["winback", "toy"])
async def test_two_systems_at_once_never_store_one_id_twice(
    first: str, tmp_path: Path, customers_csv: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is stopped in the middle of its take-in; the other begins, and is refused whole."""
    source, place = str(customers_csv(2)), await open_place("local")
    in_the_middle, go_on, put = asyncio.Event(), asyncio.Event(), ArtifactStore.put

    async def slow(self: ArtifactStore, key: str, data: bytes) -> None:
        await put(self, key, data)
        if key.endswith("uploads/u.csv"):
            in_the_middle.set()
            await go_on.wait()

    taking: dict[str, Callable[[], Coroutine[Any, Any, Status]]] = {
        "winback": lambda: WINBACK.subjects(place, WinbackParams(source=source, upload_id="u")),
        "toy": lambda: take_in(tmp_path, "u", 2),
    }
    monkeypatch.setattr(ArtifactStore, "put", slow)
    one = asyncio.create_task(taking.pop(first)())
    await in_the_middle.wait()
    (other,) = taking.values()
    with pytest.raises(AlreadyRunningError, match="upload u is being processed by another run"):
        await other()
    go_on.set()
    stored = await one
    assert (stored.system or "winback", await upload_ids(place.store)) == (first, ["u"])
    whose = "another system" if first == "winback" else "toy"
    with pytest.raises(BadInputError, match=f"upload u is of {whose}; choose another --upload-id"):
        await other()
    assert sorted(str(path.relative_to(home())) for path in home().rglob("uploads/u.*")) == sorted(
        str(Path(key)) for key in (Upload("u", stored.system).source, Upload("u", stored.system).customers_in)
    )
