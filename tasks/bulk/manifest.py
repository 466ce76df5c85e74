"""The manifest of an upload: which of its subjects this run is for, cut into batches. Written in flat memory."""

import hashlib
import json
from collections.abc import Mapping
from math import ceil
from typing import Any

from pydantic_core import from_json

from schemas.bulk import Status
from schemas.errors import BadInputError
from tasks.bulk.accepted import subject_lines
from tasks.bulk.run import PER_TASK_RUN, Run


async def write_manifest(run: Run) -> None:
    """Write the batches, and note in the context which subjects are the same person.

    Raises `BadInputError` if the stored subjects are damaged or none of them passes the filters.
    """
    ids, same_as = await _passing(run)
    run.context = run.system.knowing(run.context, same_as)
    chosen = None
    if run.params.sample is not None and run.params.sample < len(ids):
        chosen = frozenset(sorted(ids, key=draw)[: run.params.sample])
    total = len(ids) if chosen is None else len(chosen)
    size = max(1, ceil(total / (PER_TASK_RUN * run.params.shards)))
    batch, lines = 0, list[bytes]()
    async for line in subject_lines(run.store, run.keys, run.system):
        subject = from_json(line)
        if run.system.wants(subject, run.params) and (chosen is None or subject[run.system.id_field] in chosen):
            lines.append(line)
        if len(lines) == size:
            await _write_batch(run, batch, lines)
            batch, lines = batch + 1, []
    if lines:
        await _write_batch(run, batch, lines)
    run.status.total, run.status.batches, run.status.sample = total, ceil(total / size), run.params.sample
    if run.params.shards > 1:
        await run.store.put(run.keys.duplicates, json.dumps(dict(same_as)).encode())


async def _passing(run: Run) -> tuple[list[str], Mapping[str, str]]:
    """Ids of the subjects that pass the filters, in order, and which of them repeat an earlier one."""
    ids, read = [], 0
    same = run.system.same_as()
    async for line in subject_lines(run.store, run.keys, run.system):
        if not line.endswith(b"}"):
            raise _damaged(run)
        subject: dict[str, Any] = from_json(line)
        read += 1
        if run.system.wants(subject, run.params):
            ids.append(subject[run.system.id_field])
            same.add(subject)
    _count_repaired(run.status, read)
    if read != run.status.rows_read - run.status.rejected - run.status.skipped:
        raise _damaged(run)
    if not ids:
        raise BadInputError(f"none of {read} {run.tally.noun}s passes the filters; loosen {run.system.filters}")
    return ids, same.found


def _count_repaired(status: Status, read: int) -> None:
    """A repair that was killed after it stored its subjects: they are there, and count."""
    repair = status.repair
    if repair is not None and read == status.rows_read - repair.rejected - repair.skipped:
        status.rejected, status.skipped = repair.rejected, repair.skipped


def _damaged(run: Run) -> BadInputError:
    return BadInputError(
        f"{run.store.location(run.keys.customers_in)} is damaged; remove {run.store.location(run.keys.status)} "
        "and give the source again: what is done is kept"
    )


async def _write_batch(run: Run, batch: int, lines: list[bytes]) -> None:
    run.sizes[batch] = len(lines)
    await run.store.put(run.keys.manifest(batch), b"\n".join(lines) + b"\n")


def draw(subject_id: str) -> str:
    """The rank of a subject in a sample: the same for the same size, and the smaller inside the larger."""
    return hashlib.sha256(subject_id.encode()).hexdigest()
