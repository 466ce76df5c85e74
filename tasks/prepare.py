"""Prepare: publish the versions, write the manifest, pass the gate, say that it starts."""

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from math import ceil
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from agents.versions import AGENTS
from blocks.artifacts import ArtifactStore
from blocks.layout import prompt
from schemas.agent import AgentVersion
from schemas.errors import BadInputError
from schemas.winback import Status, WinbackParams
from tasks.do_not_send import duplicates
from tasks.quality import ask_gate, require_quality
from tasks.run import PER_TASK_RUN, Run
from tasks.status import write_status

# What stands in the upload itself (its profile, its list), and what is said anew for every run.
_NOT_KEPT = {"source", "sender", "suppress", "mapping", "date_order", "keep", "only_failed"}


async def prepare_upload(run: Run, flow_run_id: str | None) -> int:
    """Everything that is done before the first call; returns the number of batches. Safe to repeat."""
    await run.ledger.look()
    for agent in AGENTS:
        await publish(run.store, run.versions.choose(agent, ""))
    await _check_quality(run)
    await _write_manifest(run)
    if run.params.max_cost_usd is not None:
        await _open_budget(run)
    _begin(run.status, run, flow_run_id)
    run.tally.total = run.status.total
    await write_status(run.store, run.status)
    return run.status.batches


async def publish(store: ArtifactStore, version: AgentVersion) -> None:
    """Store a version once. Raises `BadInputError` where the same version was published with other content."""
    key = prompt(version.agent, version.version)
    document = version.model_dump(mode="json")
    if await store.put_if(key, json.dumps(document, indent=2).encode(), None) is not None:
        return
    try:
        published = AgentVersion.model_validate_json(await store.get(key) or b"")
    except ValidationError:
        raise BadInputError(f"{store.location(key)} is damaged; remove it, and it is published again") from None
    if published.content_hash == version.content_hash:
        return
    before = published.model_dump(mode="json")
    changed = [field for field in document if document[field] != before[field]]
    raise BadInputError(
        f"{version.agent} {version.version} was published with another {', '.join(changed)}: "
        f"a published version never changes, add a new one (published: {store.location(key)})"
    )


async def _check_quality(run: Run) -> None:
    verdict = _stored_verdict(await run.store.get(run.keys.data_quality))
    if verdict is None:
        verdict = await ask_gate([line async for line in customer_lines(run)])
        await run.store.put(run.keys.data_quality, json.dumps(verdict, indent=2).encode())
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


async def customer_lines(run: Run) -> AsyncIterator[bytes]:
    """The accepted customers as stored, highest mrr first, each as one JSON object."""
    async for line in run.store.lines(run.keys.customers_in):
        if line.startswith(b"{"):
            yield line.rstrip(b",")


async def _write_manifest(run: Run) -> None:
    chosen = [line async for line in customer_lines(run)]
    status = run.status
    accepted = status.rows_read - status.rejected - status.skipped
    if len(chosen) != accepted or not all(line.endswith(b"}") for line in chosen):
        damaged = run.store.location(run.keys.customers_in)
        raise BadInputError(
            f"{damaged} is damaged; remove {run.store.location(run.keys.status)} and give the source again: "
            "what is done is kept"
        )
    chosen = _selected(run, chosen)
    size = max(1, ceil(len(chosen) / PER_TASK_RUN))
    starts = range(0, len(chosen), size)
    for batch, start in enumerate(starts):
        await run.store.put(run.keys.manifest(batch), b"\n".join(chosen[start : start + size]) + b"\n")
    status.total, status.batches, status.sample = len(chosen), len(starts), run.params.sample


def _selected(run: Run, lines: list[bytes]) -> list[bytes]:
    """Those that pass the filters, or a sample of them; notes which of them share an address."""
    customers = [from_json(line) for line in lines]
    passing = [index for index, customer in enumerate(customers) if passes(customer, run.params)]
    if not passing:
        raise BadInputError(f"none of {len(lines)} customers passes the filters; loosen --tier, --min-mrr or --since")
    owners = ((customers[index]["customer_id"], customers[index]["email"]) for index in passing)
    run.gate = replace(run.gate, duplicates=duplicates(owners))
    if run.params.sample is not None and run.params.sample < len(passing):
        drawn = sorted(passing, key=lambda index: draw(customers[index]["customer_id"]))
        passing = sorted(drawn[: run.params.sample])
    return [lines[index] for index in passing]


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


async def _open_budget(run: Run) -> None:
    """Count what the upload has cost since its budget began; a run that stopped at it begins a new one."""
    spent = 0.0
    for batch in range(run.status.batches if not run.ledger.empty else 0):
        async for record in run.ledger.records(batch):
            spent += record.spent.cost_usd or 0.0
    if run.status.status not in ("processing", "interrupted"):
        run.status.budget_from_usd = spent
    run.runtime.limiter.budget.spent = max(0.0, spent - run.status.budget_from_usd)


def _begin(status: Status, run: Run, flow_run_id: str | None) -> None:
    status.status, status.message = "processing", ""
    status.completed = status.failed = status.held = 0
    status.flow_run_id = flow_run_id
    status.params = run.params.model_dump(mode="json", exclude=_NOT_KEPT) | {"environment": run.place.environment.name}
    status.artifacts = {
        "status": run.store.location(run.keys.status),
        "customers": run.store.location(run.keys.customers),
        "analyses": run.store.location(run.keys.analyses),
        "campaigns": run.store.location(run.keys.campaigns),
        "report": run.store.location(run.keys.report),
        "emails": run.store.location(run.keys.emails),
        "parquet": run.store.location(run.keys.parquet),
        "rejects": run.store.location(run.keys.rejects),
        "data_quality": run.store.location(run.keys.data_quality),
    }
