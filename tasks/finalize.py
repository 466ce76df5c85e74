"""Finalize: join the parts into aggregates and give the upload its final word."""

from array import array
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from time import monotonic

from pydantic_core import to_json

from blocks.artifacts import Writer
from schemas.errors import BudgetStoppedError, ReviveError, TooManyFailuresError
from schemas.winback import CustomerRecord, Latency, RunState, Status
from tasks.run import Run
from tasks.status import write_status

_PIECE = 1 << 20


async def finalize_upload(run: Run) -> Status:
    """Write the aggregates (one object per completed customer) and the final status; memory stays flat."""
    reason = run.runtime.limiter.stopped
    state = _state(reason)
    if state != "interrupted":
        if reason is not None:
            await run.ledger.look()
        run.status.latency_s = await _aggregate(run)
    refresh(run)
    run.status.status, run.status.message = state, str(reason or "")
    await write_status(run.store, run.status)
    return run.status


def refresh(run: Run) -> None:
    """Bring the status up to what was counted."""
    status, tally, counters = run.status, run.tally, run.runtime.counters
    status.completed, status.failed = tally.completed, tally.failed
    status.cost_usd = None if tally.spent.cost_usd is None else round(tally.spent.cost_usd, 6)
    status.input_tokens = tally.spent.usage.input_tokens
    status.output_tokens = tally.spent.usage.output_tokens
    status.seconds = round(run.intake_s + monotonic() - run.started, 3)
    status.task_runs = run.task_runs
    status.this_run = counters


def _state(reason: ReviveError | None) -> RunState:
    if reason is None:
        return "complete"
    if isinstance(reason, BudgetStoppedError):
        return "stopped_budget"
    return "failed" if isinstance(reason, TooManyFailuresError) else "interrupted"


async def _aggregate(run: Run) -> dict[str, Latency]:
    latencies = {"churn-analysis": array("d"), "campaign": array("d")}
    async with AsyncExitStack() as stack:
        customers, analyses, campaigns = [
            _JsonArray(await stack.enter_async_context(run.store.writer(key)))
            for key in (run.keys.customers, run.keys.analyses, run.keys.campaigns)
        ]
        async for record in _completed(run):
            assert record.analysis is not None
            assert record.campaign is not None
            head = {"customer_id": record.customer_id}
            await customers.add(head | record.customer.model_dump(mode="json"))
            await analyses.add(head | record.analysis.output.model_dump(mode="json"))
            await campaigns.add(head | record.campaign.output.model_dump(mode="json") | {"send": "ready"})
            latencies["churn-analysis"].append(record.analysis.latency_s)
            latencies["campaign"].append(record.campaign.latency_s)
        for aggregate in (customers, analyses, campaigns):
            await aggregate.end()
    return {agent: percentiles(values) for agent, values in latencies.items() if values}


async def _completed(run: Run) -> AsyncIterator[CustomerRecord]:
    for batch in range(run.status.batches):
        async for record in run.ledger.records(batch):
            if record.complete:
                yield record


class _JsonArray:
    """A JSON array written one element a line, in pieces of about `_PIECE` bytes."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._piece = bytearray(b"[")
        self._before = b"\n"

    async def add(self, element: dict[str, object]) -> None:
        self._piece += self._before + to_json(element)
        self._before = b",\n"
        if len(self._piece) >= _PIECE:
            await self._flush()

    async def end(self) -> None:
        self._piece += b"\n]\n"
        await self._flush()

    async def _flush(self) -> None:
        await self._writer.write(bytes(self._piece))
        self._piece.clear()


def percentiles(values: "array[float]") -> Latency:
    """Nearest-rank percentiles in seconds; `values` is sorted afterwards."""
    ordered = sorted(values)

    def rank(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 4)

    return Latency(p50=rank(0.50), p95=rank(0.95), p99=rank(0.99))
