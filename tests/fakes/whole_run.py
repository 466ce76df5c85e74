"""The steps of a system's flow without Prefect around them."""

import asyncio

from schemas.bulk import Status
from schemas.errors import ReviveError
from tasks.bulk.batch import run_batch
from tasks.bulk.finalize import finalize_upload
from tasks.bulk.prepare import prepare_upload
from tasks.bulk.run import Run


async def to_the_end(run: Run) -> Status:
    """Prepare, every batch, finalize; raises why it was stopped, if it was."""
    started = []
    for batch in range(await prepare_upload(run, None)):
        await run.admission.enter(batch)
        started.append(asyncio.create_task(run_batch(run, batch)))
    for ended in await asyncio.gather(*started, return_exceptions=True):
        if isinstance(ended, ReviveError):
            run.runtime.limiter.stop(ended)
        elif isinstance(ended, BaseException):
            raise ended
    status = await finalize_upload(run)
    run.raise_if_stopped()
    return status
