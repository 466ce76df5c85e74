"""The image's entry point: `worker POOL`, `serve ENVIRONMENT`, `prefect-server`, `lambda HANDLER`, or a command.

It becomes the program that it names, so that SIGTERM reaches that program and nothing stands between.
"""

import os
import sys
from collections.abc import Callable, Sequence

_USAGE = "worker POOL | serve ENVIRONMENT | prefect-server | lambda HANDLER | any command, such as revive uploads"
_PYTHON = (sys.executable, "-P")
_MODULE = (*_PYTHON, "-m")


def program(said: Sequence[str]) -> tuple[str, ...]:
    """The command line that an entry point stands for. Raises `ValueError` for one that is incomplete."""
    match list(said):
        case ["worker", pool]:
            return (*_MODULE, "deployments.aws.entry.worker", pool)
        case ["serve", environment]:
            return (*_MODULE, "commands.main", "serve", "--host", "0.0.0.0", "--environment", environment)  # noqa: S104 -- behind a load balancer, with keys
        case ["prefect-server"]:
            return (*_MODULE, "prefect", "server", "start", "--host", "0.0.0.0", "--port", "4200")  # noqa: S104 -- inside the network, with an auth string
        case ["lambda", handler]:
            return (*_MODULE, "awslambdaric", handler)
        case [] | ["worker" | "serve" | "prefect-server" | "lambda", *_]:
            raise ValueError(f"give {_USAGE}")
        case ["revive", *rest]:
            return (*_MODULE, "commands.main", *rest)
        case rest:  # ECS gives a run's own command: prefect flow-run execute
            return tuple(rest)


def main(said: Sequence[str], replace: Callable[[str, list[str]], object] = os.execvp) -> int:
    """Become the program; 2 where nothing was named that could be."""
    try:
        command = program(said)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    # `-P` keeps the working folder off the path of what is found there by chance; our rooms stand in it on purpose.
    os.environ["PYTHONPATH"] = os.getcwd()  # noqa: PTH109 -- text
    replace(command[0], list(command))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
