"""`worker POOL`: sets up what REVIVE_SETUP says, then becomes Prefect's worker of the pool."""

import asyncio
import os
import sys

from deployments.aws.entry.setting_up import read_setup, set_up


def main(pool: str) -> None:
    """Never returns: the process becomes Prefect's worker, which is what SIGTERM then reaches."""
    said = read_setup(os.environ)
    kind = "process" if said is None else "ecs"
    if said is not None:
        asyncio.run(set_up(said, pool))
    command = [sys.executable, "-m", "prefect", "worker", "start", "--type", kind, "--pool", pool, "--with-healthcheck"]
    os.execv(sys.executable, command)  # noqa: S606 -- no shell


if __name__ == "__main__":
    main(sys.argv[1])
