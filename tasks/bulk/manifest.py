"""The manifest of an upload: which of its customers this run is for, cut into batches. Written in flat memory."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from math import ceil
from typing import Any

from pydantic_core import from_json

from schemas.errors import BadInputError
from schemas.winback import WinbackParams
from tasks.bulk.run import PER_TASK_RUN, Run
from tasks.files.accepted import customer_lines
from tasks.winback.do_not_send import duplicates


async def write_manifest(run: Run) -> None:
    """Write the batches, and note in the gate which customers share an address.

    Raises `BadInputError` where the stored customers are damaged or none of them passes the filters.
    """
    owners = await _passing(run)
    later = duplicates(owners)
    run.context = replace(run.context, gate=replace(run.context.gate, duplicates=later))
    ids = [customer_id for customer_id, _ in owners]
    chosen = None
    if run.params.sample is not None and run.params.sample < len(ids):
        chosen = frozenset(sorted(ids, key=draw)[: run.params.sample])
    total = len(ids) if chosen is None else len(chosen)
    size = max(1, ceil(total / (PER_TASK_RUN * run.params.shards)))
    batch, lines = 0, list[bytes]()
    async for line in customer_lines(run.store, run.keys):
        customer = from_json(line)
        if passes(customer, run.params) and (chosen is None or customer["customer_id"] in chosen):
            lines.append(line)
        if len(lines) == size:
            await _write_batch(run, batch, lines)
            batch, lines = batch + 1, []
    if lines:
        await _write_batch(run, batch, lines)
    run.status.total, run.status.batches, run.status.sample = total, ceil(total / size), run.params.sample
    if run.params.shards > 1:
        await run.store.put(run.keys.duplicates, json.dumps(later).encode())


async def _passing(run: Run) -> list[tuple[str, str | None]]:
    """Id and address of each customer that passes the filters, in order."""
    owners, read = [], 0
    async for line in customer_lines(run.store, run.keys):
        if not line.endswith(b"}"):
            raise _damaged(run)
        customer = from_json(line)
        read += 1
        if passes(customer, run.params):
            owners.append((customer["customer_id"], customer["email"]))
    if read != run.status.rows_read - run.status.rejected - run.status.skipped:
        raise _damaged(run)
    if not owners:
        raise BadInputError(f"none of {read} customers passes the filters; loosen --tier, --min-mrr or --since")
    return owners


def _damaged(run: Run) -> BadInputError:
    return BadInputError(
        f"{run.store.location(run.keys.customers_in)} is damaged; remove {run.store.location(run.keys.status)} "
        "and give the source again: what is done is kept"
    )


async def _write_batch(run: Run, batch: int, lines: list[bytes]) -> None:
    run.sizes[batch] = len(lines)
    await run.store.put(run.keys.manifest(batch), b"\n".join(lines) + b"\n")


def passes(customer: Mapping[str, Any], params: WinbackParams) -> bool:
    """Whether a customer, as stored, is one that this run is for; an unknown mrr or tier passes no bound on it."""
    if params.tiers and customer["subscription_tier"] not in params.tiers:
        return False
    if params.min_mrr is not None and (customer["mrr"] is None or customer["mrr"] < params.min_mrr):
        return False
    return params.since is None or customer["churn_date"] >= params.since.isoformat()


def draw(customer_id: str) -> str:
    """The rank of a customer in a sample: the same for the same size, and the smaller inside the larger."""
    return hashlib.sha256(customer_id.encode()).hexdigest()
