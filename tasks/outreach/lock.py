"""One change at a time to what an environment knows about addresses: its standing list and its contacts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from copy import copy
from time import monotonic

from blocks.artifacts import ArtifactStore
from blocks.layout import OUTREACH
from blocks.lease import hold_folder
from schemas.errors import AlreadyRunningError

# An export of a million customers holds the lock for minutes; after longer, some process hangs.
PATIENCE_S, POLL_S = 900.0, 0.2


@asynccontextmanager
async def one_at_a_time(store: ArtifactStore) -> AsyncIterator[ArtifactStore]:
    """Wait for the environment's lock; yields the store through which to change lists and contacts.

    Taken after an upload's lease, never before it, and never twice by one process. Raises `AlreadyRunningError` after
    15 minutes.
    """
    # On S3 a lease guards the writes of its own store object, and the upload's lease guards the caller's.
    guarded = copy(store)
    guarded.guard, guarded.token = None, None
    async with AsyncExitStack() as stack:
        await _enter(stack, guarded)
        yield guarded


async def _enter(stack: AsyncExitStack, store: ArtifactStore) -> None:
    deadline = monotonic() + PATIENCE_S
    while True:
        try:
            await stack.enter_async_context(hold_folder(store, OUTREACH, "the list of contacts", wait=True))
        except AlreadyRunningError:
            if monotonic() > deadline:
                raise
            await asyncio.sleep(POLL_S)
        else:
            return
