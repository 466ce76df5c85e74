"""Waiting for what a command starts."""

from collections.abc import Awaitable
from typing import TypeVar

_T = TypeVar("_T")


def awaited(work: Awaitable[_T]) -> _T:
    """Run it to its end. `asyncio` is imported here: it takes as long as everything else that `--help` imports."""
    import asyncio  # noqa: PLC0415 -- light start

    async def done() -> _T:
        return await work

    return asyncio.run(done())
