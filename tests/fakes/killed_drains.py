"""`python -m fakes.killed_drains WRITES`: a drain that is killed (-9) at a durable write; so many succeed before.

A write is one of an object, of the records, or the answer to the queue that events are done with.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from fakes.upsell_runs import upsell

from blocks.artifacts import ArtifactStore
from blocks.queue.draining import drain
from blocks.queue.sqlite import SqliteQueue
from blocks.records.sqlite import SqliteRecords
from schemas.upsell.run import UpsellParams
from tasks.upsell import queued

LEASE_S = 1.0


def dying(kind: type[Any], name: str, left: list[int]) -> None:
    """Count this method's calls down, and die instead of the next one."""
    before: Callable[..., Any] = getattr(kind, name)

    async def counted(self: Any, *said: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return await before(self, *said)

    setattr(kind, name, counted)


if __name__ == "__main__":
    writes = [int(sys.argv[1])]
    for kind, name in ((ArtifactStore, "put"), (SqliteRecords, "commit"), (SqliteQueue, "acknowledge")):
        dying(kind, name, writes)
    setattr(queued, "drain", partial(drain, lease_s=LEASE_S))  # noqa: B010 -- mypy: it is not exported
    # Nobody asks it here, and it would take seconds of both processors to load.
    setattr(queued, "start_gate", lambda _suite: None)  # noqa: B010 -- as above
    asyncio.run(upsell(UpsellParams(drain=True)))
