"""`revive uploads` as people type it."""

import asyncio
import json
from pathlib import Path

import pytest
from conftest import Revive

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


def test_nothing_is_said_to_be_there_where_nothing_is(revive: Revive) -> None:
    done = revive("uploads")
    assert (done.code, done.out) == (0, "nothing was uploaded here yet\n")
