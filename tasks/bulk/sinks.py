"""What records are written to when an upload comes to its end, and the one pass over the ledger that feeds it."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from typing import Any, Generic, Protocol, TypeVar

from pydantic_core import to_json

from blocks.artifacts import Writer
from schemas.paid import Latency
from tasks.bulk.observe import Observer
from tasks.bulk.run import Run
from tasks.bulk.system import BulkRecord

_PIECE = 1 << 20
Record_contra = TypeVar("Record_contra", bound=BulkRecord, contravariant=True)


class Sink(Protocol[Record_contra]):
    """Something that completed records are written to, one by one."""

    async def add(self, record: Record_contra) -> None:
        """Take one record."""

    async def end(self) -> None:
        """Write the rest."""


class JsonArray(Generic[Record_contra]):
    """A JSON array with one element per line; `element` picks the part of a record to write, None to skip it."""

    def __init__(self, writer: Writer, element: Callable[[Record_contra], dict[str, Any] | None]) -> None:
        self._pieces = _Pieces(writer)
        self._element = element
        self._before = b"[\n"

    async def add(self, record: Record_contra) -> None:
        """Take one."""
        await self.put(self._element(record))

    async def put(self, element: dict[str, Any] | None) -> None:
        """Write one element, of a record that has any number of them."""
        if element is not None:
            await self._pieces.add(self._before + to_json(element))
            self._before = b",\n"

    async def end(self) -> None:
        """Close the array."""
        await self._pieces.add((b"[" if self._before == b"[\n" else b"") + b"\n]\n")
        await self._pieces.flush()


class _Pieces:
    """Bytes gathered into writes of about `_PIECE`."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._piece = bytearray()

    async def add(self, data: bytes) -> None:
        self._piece += data
        if len(self._piece) >= _PIECE:
            await self.flush()

    async def flush(self) -> None:
        await self._writer.write(bytes(self._piece))
        self._piece.clear()


async def write_records(run: Run, observer: Observer, sinks: Mapping[str, Callable[[Writer], Sink[Any]]]) -> None:
    """Write what is complete to the sinks, by key: whole or not at all. Notes latencies and warnings in the status."""
    status = run.status
    latencies: dict[str, array[float]] = defaultdict(lambda: array("d"))
    async with AsyncExitStack() as stack:
        opened = [kind(await stack.enter_async_context(run.store.writer(key))) for key, kind in sinks.items()]
        async for record in run.ledger.all_records(range(status.batches)):
            observer.add(record)
            for agent, step in run.system.steps(record):
                if step.timed:
                    latencies[agent].append(step.latency_s)
            for sink in opened if record.complete else ():
                await sink.add(record)
        for sink in opened:
            await sink.end()
    status.latency_s = {agent: Latency.of(values) for agent, values in latencies.items()}
    status.warnings = (*status.doubts, *observer.warnings())
