"""Filling a template in a child process with bounds on time and memory. One child serves all of them."""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from typing import Any

from jinja2 import TemplateError

_KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LANG", "LC_ALL", "VIRTUAL_ENV")


class _Child:
    """Started on first use, and again after it has ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    def filled(self, source: str, variables: dict[str, Any]) -> str:
        """The filled template; raises `TemplateError` in one line if it cannot be filled."""
        with self._lock:
            answer = self._ask(json.dumps({"source": source, "variables": variables}))
        if "error" in answer:
            raise TemplateError(answer["error"])
        return answer["text"]

    def close(self) -> None:
        """End the child, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _ask(self, asked: str) -> dict[str, str]:
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(asked + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if line:
            answer: dict[str, str] = json.loads(line)
            return answer
        ended = process.wait()
        self.close()
        return {"error": "it takes too long" if ended == -signal.SIGPROF else "it ended the process that fills it"}

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "agents.core.prompt_child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                # Its environment holds no credential.
                env={name: os.environ[name] for name in _KEPT if name in os.environ},
            )
            assert self._process.stdout is not None
            self._process.stdout.readline()  # "ready": start-up does not count as a template's time
        return self._process


child = _Child()
atexit.register(child.close)
