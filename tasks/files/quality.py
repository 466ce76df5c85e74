"""The data-quality gate, in a child process that is started before anything else and asked once the rows are there."""

import asyncio
import atexit
import json
import subprocess
import sys
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from schemas.errors import BadInputError, ReviveError

SUITES = Path(__file__).resolve().parents[2] / "schemas" / "quality"
CUSTOMERS = "customers"  # the suite of customer files

_child: subprocess.Popen[bytes] | None = None
_ready: subprocess.Popen[bytes] | None = None  # the child that has said that it is
_suite = ""  # what the child checks


def suite_of(system: str) -> str:
    """The suite of a system: its own, or else that of customer files."""
    return system if (SUITES / f"{system}.json").exists() else CUSTOMERS


def start_gate(suite: str = CUSTOMERS) -> None:
    """Start the child so that its imports run beside ours; once is enough."""
    global _child, _suite  # noqa: PLW0603 -- one child per process, whoever asks for it
    if _child is not None and (_child.poll() is not None or _suite != suite):
        abandon_gate()
    if _child is None:
        _suite = suite
        _child = subprocess.Popen(  # noqa: S603 -- ourselves, and a suite of ours
            [sys.executable, "-P", "-m", "tasks.files.quality_child", suite],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # a Ctrl-C in the terminal is for the run
        )


def abandon_gate() -> None:
    """End a child that nobody asked."""
    global _child  # noqa: PLW0603 -- same
    if _child is not None:
        _child.kill()
        _child.communicate()
        _child = None


atexit.register(abandon_gate)  # where a process takes files in and runs nothing


async def gate_ready(suite: str = CUSTOMERS) -> None:
    """Wait until the child can answer. That is start-up time, which does not count as the run's."""
    global _ready  # noqa: PLW0603 -- one child, one state
    start_gate(suite)
    assert _child is not None
    if _ready is not _child:
        assert _child.stdout is not None
        try:
            await asyncio.to_thread(_child.stdout.readline)
        except asyncio.CancelledError:
            abandon_gate()  # its one word would be lost with the thread that waits for it
            raise
        _ready = _child


async def ask_gate(subjects: AsyncIterable[bytes], suite: str = CUSTOMERS) -> dict[str, Any]:
    """The verdict on these subjects (JSON lines): suite, rows, success, checks."""
    global _child
    await gate_ready(suite)
    child, _child = _child, None
    assert child is not None
    rows = bytearray()
    async for line in subjects:
        rows += _row(line, suite) + b"\n"
    try:
        out, err = await asyncio.to_thread(child.communicate, bytes(rows))
    except asyncio.CancelledError:
        child.kill()  # the thread that waits for it ends with it
        raise
    if child.returncode != 0 or not out:
        last = err.decode(errors="replace").strip().splitlines()[-1:]
        raise ReviveError(f"the data-quality check ended with {child.returncode}: {' '.join(last)[:200]}")
    verdict: dict[str, Any] = json.loads(out)
    return verdict


@asynccontextmanager
async def asked(subjects: AsyncIterable[bytes], suite: str = CUSTOMERS) -> AsyncIterator[asyncio.Task[dict[str, Any]]]:
    """`ask_gate` in the background while the caller does something else; it ends with the block."""
    verdict = asyncio.create_task(ask_gate(subjects, suite))
    try:
        yield verdict
    finally:
        verdict.cancel()
        await asyncio.wait([verdict])


def require_quality(verdict: dict[str, Any]) -> None:
    """Raise `BadInputError` naming the critical checks that failed."""
    if verdict["success"]:
        return
    failed = [
        f"{check['column']}: {check['expectation']} ({check['unexpected']} of {verdict['rows']} rows)"
        for check in verdict["checks"]
        if check["critical"] and not check["success"]
    ]
    raise BadInputError(f"data quality: {'; '.join(failed)}; see data_quality.json")


def _row(line: bytes, suite: str = CUSTOMERS) -> bytes:
    """What the suite looks at of a subject, flat."""
    subject = from_json(line)
    return to_json({column: _at(subject, path) for column, path in _columns(suite).items()})


@lru_cache(maxsize=4)
def _columns(suite: str) -> dict[str, list[str]]:
    """By column of a suite: the path of its value in a stored subject."""
    meta = from_json((SUITES / f"{suite}.json").read_bytes())["meta"]
    return {column: path.split(".") for column, path in meta["columns"].items()}


def _at(subject: Any, path: list[str]) -> Any:
    for part in path:
        if isinstance(subject, list):
            subject = subject[int(part)] if subject else None
        else:
            subject = None if subject is None else subject[part]
    return subject
