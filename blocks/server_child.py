"""A local Prefect server as a child process that ends with the process that started it.

Started as `python -m blocks.server_child PORT`. Prefect's own temporary server outlives a parent that is killed, is
stopped by a Ctrl-C meant for the run, and prints tracebacks when it ends; hence this one.
"""

import os
import signal
import sys
import threading
from time import sleep

STOP_WITHIN_S = 5.0


def main() -> None:
    """Serve Prefect's API on loopback until standard input closes."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import uvicorn  # noqa: PLC0415 -- after the watch, so that a parent that dies meanwhile is noticed

    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        log_level="error",
        lifespan="on",
    )


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    sleep(STOP_WITHIN_S)
    os._exit(0)


if __name__ == "__main__":
    main()
