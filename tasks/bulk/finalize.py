"""Finalize: join the parts into aggregates and write the upload's final status."""

from datetime import UTC, datetime
from time import monotonic

from schemas.bulk import RunState, Status
from schemas.errors import BudgetStoppedError, CapReachedError, ReviveError, TooManyFailuresError
from schemas.printable import counted
from tasks.bulk.export import export_upload
from tasks.bulk.finished import finished_mark
from tasks.bulk.run import Run
from tasks.bulk.serving_tier import jobs_of
from tasks.bulk.status import write_status


async def finalize_upload(run: Run) -> Status:
    """Write the aggregates (what the system exports) and the final status; memory stays flat."""
    reason = run.runtime.limiter.stopped
    await run.book.close()
    refresh(run)
    if run.status.finished:
        await write_status(run.store, run.status, run.keys)
        return run.status
    _say_why(run.status, reason)
    left = run.status.total - run.status.completed - run.status.failed
    if reason is None and run.tally.failed:
        run.status.message = run.tally.failures
    if reason is None and left:
        run.status.status, run.status.message = (
            "interrupted",
            f"{counted(left, f'{run.status.noun} was', f'{run.status.noun}s were')} left alone by the retry",
        )
    if run.status.status != "interrupted" or reason is None:
        if reason is not None:
            await run.ledger.look()
        observed = await export_upload(run, datetime.now(UTC))
        if run.status.status == "complete" and not run.status.failed and observed:
            run.status.finished = await finished_mark(run)
    jobs = jobs_of(run.place, run.status.upload_id, run.keys.system)
    if jobs is not None and run.status.status == "complete":
        await jobs.remove()
    run.status.seconds = _seconds(run)
    await write_status(run.store, run.status, run.keys)
    return run.status


async def finalize_shard(run: Run) -> Status:
    """The final status of a shard; the run that it belongs to writes what comes out of the upload."""
    reason = run.runtime.limiter.stopped
    await run.book.close()
    refresh(run)
    _say_why(run.status, reason)
    await write_status(run.store, run.status, run.keys)
    return run.status


def refresh(run: Run) -> None:
    """Bring the status up to what was counted."""
    status, tally, counters = run.status, run.tally, run.runtime.counters
    status.completed, status.failed = tally.completed, tally.failed
    status.held, status.review = tally.held, tally.review
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


def _say_why(status: Status, reason: ReviveError | None) -> None:
    status.status, status.message = _state(reason), str(reason or "")
    status.capped = isinstance(reason, CapReachedError)


def _state(reason: ReviveError | None) -> RunState:
    if reason is None:
        return "complete"
    if isinstance(reason, BudgetStoppedError):
        return "stopped_budget"
    # Not by its own budget: when it goes on, it goes on with the same one.
    return "failed" if isinstance(reason, TooManyFailuresError) else "interrupted"
