"""Finalize: join the parts into aggregates and give the upload its final word."""

import logging
from datetime import UTC, datetime
from time import monotonic

from schemas.errors import BudgetStoppedError, ReviveError, TooManyFailuresError
from schemas.winback import RunState, Status
from tasks.corrections import read_corrections
from tasks.counted_before import counted_before
from tasks.export import Exporter
from tasks.finished import finished_mark
from tasks.observe import Observer, write_observations
from tasks.run import Run
from tasks.status import write_status

_log = logging.getLogger(__name__)


async def finalize_upload(run: Run) -> Status:
    """Write the aggregates (one object per completed customer) and the final status; memory stays flat."""
    reason = run.runtime.limiter.stopped
    await run.book.close()
    refresh(run)
    if run.status.finished:
        await write_status(run.store, run.status, run.keys)
        return run.status
    run.status.status, run.status.message = _state(reason), str(reason or "")
    left = run.status.total - run.status.completed - run.status.failed
    if reason is None and run.tally.failed:
        run.status.message = run.tally.failures
    if reason is None and left:
        run.status.status, run.status.message = "interrupted", f"{left} customers were left alone by the retry"
    if run.status.status != "interrupted" or reason is None:
        if reason is not None:
            await run.ledger.look()
        observed = await _export(run, datetime.now(UTC))
        if run.status.status == "complete" and not run.status.failed and observed:
            run.status.finished = await finished_mark(run)
    run.status.seconds = _seconds(run)
    await write_status(run.store, run.status, run.keys)
    return run.status


async def _export(run: Run, now: datetime) -> bool:
    """Write everything that comes out; returns whether the registry has taken the figures."""
    registry = run.pointers.registry
    earlier = await counted_before(registry, run.store, run.status.upload_id)
    observer = Observer(run.gate.rulings, earlier, await read_corrections(run.store, run.status))
    exporter = Exporter(run.store, run.keys, run.ledger, run.status, run.sender, observer)
    run.status.latency_s = await exporter.export(now)
    unwritten = await write_observations(registry, observer, run.status.upload_id, now)
    if unwritten is not None:
        run.status.warnings = (*run.status.warnings, unwritten)
    for warning in run.status.warnings:
        _log.warning(warning)
    return unwritten is None


async def finalize_shard(run: Run) -> Status:
    """The final word of a shard; what comes out of the upload is written by the run that it belongs to."""
    reason = run.runtime.limiter.stopped
    await run.book.close()
    refresh(run)
    run.status.status, run.status.message = _state(reason), str(reason or "")
    await write_status(run.store, run.status, run.keys)
    return run.status


def refresh(run: Run) -> None:
    """Bring the status up to what was counted."""
    status, tally, counters = run.status, run.tally, run.runtime.counters
    status.completed, status.failed, status.held = tally.completed, tally.failed, tally.held
    status.causes = tally.causes.commonest
    status.cost_usd = None if tally.spent.cost_usd is None else round(tally.spent.cost_usd, 6)
    status.maybe_paid_usd = round(run.book.maybe_paid_usd + tally.of_shards_usd, 6)
    status.input_tokens = tally.spent.usage.input_tokens
    status.output_tokens = tally.spent.usage.output_tokens
    status.seconds = _seconds(run)
    status.task_runs = run.task_runs
    status.this_run = counters


def _seconds(run: Run) -> float:
    return round(run.intake_s + monotonic() - run.started, 3)


def _state(reason: ReviveError | None) -> RunState:
    if reason is None:
        return "complete"
    if isinstance(reason, BudgetStoppedError):
        return "stopped_budget"
    return "failed" if isinstance(reason, TooManyFailuresError) else "interrupted"
