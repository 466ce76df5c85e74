"""Reading a customer file in a separate process: pandas and the whole table stay out of the run's memory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import date
from typing import Any

from pydantic_core import from_json, to_json

from blocks.source import SourceFile
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
    child: asyncio.subprocess.Process,
    content: bytes,
    name: str,
    today: date,
    mapping: Mapping,
    joined: SourceFile | None = None,
) -> FileRead:
    """Read a file in a child process. Raises `BadInputError` if the file as a whole cannot be used."""
    asked: dict[str, Any] = {"name": name, "today": today, "mapping": mapping}
    if joined is not None:
        asked |= {"joined": joined.name, "joined_from": len(content)}
        content += joined.content
    request = pack(asked, content)
    head, body = unpack(await answered(child, request, name))
    if "error" in head:
        raise BadInputError(head["error"])
    rejects, header = read_rejects(head.pop("rejects")), tuple(head.pop("header"))
    mapping, doubts, size = Mapping.model_validate(head.pop("mapping")), tuple(head.pop("doubts")), head.pop("source")
    customers, source = (body, None) if size is None else (body[:-size], body[-size:])
    return FileRead(
        customers=customers, rejects=rejects, mapping=mapping, doubts=doubts, source=source, header=header, **head
    )


def answer(read: FileRead) -> bytes:
    """The child's answer."""
    head = {
        "accepted": read.accepted,
        "rejects": [printable_reject(reject) for reject in read.rejects],
        "skipped": read.skipped,
        "mapping": read.mapping,
        "encoding": read.encoding,
        "delimiter": read.delimiter,
        "doubts": read.doubts,
        "header": [_printable(cell) for cell in read.header],
        "source": None if read.source is None else len(read.source),
    }
    return pack(head, read.customers + (read.source or b""))


def printable_reject(reject: Reject) -> dict[str, Any]:
    """The text with undecodable bytes as escapes."""
    cells = asdict(reject)
    for name in ("column", "value"):
        cells[name] = _printable(cells[name])
    cells["row"] = [_printable(cell) for cell in reject.row]
    return cells


def read_rejects(said: list[dict[str, Any]]) -> list[Reject]:
    """What `printable_reject` made."""
    return [Reject(**(reject | {"row": tuple(reject["row"])})) for reject in said]


def _printable(cell: str) -> str:
    return cell.encode("utf-8", "backslashreplace").decode()


def pack(head: dict[str, Any], body: bytes) -> bytes:
    """A line of JSON, then raw bytes."""
    return to_json(head) + b"\n" + body


def unpack(message: bytes) -> tuple[dict[str, Any], bytes]:
    """What `pack` put together."""
    head, _, body = message.partition(b"\n")
    fields: dict[str, Any] = from_json(head)
    return fields, body
