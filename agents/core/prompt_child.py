"""The child process that fills templates which could blow up: one line of JSON in, one out.

Started as `python -m agents.core.prompt_child`; it ends when its standard input closes. Memory is bounded for the whole
process, CPU time for each template: a kernel timer ends the process, because no exception stops a loop inside C.
"""

import json
import resource
import signal
import sys
from typing import Any

from jinja2 import TemplateError

from agents.core.prompt_language import filled
from schemas.errors import one_line

MEMORY_BYTES = 1 << 30
SECONDS = 2.0


def main() -> None:
    """Fill template after template until standard input closes."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        asked = json.loads(line)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        answer = json.dumps(_answer(asked["source"], asked["variables"]))
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()


def _answer(source: str, variables: dict[str, Any]) -> dict[str, str]:
    try:
        return {"text": filled(source, variables)}
    except MemoryError:
        return {"error": "it needs too much memory"}
    except TemplateError as error:
        return {"error": one_line(error)}
    except Exception as error:  # noqa: BLE001 -- an expression can raise anything; it is said, and the run ends with it
        return {"error": one_line(f"{type(error).__name__}: {error}")}


if __name__ == "__main__":
    main()
