"""The data-quality gate, in a child process that is started before anything else and asked once the rows are there."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from pydantic_core import from_json, to_json

from schemas.errors import BadInputError, ReviveError
from schemas.winback.customer import REQUIRED_COLUMNS

_child: subprocess.Popen[bytes] | None = None
_ready: subprocess.Popen[bytes] | None = None  # the child that has said that it is


def start_gate() -> None:
    """Start the child so that its imports run beside ours; once is enough."""
    global _child  # noqa: PLW0603 -- one child per process, whoever asks for it
    if _child is not None and _child.poll() is not None:
        abandon_gate()
    if _child is None:
        _child = subprocess.Popen(
            [sys.executable, "-P", "-m", "tasks.files.quality_child"],
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


async def gate_ready() -> None:
    """Wait until the child can answer. That is start-up time, which does not count as the run's."""
    global _ready  # noqa: PLW0603 -- one child, one state
    start_gate()
    assert _child is not None
    if _ready is not _child:
        assert _child.stdout is not None
        try:
            await asyncio.to_thread(_child.stdout.readline)
        except asyncio.CancelledError:
            abandon_gate()  # its one word would be lost with the thread that waits for it
            raise
        _ready = _child


async def ask_gate(customers: AsyncIterable[bytes]) -> dict[str, Any]:
    """The verdict on these customers (JSON lines): suite, rows, success, checks."""
    global _child
    await gate_ready()
    child, _child = _child, None
    assert child is not None
    rows = bytearray()
    async for line in customers:
        rows += _row(line) + b"\n"
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
async def asked(customers: AsyncIterable[bytes]) -> AsyncIterator[asyncio.Task[dict[str, Any]]]:
    """`ask_gate` in the background while the caller does something else; it ends with the block."""
    verdict = asyncio.create_task(ask_gate(customers))
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


def _row(line: bytes) -> bytes:
    customer = from_json(line)
    return to_json({column: customer[column] for column in REQUIRED_COLUMNS})
