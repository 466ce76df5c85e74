"""Prepares a run: write the manifest, pass the quality gate, note that it starts."""

import json
from typing import Any

from pydantic_core import from_json

from schemas.bulk import ShardParams, Status
from schemas.errors import BadInputError
from tasks.bulk.accepted import subject_lines
from tasks.bulk.asked import kept_params
from tasks.bulk.finished import finished_mark
from tasks.bulk.manifest import write_manifest
from tasks.bulk.run import Run
from tasks.bulk.status import write_status
from tasks.files.quality import ask_gate, require_quality, suite_of


async def prepare_upload(run: Run, flow_run_id: str | None) -> int:
    """Everything before the first call; returns the number of batches, 0 if all is done already.

    Safe to repeat.
    """
    await run.ledger.look()
    run.verdict = _stored_verdict(await run.store.get(run.keys.data_quality))
    if run.status.finished and run.status.finished == await finished_mark(run):
        run.status.flow_run_id = flow_run_id
        run.tally.recall(run.status, total=run.status.total)
        return 0
    if run.system.gated:
        run.verdict = run.verdict or await _ask_gate(run)
        await _require_quality(run, run.verdict)
    await write_manifest(run)
    await count_budget(run, renewed=run.status.status not in ("processing", "interrupted"))
    _begin(run.status, run, flow_run_id)
    run.tally.total = run.status.total
    await write_status(run.store, run.status)
    return run.status.batches


async def _ask_gate(run: Run) -> dict[str, Any]:
    """The verdict that was asked for at start-up, or asked again if its file is damaged; stored."""
    verdict = await (run.quality or ask_gate(subject_lines(run.store, run.keys, run.system), suite_of(run.system.name)))
    await run.store.put(run.keys.data_quality, json.dumps(verdict, indent=2).encode())
    return verdict


async def _require_quality(run: Run, verdict: dict[str, Any]) -> None:
    try:
        require_quality(verdict)
    except BadInputError as error:
        run.status.status, run.status.message = "rejected", str(error)
        await write_status(run.store, run.status)
        raise


def _stored_verdict(content: bytes | None) -> dict[str, Any] | None:
    try:
        verdict = from_json(content or b"")
    except ValueError:
        return None
    return verdict if isinstance(verdict, dict) and {"success", "checks", "rows"} <= verdict.keys() else None


async def count_budget(run: Run, *, renewed: bool = False) -> None:
    """Count what the upload has cost since its budget began, if it has one. `renewed` begins a new one."""
    if run.params.max_cost_usd is None:
        return
    run.spent_before = await spent(run, range(run.status.batches))
    total = sum(run.spent_before.values())
    if renewed:
        run.status.budget_from_usd = total
    await run.book.open(max(0.0, total - run.status.budget_from_usd), renewed=renewed)


async def spent(run: Run, batches: range) -> dict[int, float]:
    """What each batch has cost so far, in dollars."""
    costs: dict[int, float] = {}
    for batch in batches if not run.ledger.empty else ():
        costs[batch] = sum([record.spent.cost_usd or 0.0 async for record in run.ledger.records(batch)])
    return costs


async def prepare_shard(run: Run, shard: ShardParams, flow_run_id: str | None) -> None:
    """What a shard does before its first call: see what is there, count its budget, say that it starts."""
    await run.ledger.look()
    if shard.max_cost_usd is not None:
        costs = await spent(run, range(shard.first_batch, shard.first_batch + shard.batches))
        await run.book.open(max(0.0, sum(costs.values()) - shard.spent_before_usd))
    run.status.flow_run_id = flow_run_id
    run.tally.total = shard.total
    await write_status(run.store, run.status, run.keys)


def _begin(status: Status, run: Run, flow_run_id: str | None) -> None:
    status.status, status.message, status.finished, status.capped = "processing", "", "", False
    status.completed = status.failed = status.held = status.review = 0
    status.flow_run_id = flow_run_id
    status.params = kept_params(run.params, run.place.environment.name)
    of_all = {"rejects": run.keys.rejects, "data_quality": run.keys.data_quality}
    keys = {"status": run.keys.status} | run.system.artifacts(run.keys) | of_all
    status.artifacts = {name: run.store.location(key) for name, key in keys.items()}
