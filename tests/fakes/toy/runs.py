"""Runs of the toy without Prefect around them."""

import asyncio
from pathlib import Path

from fakes.toy.system import TOY

from schemas.bulk import RunParams, Status
from tasks.bulk.batch import run_batch
from tasks.bulk.finalize import finalize_upload
from tasks.bulk.place import open_place
from tasks.bulk.prepare import prepare_upload
from tasks.bulk.run import open_run


async def take_in(folder: Path, upload_id: str, count: int) -> Status:
    """So many notes; the first is Ann's, and the second names her."""
    lines = ["ann@acme.example|This is Ann's note.", "bob@b.example|Ask ann@acme.example for it."]
    lines += [f"cy@c.example|This is note {number}." for number in range(2, count)]
    source = folder / f"{upload_id}.txt"
    source.write_text("\n".join(lines[:count]))
    return await TOY.subjects(await open_place("local"), RunParams(source=str(source), upload_id=upload_id))


async def run_toy(upload_id: str, concurrency: int = 8) -> Status:
    """The steps of the flow, to the end."""
    async with open_run(TOY, RunParams(upload_id=upload_id, concurrency=concurrency), upload_id, "local") as run:
        started = []
        for batch in range(await prepare_upload(run, None)):
            await run.admission.enter(batch)
            started.append(asyncio.create_task(run_batch(run, batch)))
        await asyncio.gather(*started)
        status = await finalize_upload(run)
        run.raise_if_stopped()
        return status
