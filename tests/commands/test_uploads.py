"""`revive uploads` as people type it."""

import asyncio
import json
import os
from pathlib import Path

import pytest
from conftest import Revive
from fakes.locked_folder import locked

from blocks.layout import Upload
from blocks.stores import open_folder
from schemas.bulk import Status
from tasks.bulk.status import write_status
from tasks.bulk.upload_list import list_uploads


def upload(name: str, **said: object) -> Status:
    return Status.model_validate({"upload_id": name, "status": "complete", **said})


@pytest.fixture
def uploads(tmp_path: Path) -> None:
    """Three uploads, of which one is damaged."""
    store = open_folder(tmp_path / "revive")

    async def write() -> None:
        await write_status(store, upload("night", total=120, completed=118, held=30, failed=2, cost_usd=1.234))
        refused = upload(
            "photo", source="photo.csv", status="rejected", unread=True, message="photo.csv: a\x1b[31m picture"
        )
        await write_status(store, refused)
        for name, day in (("night", 1), ("photo", 2)):
            key = Upload(name).status
            found = json.loads(await store.get(key) or b"")
            await store.put(key, json.dumps(found | {"updated_at": f"2026-11-0{day}T03:00:00+00:00"}).encode())
        await store.put(Upload("torn").status, b'{"upload_id": "to')

    asyncio.run(write())


@pytest.mark.usefixtures("uploads")
async def test_newest_first_with_counts_and_the_damaged_one_last() -> None:
    found = await list_uploads("local")
    assert [(one.upload_id, one.status) for one in found] == [
        ("photo", "rejected"),
        ("night", "complete"),
        ("torn", None),
    ]
    night = found[1]
    assert (night.total, night.ready, night.held, night.failed, night.cost_usd) == (120, 88, 30, 2, 1.234)
    assert "results/torn/status.json is damaged" in found[2].message


@pytest.mark.usefixtures("uploads")
def test_a_table_and_a_document(revive: Revive) -> None:
    done = revive("uploads")
    assert (done.code, done.err) == (0, "")
    assert "\x1b" not in done.out
    assert "photo.csv: a" in done.out
    assert "torn/status.json is damaged" in done.out
    document = json.loads(revive("uploads", "--json").out)["uploads"]
    assert [one["upload_id"] for one in document] == ["photo", "night", "torn"]


@pytest.mark.usefixtures("uploads")
def test_an_id_can_be_copied_from_80_columns(revive: Revive, tmp_path: Path) -> None:
    long = "churned_customers_of_november-7e5add952214"
    counts = {"total": 1_200_000, "completed": 1_100_000, "held": 30_000, "failed": 100_000, "cost_usd": 12_345.67}
    asyncio.run(write_status(open_folder(tmp_path / "revive"), upload(long, **counts)))
    lines = revive("uploads").out.splitlines()
    assert [line.split()[0] for line in lines if "complete" in line] == [long, "night"]
    assert max(len(line) for line in lines[:6]) <= 80
    assert "$12,345.67" in "".join(lines)


EDITED = (
    {"total": 1e308}, {"total": -1}, {"completed": 10**30}, {"held": 999}, {"failed": "many"}, {"cost_usd": 1e308},
    {"cost_usd": -1}, {"cost_usd": "free"}, {"updated_at": "yesterday"}, {"updated_at": "2026-99-99T00:00:00+00:00"},
    {"updated_at": "2026-11-01"}, {"updated_at": 7}, {"status": "fine"}, {"upload_id": "another"}, {"upload_id": 5},
    {"input_tokens": -5}, {"total": None}, {"latency_s": {"campaign": 3}},
)  # fmt: skip


@pytest.mark.usefixtures("uploads")
@pytest.mark.parametrize("edited", EDITED, ids=str)
def test_what_somebody_edited_is_one_line_and_the_others_are_shown(
    edited: dict[str, object], revive: Revive, tmp_path: Path
) -> None:
    path = tmp_path / "revive/results/night/status.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | edited))
    done = revive("uploads", "--json")
    assert (done.code, done.err) == (0, "")
    found = {one["upload_id"]: one for one in json.loads(done.out)["uploads"]}
    assert found["photo"]["status"] == "rejected"
    assert found["night"]["status"] is None
    assert found["night"]["message"].startswith(str(path))
    assert "1e308" not in done.out
    assert max(map(len, revive("uploads").out.splitlines())) < 500


@pytest.mark.usefixtures("uploads")
async def test_odd_names_are_named_and_come_last(tmp_path: Path) -> None:
    results = tmp_path / "revive/results"
    for name in (b"line\nbreak", b"not\xffutf8", b"copy of night"):
        folder = os.fsencode(results) + b"/" + name
        os.makedirs(folder)  # noqa: PTH103 -- pathlib knows no bytes
        Path(os.fsdecode(folder), "status.json").write_bytes((results / "night/status.json").read_bytes())
    (results / "a file").write_text("x")
    (results / "folder/status.json").mkdir(parents=True)
    (results / "folder/status.json/x").write_text("x")
    found = await list_uploads("local")
    assert [one.upload_id for one in found[:2]] == ["photo", "night"]
    assert {one.upload_id for one in found[2:]} == {"torn", "line\\nbreak", "not\\udcffutf8", "copy of night"}
    assert all(one.status is None and one.message.isprintable() for one in found[2:])


@pytest.mark.usefixtures("uploads")
async def test_a_folder_that_cannot_be_read_is_named_and_the_others_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "revive/results/locked"
    folder.mkdir()
    with locked(folder, monkeypatch):
        found = await list_uploads("local")
    assert [one.upload_id for one in found[:2]] == ["photo", "night"]
    assert [one.message for one in found if one.upload_id == "locked"] == [f"cannot list {folder}: Permission denied"]


def test_nothing_is_said_to_be_there_where_nothing_is(revive: Revive) -> None:
    done = revive("uploads")
    assert (done.code, done.out) == (0, "nothing was uploaded here yet\n")
