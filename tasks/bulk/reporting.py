"""What a run reports while it goes on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from schemas.errors import ReviveError
from tasks.bulk.finalize import refresh
from tasks.bulk.run import Run
from tasks.bulk.status import write_status
from tasks.bulk.ui import show_progress, show_quality

STATUS_EVERY_S, PROGRESS_EVERY_S = 1.0, 5.0


@asynccontextmanager
async def reporting(run: Run) -> AsyncIterator[None]:
    """Until the block ends: data quality at once, `status.json` every second, the UI's progress bar every few."""
    over = asyncio.Event()
    reporter = asyncio.create_task(_report(run, over))
    try:
        yield
    finally:
        # Not cancelled: a write under way would go on without us and could land after the final word.
        over.set()
        await reporter


async def _report(run: Run, over: asyncio.Event) -> None:
    if run.verdict:
        await show_quality(run.system.name, run.verdict)
    loop = asyncio.get_running_loop()
    shown_at, seen = loop.time(), 0
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), STATUS_EVERY_S)
            return
        done = run.tally.completed + run.tally.failed
        refresh(run)
        try:
            await write_status(run.store, run.status, run.keys)
        except ReviveError as error:
            run.runtime.limiter.stop(error)
            return
        if run.progress is None or (loop.time() - shown_at >= PROGRESS_EVERY_S and done != seen):
            await move_progress(run, done)
            shown_at, seen = loop.time(), done


async def move_progress(run: Run, done: int) -> None:
    """Show in the UI how many subjects are done with."""
    run.progress = await show_progress(run.system.name, run.progress, done, run.status.total)
