"""A child process that answers one request: bytes in on standard input, its answer out on standard output."""

import asyncio
import sys
from collections.abc import Callable

from schemas.errors import ReviveError


async def ask_child(module: str, request: bytes, name: str) -> bytes:
    """What `reply` of this module says to a request, in a child that ends with it. `name` is what it reads."""
    return await answered(await started(module), request, name)


def reply_once(reply: Callable[[bytes], bytes]) -> None:
    """The child's side: one request in, its answer out."""
    sys.stdout.buffer.write(reply(sys.stdin.buffer.read()))
    sys.stdout.buffer.flush()


async def started(module: str) -> asyncio.subprocess.Process:
    """Start `python -m module`."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # whoever runs us may stand in a folder with a `tasks` of its own
        "-m",
        module,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def answered(child: asyncio.subprocess.Process, request: bytes, name: str) -> bytes:
    """The child's answer; `name` is what it reads. Raises `ReviveError`, with its last line, where it ends without."""
    out, err = await child.communicate(request)
    if child.returncode != 0 or not out:
        last = err.decode(errors="replace").strip().splitlines()[-1:]
        raise ReviveError(f"reading {name} ended with {child.returncode}: {' '.join(last)[:200]}")
    return out
