"""A flow run that goes on finds the lease of the process before it, which was killed and could not give it back.

It waits until nobody renews it. Two runs of one upload are refused at once: right for two people, wrong for one run.
"""

import asyncio
from copy import copy
from time import monotonic

from blocks.artifacts import ArtifactStore
from blocks.lease import hold
from schemas.errors import AlreadyRunningError

_PATIENCE_S, _POLL_S = 60.0, 1.0


async def wait_until_left(store: ArtifactStore, upload_id: str, system: str, shard: int | None = None) -> None:
    """Return once nobody holds the upload, or its shard; after a minute in any case: opening it says who does."""
    deadline = monotonic() + _PATIENCE_S
    while monotonic() < deadline:
        try:
            # A lease on S3 guards the writes of its own store object, hence a copy.
            async with hold(copy(store), upload_id, wait=True, shard=shard, system=system):
                return
        except AlreadyRunningError:
            await asyncio.sleep(_POLL_S)
