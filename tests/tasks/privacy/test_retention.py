"""Retention: what nobody has worked on for long goes, however it came to be there; what is newer stays."""

import os
import time
from pathlib import Path

import pytest
from fakes.evaluations import home

from schemas.bulk import Status
from schemas.retention import RetentionParams
from tasks.bulk.place import open_place
from tasks.bulk.status import read_status, write_status
from tasks.privacy.retention import delete_old

OLD = 1_700_000_000


def put(path: str, *, old: bool) -> Path:
    """A file in the home of this machine."""
    found = home() / path
    found.parent.mkdir(parents=True, exist_ok=True)
    found.write_text("<p>Ann of Acme")
    if old:
        os.utime(found, (OLD, OLD))
    return found


async def upload(name: str, *, old: bool, system: str = "") -> None:
    store = (await open_place("local")).store
    status = Status(upload_id=name, status="complete", system=system)
    await write_status(store, status)
    if old:
        path = home() / (f"{system}/" if system else "") / f"results/{name}/status.json"
        path.write_text(path.read_text("utf-8").replace(status.updated_at, "2020-01-01T00:00:00+00:00"), "utf-8")


@pytest.mark.parametrize("dry_run", [True, False])
async def test_copies_of_reports_go_with_their_upload_or_when_they_are_old(*, dry_run: bool) -> None:
    await upload("gone", old=True)
    await upload("gone-too", old=True, system="toy")
    await upload("here", old=False)
    going = [
        put("opened/results/gone/report.html", old=False),
        put("opened/toy/results/gone-too/report.html", old=False),
        put("opened/results/elsewhere/report.html", old=True),  # an upload that another machine deleted
        put("opened/results/here/report.html#3", old=True),  # torn
    ]
    staying = [
        put("opened/results/here/report.html", old=False),
        put("opened/results/not-gone/report.html", old=False),
        put("opened/results/here/report.html#4", old=False),
    ]
    deleted = await delete_old(RetentionParams(days=30, dry_run=dry_run), "local")
    assert [path.exists() for path in (*going, *staying)] == [*[dry_run] * 4, *[True] * 3]
    assert (deleted.uploads, deleted.objects, deleted.unread) == (["gone", "gone-too"], 2 + 4, [])
    again = await delete_old(RetentionParams(days=30, dry_run=dry_run), "local")
    assert again.objects == (2 + 4 if dry_run else 0)


async def test_writes_that_were_killed_go() -> None:
    """Killed while the file was stored: there is no upload, and no object, only the beginning of one."""
    torn, young = put("uploads/u.csv#1", old=True), put("uploads/v.json#2", old=False)
    other = put("uploads/x.csv#notes", old=True)
    deleted = await delete_old(RetentionParams(days=1), "local")
    assert [torn.exists(), young.exists(), other.exists()] == [False, True, True]
    assert deleted.objects == 1


@pytest.mark.parametrize("state", ["processing", "interrupted", "stored", "rejected"])
async def test_whatever_became_of_an_upload(state: str) -> None:
    store = (await open_place("local")).store
    await write_status(store, Status.model_validate({"upload_id": "u", "status": state, "unread": state == "rejected"}))
    for path in ("uploads/u.csv", "uploads/u.json", "results/u/customers/c1.json", "results/u/budget.json"):
        put(path, old=False)
    assert (await delete_old(RetentionParams(days=1), "local")).uploads == []
    await upload("u", old=True)
    assert (await delete_old(RetentionParams(days=1), "local")).uploads == ["u"]
    assert [path for path in home().rglob("*") if path.is_file() and "u" in path.stem and path.name != ".lock"] == []
    assert await read_status(store, "u") is None
    assert time.time() > OLD
