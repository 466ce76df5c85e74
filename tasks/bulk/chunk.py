"""The work of one invocation on a shard: without Prefect, and within a time limit.

What is paid for is in the store as everywhere; an invocation that nears its limit stops as on SIGTERM: the calls in
flight are finished and recorded, and the next invocation does what is missing.
"""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from blocks.layout import Shard
from schemas.bulk import ShardParams, Status
from schemas.errors import InterruptedRunError, ReviveError
from tasks.bulk.batch import run_batch
from tasks.bulk.finalize import finalize_shard, refresh
from tasks.bulk.prepare import prepare_shard
from tasks.bulk.run import Run, open_shard
from tasks.bulk.status import write_status
from tasks.bulk.systems import system_named
from tasks.bulk.working import work_through

STATUS_EVERY_S, LOOK_EVERY_S = 1.0, 5.0
# What is in flight when the time is up: a call, its record, the part and the status.
MARGIN_S = 30.0


async def work_on_shard(system: str, params: ShardParams, environment: str, invocation: str, within_s: float) -> Status:
    """Work for `within_s` seconds at most, the last of which end what is in flight; the shard's status then.

    An `invocation` begins with the mark of the run that asked for it. An invocation that Lambda delivers although a
    later run has replaced it does nothing. Raises `AlreadyRunningError` if another one works on the shard.
    """
    async with open_shard(system_named(system), params, environment) as run:
        if not await _is_asked(run, params, invocation):
            return run.status.model_copy(update={"status": "interrupted", "message": "another run has asked since"})
        await prepare_shard(run, params, invocation)
        margin = min(run.place.environment.model_timeout_s + MARGIN_S, within_s / 2)
        async with _watched(run, params, invocation, within_s - margin):
            batches = range(params.first_batch, params.first_batch + params.batches)
            await work_through(run, batches, lambda batch: run_batch(run, batch))
        return await finalize_shard(run)


@asynccontextmanager
async def _watched(run: Run, params: ShardParams, invocation: str, stop_after_s: float) -> AsyncIterator[None]:
    """Until the block ends: the status every second, and a look whether time is up or the run was stopped."""
    over = asyncio.Event()
    watching = asyncio.create_task(_watch(run, params, invocation, stop_after_s, over))
    try:
        yield
    finally:
        over.set()  # not cancelled: a write under way could land after the final word
        await watching


async def _watch(run: Run, params: ShardParams, invocation: str, stop_after_s: float, over: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    until, looked_at = loop.time() + stop_after_s, loop.time()
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), STATUS_EVERY_S)
            return
        try:
            refresh(run)
            await write_status(run.store, run.status, run.keys)
            if loop.time() >= until:
                _interrupt(run, "the function's time is up: what was in flight is recorded, the rest waits")
            elif loop.time() - looked_at >= LOOK_EVERY_S:
                looked_at = loop.time()
                if not await _is_asked(run, params, invocation):
                    _interrupt(run, "the run that this shard belongs to was stopped")
        except ReviveError as error:
            run.runtime.limiter.stop(error)
            return


async def _is_asked(run: Run, params: ShardParams, invocation: str) -> bool:
    """Whether the run that asked for this invocation still wants it."""
    mark = await run.store.get(Shard(params.upload_id, params.shard, run.keys.system).asked)
    return bool(mark) and invocation.encode().startswith(mark or b"")


def _interrupt(run: Run, message: str) -> None:
    run.runtime.limiter.stop(InterruptedRunError(message, signal.SIGTERM))
