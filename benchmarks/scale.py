"""`python -m benchmarks.scale CUSTOMERS [SHARDS]`: one upload end to end in shards, against rules that answer at once.

The steps of the flow without Prefect around them: take-in, manifest, shards as processes one after the other (so that
their CPU is theirs), exports. Says for each phase its seconds, its CPU, its peak of memory and what it listed; a LIST
of S3 has 1,000 keys. On a machine that does something else only CPU and memory say anything.
"""

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from math import ceil
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.measure import ROOT, customers
from blocks.artifacts import ArtifactStore
from schemas.bulk import ShardParams, Status
from schemas.winback.run import WinbackParams
from tasks.bulk.batch import run_batch
from tasks.bulk.finalize import finalize_shard, finalize_upload
from tasks.bulk.place import open_place
from tasks.bulk.prepare import prepare_shard, prepare_upload
from tasks.bulk.run import open_run, open_shard
from tasks.bulk.shard_plan import plan
from tasks.bulk.working import work_through
from tasks.winback.system import WINBACK

UPLOAD = "scale"


class Listed:
    """How many LIST requests S3 would have got, by wrapping the one place where stores list."""

    def __init__(self) -> None:
        self.requests = 0
        plain = ArtifactStore._items  # noqa: SLF001 -- the one place

        async def counted(store: ArtifactStore, prefix: str, **said: Any) -> AsyncIterator[Any]:
            keys = 0
            async for item in plain(store, prefix, **said):
                keys += 1
                yield item
            self.requests += max(1, ceil(keys / 1_000))

        ArtifactStore._items = counted  # type: ignore[assignment,method-assign]  # noqa: SLF001 -- the one place


class Phase:
    """Measures a block and prints a line of it."""

    def __init__(self, name: str, listed: Listed) -> None:
        self._name = name
        self._listed = listed

    def __enter__(self) -> None:
        self._wall, self._cpu, self._lists = perf_counter(), process_time(), self._listed.requests

    def __exit__(self, *_: object) -> None:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = {
            "phase": self._name,
            "s": round(perf_counter() - self._wall, 1),
            "cpu_s": round(process_time() - self._cpu, 1),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
            "children_peak_mb": children.ru_maxrss >> 10,
            "lists": self._listed.requests - self._lists,
        }
        print(json.dumps(said), flush=True)


async def upload(count: int, shards: int, folder: Path) -> None:
    """The whole upload, phase by phase."""
    listed = Listed()
    with Phase("file", listed):
        source = customers(folder / "customers.csv", count)
    params = WinbackParams(source=str(source), upload_id=UPLOAD, shards=shards, concurrency=8 * shards)
    place = await open_place("local")
    with Phase("take-in", listed):
        await WINBACK.subjects(place, params)
    async with open_run(WINBACK, params, UPLOAD, "local") as run:
        with Phase("manifest", listed):
            await prepare_upload(run, None)
        statuses = []
        for shard in plan(run):
            with Phase(f"shard {shard.shard} in a process", listed):
                done = subprocess.run(  # noqa: ASYNC221 -- nothing else goes on here
                    [sys.executable, "-m", "benchmarks.scale", "--shard", shard.model_dump_json()],
                    cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
                )  # fmt: skip
                *lines, last = done.stdout.splitlines()
                print("\n".join(f"  {line}" for line in lines))
                statuses.append(Status.model_validate_json(last))
        run.tally.recall(*statuses, total=run.status.total)
        with Phase("look at what the shards left", listed):
            await run.ledger.look_at_parts()
        with Phase("exports, mark, last status", listed):
            status = await finalize_upload(run)
    print(json.dumps({"status": status.status, "completed": status.completed, "of": count}))
    assert (status.status, status.completed) == ("complete", count)


async def one_shard(shard: ShardParams) -> Status:
    """What a worker does about one shard."""
    listed = Listed()
    async with open_shard(WINBACK, shard, "local") as run:
        with Phase("work", listed):
            await prepare_shard(run, shard, None)
            batches = range(shard.first_batch, shard.first_batch + shard.batches)
            await work_through(run, batches, lambda batch: run_batch(run, batch))
        status = await finalize_shard(run)
        run.raise_if_stopped()
        return status


def main() -> None:
    """An upload, or one shard of it in a separate process."""
    if sys.argv[1] == "--shard":
        print(asyncio.run(one_shard(ShardParams.model_validate_json(sys.argv[2]))).model_dump_json())
        return
    with tempfile.TemporaryDirectory(prefix="revive-scale-") as folder:
        os.environ["REVIVE_HOME"] = str(Path(folder) / "home")
        os.environ["REVIVE_MODEL"] = "offline"
        asyncio.run(upload(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1, Path(folder)))


if __name__ == "__main__":
    main()
