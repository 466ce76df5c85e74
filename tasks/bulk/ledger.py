"""The ledger of an upload: one record per subject, and finished batches in one object each."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator
from itertools import islice
from typing import Any, Generic

from pydantic import ValidationError
from pydantic_core import from_json

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.errors import BadInputError
from tasks.bulk.system import Record, Subject, System

WRITES = 256  # at once: the answers of a batch job come by the thousand
READ_AHEAD = 2  # batches: a store that is far away answers for one while another is used


class Ledger(Generic[Subject, Record]):
    """Reads and writes the records of one upload. What cannot be read counts as not there and is done again."""

    def __init__(self, store: ArtifactStore, keys: Upload, system: System[Subject, Record, Any, Any]) -> None:
        self._store = store
        self._system = system
        self._keys = keys
        self._present: dict[str, int] = {}  # with sizes in bytes
        self._parts: set[str] = set()
        self._misfits: set[str] = set()
        self._knows_records = True  # as far as it was looked at all
        self._looking = asyncio.Lock()
        self._writes = asyncio.Semaphore(WRITES)

    async def look(self) -> None:
        """List the records and parts that an earlier run left, so that a fresh run reads none of them one by one."""
        self._present = {}
        self._parts = set()
        async for key, _, size in self._store.listing(self._keys.results):
            if key.startswith(f"{self._keys.results}/customers/"):
                self._present[key] = size
            elif key.startswith(f"{self._keys.results}/parts/"):
                self._parts.add(key)
        self._knows_records = True

    async def look_at_parts(self) -> None:
        """List the parts only, once all batches are done: of a million customers 1,000 LISTs fewer.

        Should a part not fit its batch after all, the records are listed then.
        """
        self._present, self._knows_records = {}, False
        self._parts = {key async for key, _, _ in self._store.listing(f"{self._keys.results}/parts")}

    @property
    def empty(self) -> bool:
        """Whether no earlier run left anything."""
        return not self._present and not self._parts

    async def batch(self, batch: int) -> AsyncIterator[tuple[Subject, Record | None]]:
        """The subjects of a batch in order, each with the record it already has.

        A part for other subjects (a sample, a filter, another number of shards), or of which not every line is a
        record, will be rewritten. A record that is not what its part says is mended from it.
        """
        async with self._looking:  # several batches are read at once
            if not self._knows_records:
                await self.look()
        part, ids = await self._part(batch), []
        async for line in self._store.lines(self._keys.manifest(batch)):
            subject = self._subject(line, batch)
            subject_id = self._system.subject_id(subject)
            ids.append(subject_id)
            record: Record | None
            if subject_id in part:
                record, whole = part[subject_id]
                await self._mend(subject_id, whole)
            else:
                record = await self._read(subject_id)
            if record is not None and record.subject != subject:
                # Edited by hand. The upload decides who a subject is.
                await self.open_batch(batch)
                self._system.replace_subject(record, subject)
                await self.write(record)
            yield subject, record
        if list(part) != ids:
            self._misfits.add(self._keys.part(batch))

    def _subject(self, line: bytes, batch: int) -> Subject:
        try:
            return self._system.read_subject(line)
        except ValidationError:
            damaged = self._store.location(self._keys.manifest(batch))
            raise BadInputError(f"{damaged} is damaged; resume writes it anew") from None

    async def write(self, record: Record) -> None:
        """Store a record; when this returns it is durable."""
        key, content = self._keys.customer(record.subject_id), record.model_dump_json().encode()
        async with self._writes:
            await self._store.put(key, content)
        if key in self._present:
            self._present[key] = len(content)

    async def open_batch(self, batch: int) -> None:
        """Call before a record of a batch changes: from then on, the part of that batch is out of date."""
        key = self._keys.part(batch)
        if key in self._parts:
            await self._store.delete(key)
            self._parts.discard(key)

    async def write_part(self, batch: int, records: list[bytes]) -> None:
        """Store a finished batch, one record a line, in the order of the manifest."""
        key = self._keys.part(batch)
        await self._store.put(key, b"\n".join(records) + b"\n")
        self._parts.add(key)
        self._misfits.discard(key)

    def has_part(self, batch: int) -> bool:
        """Whether the batch is known to be stored in one object."""
        key = self._keys.part(batch)
        return key in self._parts and key not in self._misfits

    async def records(self, batch: int) -> AsyncIterator[Record]:
        """The records of a batch: its part if that has exactly the batch's subjects, otherwise the single records."""
        if self.has_part(batch):
            keys = self._keys.part(batch), self._keys.manifest(batch)
            lines, manifest = await asyncio.gather(*map(self._lines, keys))
            part, ids = (
                [self._parsed(line) for line in lines],
                [from_json(line)[self._system.id_field] for line in manifest],
            )
            if [record and record.subject_id for record in part] == ids:
                for record in filter(None, part):
                    yield record
                return
        async for _, single in self.batch(batch):
            if single is not None:
                yield single

    async def all_records(self, batches: range) -> AsyncGenerator[Record]:
        """The records of these batches, in order; the next batches are read while one is used."""
        left, ahead = iter(batches), deque[asyncio.Task[list[Record]]]()
        try:
            while True:
                for batch in islice(left, READ_AHEAD - len(ahead)):
                    ahead.append(asyncio.create_task(self._list(batch)))
                if not ahead:
                    return
                for record in await ahead.popleft():
                    yield record
        finally:
            for reading in ahead:
                reading.cancel()
            if ahead:
                await asyncio.wait(ahead)

    async def _list(self, batch: int) -> list[Record]:
        return [record async for record in self.records(batch)]

    async def _lines(self, key: str) -> list[bytes]:
        return [line for line in (await self._store.get(key) or b"").split(b"\n") if line]

    async def _part(self, batch: int) -> dict[str, tuple[Record, bytes]]:
        if self._keys.part(batch) not in self._parts:
            return {}
        part = {}
        for line in await self._lines(self._keys.part(batch)):
            record = self._parsed(line)
            if record is not None:  # else the subject's own record is read instead
                part[record.subject_id] = record, line
        return part

    async def _mend(self, subject_id: str, whole: bytes) -> None:
        """Restore a record that is gone, or whose size differs from its line in the part (truncated or edited)."""
        key = self._keys.customer(subject_id)
        if self._present.get(key) != len(whole):
            await self._store.put(key, whole)

    async def _read(self, subject_id: str) -> Record | None:
        key = self._keys.customer(subject_id)
        if key not in self._present:
            return None
        content = await self._store.get(key)
        record = self._parsed(content) if content else None
        return record if record is not None and record.subject_id == subject_id else None

    def _parsed(self, content: bytes) -> Record | None:
        try:
            return self._system.read_record(content)
        except ValidationError:
            return None
