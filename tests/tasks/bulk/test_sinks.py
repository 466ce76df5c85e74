"""One pass over the ledger: files that are whole or not there, latencies, and JSON as others read it."""

import json
from typing import Any

import pytest
from fakes.toy.data import Shortened
from fakes.toy.record import Note, NoteRecord, ShortStep, ToyParams
from fakes.toy.system import TOY

from blocks.layout import Upload
from schemas.agent import Usage
from schemas.bulk import Status
from tasks.bulk.observe import Observer
from tasks.bulk.place import open_place
from tasks.bulk.run import Run, open_run
from tasks.bulk.sinks import JsonArray, write_records
from tasks.bulk.status import write_status

pytestmark = pytest.mark.usefixtures("toy", "fake")
KEYS = Upload("u", "toy")


def _record(number: int, turns: int) -> NoteRecord:
    step = ShortStep(
        fingerprint="f", version="1.0.0", model="m", usage=Usage(), cost_usd=0.0, latency_s=number, attempts=1,
        output=Shortened(text="x"),
    )  # fmt: skip
    return NoteRecord(note_id=f"n{number}", note=Note(note_id=f"n{number}", text="x"), turns=(step,) * turns)


async def _three(run: Run) -> None:
    """The second of three is not complete."""
    records = [_record(1, 2), _record(2, 1), _record(3, 2)]
    lines = b"".join(record.note.model_dump_json().encode() + b"\n" for record in records)
    await run.store.put(KEYS.manifest(0), lines)
    for record in records:
        await run.ledger.write(record)
    await run.ledger.look()


async def _write(element: Any) -> Status:
    await write_status(
        (await open_place("local")).store, Status(upload_id="u", system="toy", status="processing", batches=1)
    )
    async with open_run(TOY, ToyParams(upload_id="u"), "u", "local") as run:
        await _three(run)
        observer = Observer(TOY, lambda _record, _agent: None)
        await write_records(run, observer, {"toy/results/u/out.json": lambda writer: JsonArray(writer, element)})
        return run.status


async def _written() -> bytes | None:
    return await (await open_place("local")).store.get("toy/results/u/out.json")


async def test_what_is_complete_is_written_one_a_line_and_every_answer_is_timed() -> None:
    status = await _write(lambda record: {"id": record.note_id})
    assert await _written() == b'[\n{"id":"n1"},\n{"id":"n3"}\n]\n'
    assert status.latency_s["shorten"].p50 == 2.0


async def test_nothing_to_write_is_an_empty_array() -> None:
    await _write(lambda _record: None)
    assert json.loads(await _written() or b"") == []


async def test_a_file_that_fails_halfway_is_not_there() -> None:
    def element(record: NoteRecord) -> dict[str, Any]:
        if record.note_id == "n3":
            raise KeyError("what nobody expected")
        return {"id": record.note_id}

    with pytest.raises(KeyError):
        await _write(element)
    assert await _written() is None
