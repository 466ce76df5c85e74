"""`python -m fakes.killed_decisions approve|edit WRITES`: a decision whose process is killed at a later write.

So many writes to the artifact store succeed; at the next one the process gets SIGKILL. Ends with 0 if there was none.
"""

import asyncio
import os
import signal
import sys
from contextlib import AbstractAsyncContextManager
from typing import Any

from blocks.artifacts import ArtifactStore
from tasks.winback.approve import approve
from tasks.winback.edit import edit

SUBJECT = "Which part did you never use?"


def main() -> None:
    """Decide about the upload `u`."""
    what, left = sys.argv[1], int(sys.argv[2])
    put, writer = ArtifactStore.put, ArtifactStore.writer

    def count() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    async def counted_put(self: ArtifactStore, key: str, data: bytes) -> None:
        count()
        await put(self, key, data)

    def counted_writer(self: ArtifactStore, *args: Any) -> AbstractAsyncContextManager[Any]:
        count()
        return writer(self, *args)

    ArtifactStore.put, ArtifactStore.writer = counted_put, counted_writer  # type: ignore[method-assign, assignment]
    if what == "approve":
        asyncio.run(approve("u", ["ann"], 0, "ann", "local"))
    else:
        asyncio.run(edit("u", "ann", 2, {"subject": SUBJECT}, "ann", "local"))


if __name__ == "__main__":
    main()
