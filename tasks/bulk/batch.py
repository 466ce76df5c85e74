"""Works on one batch of subjects: read what is there, do what is missing, close it."""

import asyncio
import logging
import traceback

from agents.core.limiter import StoppedError
from schemas.errors import ReviveError, TooManyFailuresError
from schemas.paid import Failure
from schemas.printable import counted
from tasks.bulk.run import Run
from tasks.bulk.system import BulkRecord
from tasks.bulk.walk import complete, is_current, new_record

_log = logging.getLogger(__name__)
Entries = list[BulkRecord | bytes | None]


async def run_batch(run: Run, batch: int) -> int:
    """Do a batch and return how many of its subjects are settled (complete or failed).

    Its first subject has a place of `run.admission` already. A run that is stopped only counts what is there.
    """
    entries: Entries = []
    first, changed = True, False
    async with asyncio.TaskGroup() as group:
        try:
            async for customer, record in run.ledger.batch(batch):
                if record is not None:
                    run.tally.spend(record.spent.usage, record.spent.cost_usd, record.spent.calls)
                done = record is not None and (_left_alone(run, record) or await is_current(run, record))
                entries.append(record if done else None)
                if record is not None and (done or (run.stopped and record.error)):
                    run.tally.finish(record)
                elif not run.stopped and not (run.params.only_failed and (record is None or record.error is None)):
                    if first:
                        await run.ledger.open_batch(batch)
                    else:
                        await run.admission.enter(batch)
                    first, changed = False, True
                    fresh = record or new_record(run, customer)
                    group.create_task(_one(run, fresh, entries, len(entries) - 1, is_new=record is None))
        except ReviveError as reason:
            # What is in flight is finished and recorded; what was not read stays undone.
            run.runtime.limiter.stop(reason)
            entries.append(None)
    if first:
        run.admission.leave()
    lines = [_line(entry) for entry in entries if entry is not None]
    if len(lines) == len(entries) and (changed or not run.ledger.has_part(batch)):
        await run.ledger.write_part(batch, lines)
    return len(lines)


def _left_alone(run: Run, record: BulkRecord) -> bool:
    """Whether a retry of failed subjects skips this complete one, even if it would be asked differently now."""
    return run.params.only_failed and record.complete and record.error is None


async def _one(run: Run, record: BulkRecord, entries: Entries, index: int, *, is_new: bool) -> None:
    try:
        if run.stopped:
            return
        if is_new:
            # The versions that serve this subject are durable before its first call.
            await run.ledger.write(record)
        await _settle(run, record)
        entries[index] = _line(record)
        run.tally.finish(record)
        _check_failures(run)
    except StoppedError:
        return
    except ReviveError as reason:
        run.runtime.limiter.stop(reason)
    finally:
        run.admission.leave()


async def _settle(run: Run, record: BulkRecord) -> None:
    """Complete the record, or put its error in it."""
    try:
        await complete(run, record)
    except (ReviveError, StoppedError):
        raise
    except Exception as error:  # noqa: BLE001 -- one odd row must not end the run; it is recorded and counted
        frame = traceback.extract_tb(error.__traceback__)[-1]
        # Type and place only: the message may contain what the customer wrote.
        message = f"{type(error).__name__} at {frame.name}:{frame.lineno}"
        _log.error("a customer failed inside Revive: %s", message)
        record.error = Failure(step="internal", message=message)
        await run.ledger.write(record)


def _check_failures(run: Run) -> None:
    failed, total, allowed = run.tally.failed, run.tally.total, run.params.max_failure_rate
    outage = run.runtime.outage
    why = f"; the model is not available: {outage.message}" if outage.message else ""
    if failed / total > allowed:
        # An outage explains more than any single subject's failure.
        said = f"{failed} of {total} {run.tally.noun}s failed, {allowed:.0%} may{why}"
        run.runtime.limiter.stop(TooManyFailuresError(said if why else f"{run.tally.failures}; {allowed:.0%} may fail"))
    elif outage.in_a_row > 2 * run.params.concurrency and allowed < 1:
        run.runtime.limiter.stop(
            TooManyFailuresError(f"{counted(outage.in_a_row, run.tally.noun)} in a row failed{why}")
        )


def _line(entry: BulkRecord | bytes) -> bytes:
    return entry if isinstance(entry, bytes) else entry.model_dump_json().encode()
