"""History from files into the queue, each event once, and what becomes of dead letters."""

import json
from pathlib import Path

import pyarrow as pa
import pytest
from fakes.aws_emulator import serve_aws
from pyarrow import parquet

from blocks.local import local_environment
from blocks.queue.message import Depth
from blocks.queue.open_queue import open_queue
from blocks.settings import read_settings
from blocks.stores import open_store
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, QueueFullError
from tasks.upsell.dead_letters import find_dead, list_dead, redrive_dead
from tasks.upsell.event_file import MOST_BYTES
from tasks.upsell.loading import Loaded, load_events


def nothing(_: Loaded) -> None:
    """Nobody listens."""


async def bodies() -> dict[str, dict[str, object]]:
    """What is in the queue, by id; it is given back."""
    async with open_queue(local_environment(read_settings()), "upsell") as queue:
        leased = await queue.lease(100, 60)
        await queue.release(leased)
        return {one.message.id: json.loads(one.message.body) for one in leased}


async def depth() -> Depth:
    async with open_queue(local_environment(read_settings()), "upsell") as queue:
        return await queue.depth()


async def test_lines_are_loaded_once_and_what_is_none_is_a_dead_letter(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    large = b'{"event_id": "big", "x": "' + b"x" * (3 * MOST_BYTES) + b'"}'
    lines = [b'{"as_of": "2026-11-20"}', b'{"event_id": "e1"}', b"", b"{", large, b"[1]", b'{"event_id": "e2"}\r']
    path.write_bytes(b"\xef\xbb\xbf" + b"\n".join([*lines, b'{"event_id": "e1", "cost": 1}', b'{"event_id": "e3"}']))
    loaded = await load_events("local", str(path), nothing)
    assert (loaded.read, loaded.accepted, loaded.repeated, loaded.conflicts) == (7, 3, 0, ["e1"])
    assert dict(loaded.dead) == {"not_json": 1, "too_large": 1, "not_an_object": 1}
    again = await load_events("local", str(path), nothing)
    assert (again.accepted, again.repeated, again.conflicting, again.dead.total()) == (0, 6, 1, 0)
    assert list(await bodies()) == ["e1", "e2", "e3"]
    assert [one.detail for one in (await list_dead("local", "not_json", 9)).first] == [
        "history.jsonl, line 4: this is not JSON"
    ]


async def test_tables_of_both_kinds_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "history"
    folder.mkdir()
    rows = (
        "event_id;event_type;customer_id;customer.address.city\ne1;plan_changed;7;K\xf6ln\n\ne2;plan_changed;8;Bonn\n"
    )
    (folder / "a.CSV").write_bytes(rows.encode("latin-1"))
    table = pa.table({"event_id": ["e3"], "customer": [{"id": "9", "email": None}], "cost": [1.5]})
    parquet.write_table(table, folder / "b.parquet")
    (folder / "notes.txt").write_text("no events")
    loaded = await load_events("local", str(folder), nothing)
    assert (loaded.files, loaded.read, loaded.accepted) == (2, 3, 3)
    found = await bodies()
    assert found["e1"]["customer"] == {"id": "7", "address": {"city": "K\xf6ln"}}
    assert found["e3"] == {"event_id": "e3", "customer": {"id": "9", "email": None}, "cost": 1.5}


@pytest.mark.wire
async def test_objects_of_a_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve_aws() as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", url)
        import boto3  # noqa: PLC0415 -- only here

        boto3.client("s3").create_bucket(Bucket="history")
        store = open_store("s3://history", AwsIdentity(), url)
        for number in range(2):
            await store.put(f"in/{number}.jsonl", b'{"event_id": "e%d"}\n' % number)
        loaded = await load_events("local", "s3://history/in", nothing)
        assert (loaded.files, loaded.accepted) == (2, 2)
        loaded = await load_events("local", "s3://history/in/1.jsonl", nothing)
        assert (loaded.files, loaded.repeated) == (1, 1)


async def test_a_full_queue_stops_a_load_that_goes_on_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "history.jsonl"
    path.write_text("".join(f'{{"event_id": "e{number}"}}\n' for number in range(1200)))
    monkeypatch.setenv("REVIVE_QUEUE_LIMIT", "1000")
    loaded = await load_events("local", str(path), nothing)
    assert (loaded.read, loaded.accepted, type(loaded.stopped)) == (1000, 1000, QueueFullError)
    monkeypatch.setenv("REVIVE_QUEUE_LIMIT", "1200")
    loaded = await load_events("local", str(path), nothing)
    assert (loaded.read, loaded.accepted, loaded.stopped) == (1200, 200, None)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nowhere.jsonl", "cannot read nowhere.jsonl: No such file"),
        ("https://example.com/a.jsonl", "give a path, or a URL that starts with s3"),
        ("/dev/null", "cannot read /dev/null: it is not a regular file"),
        (".", "has no file that ends in .jsonl"),
        ("empty.jsonl", "empty.jsonl is empty"),
        ("broken.json", "begins like a list of events and is not JSON"),
    ],
)
async def test_what_cannot_be_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, said: str) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    if source[:2] in ("em", "br"):
        Path(source).write_bytes(b"[{" if source[:2] == "br" else b"\n")
    with pytest.raises(BadInputError, match=said):
        await load_events("local", source, nothing)


async def test_dead_letters_are_counted_shown_and_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    path.write_text("{\n[]\n[2]\n")
    await load_events("local", str(path), nothing)
    found = await list_dead("local", None, 1)
    assert (dict(found.reasons), len(found.first)) == ({"not_json": 1, "not_an_object": 2}, 1)
    (one,) = await find_dead("local", found.first[0].message.id)
    assert one.message.body == b"{"
    with pytest.raises(BadInputError, match="there is no dead letter e9"):
        await find_dead("local", "e9")
    assert await redrive_dead("local", "not_an_object", None, dry_run=True) == 2
    assert await depth() == Depth(0, 0, 3)
    assert await redrive_dead("local", "not_an_object", 100.0, dry_run=False) == 2
    assert await depth() == Depth(2, 0, 1)
