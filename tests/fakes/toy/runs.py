"""Runs of the toy without Prefect around them."""

from pathlib import Path

from fakes.toy.record import ToyParams
from fakes.toy.system import TOY
from fakes.whole_run import to_the_end

from schemas.bulk import Status
from tasks.bulk.place import open_place
from tasks.bulk.run import open_run


async def take_in(folder: Path, upload_id: str, count: int) -> Status:
    """So many notes; the first is Ann's, and the second names her."""
    lines = ["ann@acme.example|This is Ann's note.", "bob@b.example|Ask ann@acme.example for it."]
    lines += [f"cy@c.example|This is note {number}." for number in range(2, count)]
    source = folder / f"{upload_id}.txt"
    source.write_text("\n".join(lines[:count]))
    return await TOY.subjects(await open_place("local"), ToyParams(source=str(source), upload_id=upload_id))


async def run_toy(upload_id: str, concurrency: int = 8) -> Status:
    """The steps of the flow, to the end."""
    params = ToyParams(upload_id=upload_id, concurrency=concurrency)
    async with open_run(TOY, params, upload_id, "local") as run:
        return await to_the_end(run)
