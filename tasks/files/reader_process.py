"""Reading a customer file in a process of its own: pandas and the whole table stay out of the run's memory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import date
from typing import Any

from pydantic_core import from_json, to_json

from schemas.errors import BadInputError
from schemas.reading import FileRead, Mapping, Reject
from tasks.files.child import answered, started


@asynccontextmanager
async def reader() -> AsyncIterator[asyncio.subprocess.Process]:
    """A reader that is ready to answer: its start-up does not count as the run's time."""
    child = await started("tasks.files.reader_child")
    try:
        assert child.stdout is not None
        await child.stdout.readline()
        yield child
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


async def read_apart(
    child: asyncio.subprocess.Process, content: bytes, name: str, today: date, mapping: Mapping
) -> FileRead:
    """Read a file in a child process. Raises `BadInputError` if the file as a whole cannot be used."""
    request = pack({"name": name, "today": today, "mapping": mapping}, content)
    head, customers = unpack(await answered(child, request, name))
    if "error" in head:
        raise BadInputError(head["error"])
    rejects = [Reject(**reject) for reject in head.pop("rejects")]
    mapping, doubts = Mapping.model_validate(head.pop("mapping")), tuple(head.pop("doubts"))
    return FileRead(customers=customers, rejects=rejects, mapping=mapping, doubts=doubts, **head)


def answer(read: FileRead) -> bytes:
    """The child's answer."""
    head = {
        "accepted": read.accepted,
        "rejects": [_printable(reject) for reject in read.rejects],
        "skipped": read.skipped,
        "mapping": read.mapping,
        "encoding": read.encoding,
        "delimiter": read.delimiter,
        "doubts": read.doubts,
    }
    return pack(head, read.customers)


def _printable(reject: Reject) -> dict[str, Any]:
    """The text with undecodable bytes as escapes."""
    cells = asdict(reject)
    for name in ("column", "value"):
        cells[name] = cells[name].encode("utf-8", "backslashreplace").decode()
    return cells


def pack(head: dict[str, Any], body: bytes) -> bytes:
    """A line of JSON, then raw bytes."""
    return to_json(head) + b"\n" + body


def unpack(message: bytes) -> tuple[dict[str, Any], bytes]:
    """What `pack` put together."""
    head, _, body = message.partition(b"\n")
    fields: dict[str, Any] = from_json(head)
    return fields, body
