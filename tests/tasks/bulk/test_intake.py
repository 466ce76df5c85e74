"""Taking in a file for a system whose runs name nothing else; for win-back: tests/tasks/winback/test_intake.py."""

import asyncio
import json
import logging
from pathlib import Path

import pytest
from fakes.dying_store import KilledError, dying_after
from fakes.toy.record import ToyParams
from fakes.toy.system import TOY

from blocks.layout import Upload
from schemas.bulk import RunParams, Status
from schemas.errors import BadInputError, UnreadableFileError
from tasks.bulk.intake import FileKind, Taken, take_in
from tasks.bulk.picking import Pick
from tasks.bulk.place import Place, open_place
from tasks.bulk.status import read_status

KEYS = Upload("u", "toy")


async def take(source: Path | None, **asked: object) -> Status:
    given = {"source": None if source is None else str(source), "upload_id": "u"} | asked
    return await TOY.subjects(await open_place("local"), ToyParams.model_validate(given))


async def test_it_is_stored_whole_with_what_was_asked(note_file: Path) -> None:
    status = await take(note_file, concurrency=3)
    store = (await open_place("local")).store
    assert (status.status, status.total, status.rows_read, status.source) == ("stored", 5, 5, "notes.txt")
    assert (status.params["concurrency"], status.params["environment"]) == (3, "local")
    assert await store.get(KEYS.source) == note_file.read_bytes()
    stored = json.loads(await store.get(KEYS.customers_in) or b"[]")
    assert [(note["note_id"], note["text"]) for note in stored][:2] == [
        ("n0", "This is note 0."),
        ("n1", "This is note 1."),
    ]


async def test_the_same_again_is_the_same_and_only_asked_anew(note_file: Path) -> None:
    first = await take(note_file)
    again = await take(note_file, concurrency=3)
    assert again.params != first.params
    assert again.model_copy(update={"params": first.params, "updated_at": first.updated_at}) == first
    note_file.write_text("Another note.")
    with pytest.raises(BadInputError, match="exists with other content; choose another --upload-id"):
        await take(note_file)


async def test_two_at_once_store_one_upload(note_file: Path) -> None:
    place = await open_place("local")
    other = asyncio.Event()

    async def slow(_place: Place, _params: RunParams, _found: Pick) -> Taken:
        await other.wait()
        return Taken(b"[\n]\n", {"total": 0, "rows_read": 0})

    params = ToyParams(source=str(note_file), upload_id="u")
    slower = asyncio.create_task(take_in(FileKind(slow), place, params))
    faster = await take(note_file)
    other.set()
    assert (await slower).total == faster.total == 5


async def test_one_file_is_another_upload_for_each_system(note_file: Path) -> None:
    place = await open_place("local")
    of_toy = await TOY.subjects(place, ToyParams(source=str(note_file)))
    assert (of_toy.system, of_toy.upload_id.startswith("toy-notes-")) == ("toy", True)
    kind = FileKind(_nothing)
    assert (await take_in(kind, place, RunParams(source=str(note_file)))).upload_id.startswith("notes-")
    with pytest.raises(BadInputError, match="is of toy; choose another --upload-id"):
        await take_in(kind, place, RunParams(source=str(note_file), upload_id=of_toy.upload_id))
    with pytest.raises(BadInputError, match="is of toy; revive resume goes on with it"):
        await take_in(kind, place, RunParams(upload_id=of_toy.upload_id))


async def _nothing(_place: Place, _params: RunParams, _found: Pick) -> Taken:
    return Taken(b"[\n]\n", {"total": 0, "rows_read": 0})


@pytest.mark.parametrize("writes", [0, 1, 2])
async def test_killed_before_its_status_it_is_taken_in_as_if_for_the_first_time(
    note_file: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    with dying_after(writes, monkeypatch), pytest.raises(KilledError):
        await take(note_file)
    assert await read_status((await open_place("local")).store, "u") is None
    with pytest.raises(BadInputError, match="there is nothing to resume"):
        await take(None)
    assert (await take(note_file)).status == "stored"


async def test_of_a_folder_the_oldest_that_can_be_used(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.csv").write_text("")
    (folder / "b.csv").write_text("A note.")
    place = await open_place("local")

    async def read(_place: Place, _params: RunParams, found: Pick) -> Taken:
        if not found.file.content:
            raise UnreadableFileError(f"{found.file.name} is empty")
        return Taken(b"[\n]\n", {"total": 0, "rows_read": 0})

    params = RunParams(source=str(folder))
    with caplog.at_level(logging.WARNING):
        assert (await take_in(FileKind(read), place, params)).source == "b.csv"
    assert "a.csv is empty; it is passed over" in caplog.text
    assert (await take_in(FileKind(read), place, params)).source == "b.csv"  # until it is done with
