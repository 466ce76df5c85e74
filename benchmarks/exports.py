"""`python -m benchmarks.exports CUSTOMERS [PROCESSES]`: what the exports of so many customers cost.

1,000 customers go through a run with the rules; their records are then copied under other ids and addresses, as the
parts of an upload of the size asked for. So a million costs what its exports cost, and not its analyses. Says seconds,
CPU of this process and of those that it starts, and peaks of memory.
"""

import asyncio
import json
import os
import resource
import sys
import tempfile
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from time import perf_counter

from benchmarks.measure import customers
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.sender import Sender
from schemas.winback.run import WinbackParams
from tasks.bulk.batch import run_batch
from tasks.bulk.finalize import finalize_upload
from tasks.bulk.ledger import Ledger
from tasks.bulk.observe import Observer
from tasks.bulk.place import Place, open_place
from tasks.bulk.prepare import prepare_upload
from tasks.bulk.run import open_run
from tasks.bulk.status import read_status, write_status
from tasks.bulk.working import work_through
from tasks.winback import export_ranges
from tasks.winback.export import Exporter
from tasks.winback.opinions import opinions
from tasks.winback.system import WINBACK

SMALL, LARGE, MADE, BATCH = "small", "large", 1_000, 2_000


async def small(place: Place, folder: Path) -> Status:
    """A real upload."""
    source = customers(folder / "customers.csv", MADE)
    params = WinbackParams(source=str(source), upload_id=SMALL, concurrency=8)
    await WINBACK.subjects(place, params)
    async with open_run(WINBACK, params, SMALL, "local") as run:
        batches = range(await prepare_upload(run, None))
        await work_through(run, batches, lambda batch: run_batch(run, batch))
        return await finalize_upload(run)


async def large(place: Place, status: Status, count: int) -> Status:
    """Its parts and manifest once for each thousand, everybody under another id and address."""
    store, keys, made = place.store, Upload(SMALL), Upload(LARGE)
    parts = [line for batch in range(status.batches) async for line in store.lines(keys.part(batch))]
    subjects = [line for batch in range(status.batches) async for line in store.lines(keys.manifest(batch))]
    batches = ceil(count / BATCH)
    for batch in range(batches):
        copies = range(batch * BATCH // MADE, min((batch + 1) * BATCH, count) // MADE)
        for key, lines in ((made.part(batch), parts), (made.manifest(batch), subjects)):
            await store.put(key, b"".join(_renamed(line, copy) + b"\n" for copy in copies for line in lines))
    large = status.model_copy(update={"upload_id": LARGE, "total": count, "completed": count, "batches": batches})
    await write_status(store, large)
    return large


def _renamed(line: bytes, copy: int) -> bytes:
    return line.replace(b'"c0', b'"c%d-0' % copy).replace(b"@company", b"@of%d.company" % copy)


async def measure(folder: Path, count: int) -> None:
    """The exports of the large upload."""
    place = await open_place("local")
    if await read_status(place.store, LARGE) is None:
        await large(place, await small(place, folder), count)
    status = await read_status(place.store, LARGE)
    assert status is not None
    ledger = Ledger(place.store, Upload(LARGE), WINBACK)
    await ledger.look_at_parts()
    observer = Observer(WINBACK, opinions({}, {}))
    before, started = _cpu(), perf_counter()
    await Exporter(place, Upload(LARGE), ledger, status, Sender(), observer, settled=True).export(datetime.now(UTC))
    mine, theirs = (round(after - earlier, 1) for after, earlier in zip(_cpu(), before, strict=True))
    said = {
        "customers": count,
        "s": round(perf_counter() - started, 1),
        "cpu_s": mine,
        "children_cpu_s": theirs,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
        "child_peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10,
    }
    print(json.dumps(said))


def _cpu() -> tuple[float, float]:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    mine, theirs = (one.ru_utime + one.ru_stime for one in used)
    return mine, theirs


def main() -> None:
    """In a folder that goes afterwards, or that `REVIVE_HOME` names and that is used again."""
    count = int(sys.argv[1])
    assert count % MADE == 0, "in thousands"
    if len(sys.argv) > 2:
        export_ranges.MOST_PROCESSES = int(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="revive-exports-") as folder:
        os.environ.setdefault("REVIVE_HOME", str(Path(folder) / "home"))
        os.environ["REVIVE_MODEL"] = "offline"
        asyncio.run(measure(Path(folder), count))


if __name__ == "__main__":
    main()
