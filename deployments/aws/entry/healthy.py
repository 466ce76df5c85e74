"""Is the program of this container well? For ECS and Docker: exit code 0 if its port answers /health."""

import sys
from urllib.error import URLError
from urllib.request import urlopen

_PORTS = ("8000/health", "8080/health", "4200/api/health")  # serve, a worker's own check, Prefect's server


def healthy(within_s: float = 3.0) -> bool:
    """Whether one of the programs of the image answers on this machine."""
    for place in _PORTS:
        try:
            with urlopen(f"http://127.0.0.1:{place}", timeout=within_s) as answer:
                if answer.status == 200:  # noqa: PLR2004 -- OK
                    return True
        except (URLError, OSError):
            continue
    return False


if __name__ == "__main__":
    sys.exit(0 if healthy() else 1)
