"""Batch after batch, each only while few enough subjects are under way: as Prefect's tasks, or in a function."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from schemas.errors import ReviveError
from tasks.bulk.batch import run_batch
from tasks.bulk.run import Run

START_EVERY_S = 0.003


async def work_through(run: Run, batches: range, begin: Callable[[int], Coroutine[Any, Any, int]]) -> None:
    """Begin each batch while fewer than twice the concurrency's subjects are admitted, and wait for all."""
    started: list[asyncio.Task[int]] = []
    for batch in batches:
        await run.admission.enter(batch)
        if run.stopped:
            run.admission.leave()
            break
        started.append(asyncio.create_task(begin(batch)))
        # One after the other: starting sixteen tasks at once would delay the first call.
        await asyncio.sleep(START_EVERY_S)
    outcomes = await asyncio.gather(*started, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, ReviveError):
            run.runtime.limiter.stop(outcome)
        elif isinstance(outcome, BaseException):
            raise outcome
    if run.stopped and not run.ledger.empty:
        for batch in batches[len(started) :]:
            await run.admission.enter(batch)
            await run_batch(run, batch)
