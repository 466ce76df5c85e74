"""The decisions of an environment, one an event, and what became of the messages.

`upsell_decisions`   event               an event, by what names it; by_upload: all of an upload; by_person
`upsell_outcomes`    upload, event       what an event told of a message that this upload decided
`upsell_drains`      upload              uploads that were taken out of the queue and are not known to be finished

An event belongs to the upload that claimed it first, in whichever file, queue or repetition it comes again. People
stand here as keyed hashes only.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from contextlib import asynccontextmanager

from pydantic import ValidationError

from blocks.layout import safe
from blocks.records.interface import Records
from blocks.records.open_records import open_records
from blocks.records.table import Delete, Index, Put, RefusedWriteError, Row, Table
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.environment import EnvironmentSpec
from schemas.errors import MissingTableError, StoreError
from schemas.upsell.decided import Decided, ToldOutcome

DECISIONS = Table(
    "upsell_decisions",
    "event",
    indexes=(Index("by_upload", "upload", "event"), Index("by_person", "person", "event")),
)
OUTCOMES = Table("upsell_outcomes", "upload", "event")
DRAINS = Table("upsell_drains", "upload")
NOBODY = "-"  # in place of a person's hash; an index of DynamoDB has no empty keys
_AT_ONCE = 100  # rows of one transaction
_TRIES = 20


@asynccontextmanager
async def open_decisions(environment: EnvironmentSpec) -> AsyncIterator["Decisions"]:
    """The decisions of an environment; one without records remembers none."""
    if environment.records_url is None:
        yield Decisions(None)
        return
    tables = (DECISIONS, OUTCOMES, DRAINS)
    async with open_records(environment.records_url, environment.aws, tables, upgrade_registry) as records:
        yield Decisions(records)


class Decisions:
    """Every method raises `StoreError` if the records are out of reach or damaged."""

    def __init__(self, records: Records | None) -> None:
        self._records = records

    async def claim(self, upload_id: str, keys: Iterable[str]) -> dict[str, Decided]:
        """Take events for an upload; returns those that another upload has, by key. Safe to repeat."""
        others, wanted = dict[str, Decided](), list(keys)
        if self._records is None:
            return {}
        await self._records.prepare()
        for start in range(0, len(wanted), _AT_ONCE):
            others |= await self._claim_some(upload_id, wanted[start : start + _AT_ONCE])
        return others

    async def _claim_some(self, upload_id: str, keys: list[str]) -> dict[str, Decided]:
        assert self._records is not None, "asked before"
        found, free = dict[str, Decided](), keys
        for _ in range(_TRIES):
            puts = [_put(Decided(key=key, upload_id=upload_id), NOBODY, expected=None) for key in free]
            try:
                if puts:
                    await self._records.commit(*puts)
            except RefusedWriteError:
                there = await self.get(free)
                found |= there
                free = [key for key in free if key not in there]
                continue
            return {key: one for key, one in found.items() if one.upload_id != upload_id}
        raise StoreError(f"{self._records.url}: too many uploads take the same events; run this one again")

    async def get(self, keys: Collection[str]) -> dict[str, Decided]:
        """What is known of these events, by key."""
        found = dict[str, Decided]()
        for start in range(0, len(keys) if self._records is not None else 0, _AT_ONCE):
            some = [*keys][start : start + _AT_ONCE]
            rows = await asyncio.gather(*(self._row(safe(key)) for key in some))
            found |= {key: _parsed(row) for key, row in zip(some, rows, strict=True) if row is not None}
        return found

    async def _row(self, name: str) -> Row | None:
        assert self._records is not None, "asked before"
        try:
            return await self._records.get(DECISIONS, name)
        except MissingTableError:
            return None  # nothing was ever decided here

    async def _rows(self, table: Table, key: str | None = None, index: str | None = None) -> list[Row]:
        """Of one key, or all."""
        if self._records is None:
            return []
        try:
            return await (self._records.scan(table) if key is None else self._records.query(table, key, index=index))
        except MissingTableError:
            return []

    async def of_upload(self, upload_id: str) -> dict[str, Decided]:
        """The decisions of an upload, by the name of the event in the table."""
        rows = await self._rows(DECISIONS, safe(upload_id), "by_upload")
        return {str(row.attributes["event"]): _parsed(row) for row in rows}

    async def all(self) -> list[Decided]:
        """Every decision, for those that look for comparable cases."""
        return [_parsed(row) for row in await self._rows(DECISIONS)]

    async def write(self, decided: Iterable[tuple[Decided, str]]) -> None:
        """Decisions, each with its person's hash; what was there is replaced."""
        await self._commit([_put(one, person or NOBODY) for one, person in decided])

    async def tell(self, upload_id: str, told: Iterable[ToldOutcome]) -> None:
        """What became of messages that an upload decided; the same once more changes nothing."""
        place = {"upload": safe(upload_id)}
        await self._commit(
            [Put(OUTCOMES, Row(place | {"event": safe(one.key)}, one.model_dump_json(), 1)) for one in told]
        )

    async def outcomes(self, upload_id: str | None = None) -> dict[str, ToldOutcome]:
        """What became of the messages of an upload, or of all, by the key of the event they were written for."""
        rows = await self._rows(OUTCOMES, None if upload_id is None else safe(upload_id))
        return {one.key: one for one in map(_parsed_outcome, rows)}

    async def open_drain(self, upload_id: str) -> None:
        """Note that an upload was taken out of the queue: until `close_drain`, the next drain goes on with it."""
        await self._commit([Put(DRAINS, Row({"upload": safe(upload_id)}, json.dumps(upload_id), 1))])

    async def close_drain(self, upload_id: str) -> None:
        """It is finished, or a person has to look at it."""
        await self._commit([Delete(DRAINS, {"upload": safe(upload_id)})])

    async def open_drains(self) -> list[str]:
        """Those that are not known to be finished."""
        return [json.loads(row.document) for row in await self._rows(DRAINS)]

    async def blank(self, rows: Mapping[str, Decided]) -> None:
        """Leave of these rows only that there was such an event: it is never decided again."""
        await self._commit(
            [
                Put(DECISIONS, Row(_place(name, one.upload_id, NOBODY), _erased(one).model_dump_json(), 1))
                for name, one in rows.items()
            ]
        )

    async def of_person(self, person: str) -> dict[str, Decided]:
        """The decisions about a person, by their hash; by the name of the event in the table."""
        rows = await self._rows(DECISIONS, person, "by_person")
        return {str(row.attributes["event"]): _parsed(row) for row in rows}

    async def forget_outcomes(self, rows: Mapping[str, Decided]) -> None:
        """Remove what became of these messages."""
        await self._commit(
            [Delete(OUTCOMES, {"upload": safe(one.upload_id), "event": name}) for name, one in rows.items()]
        )

    async def forget_upload(self, name: str, *, dry_run: bool) -> int:
        """Remove all decisions of an upload, by its name in keys, and what became of them; returns how many there were.

        Its events may then be decided again: they are stale by that time.
        """
        rows = [str(row.attributes["event"]) for row in await self._rows(DECISIONS, name, "by_upload")]
        told = [str(row.attributes["event"]) for row in await self._rows(OUTCOMES, name)]
        if not dry_run:
            await self._commit([Delete(OUTCOMES, {"upload": name, "event": event}) for event in told])
            await self._commit([Delete(DECISIONS, {"event": event}) for event in rows])
        return len(rows) + len(told)

    async def _commit(self, writes: list[Put] | list[Delete]) -> None:
        if self._records is not None and writes:
            await self._records.prepare()
            for start in range(0, len(writes), _AT_ONCE):
                await self._records.commit(*writes[start : start + _AT_ONCE])


def _put(one: Decided, person: str, **expected: None) -> Put:
    return Put(DECISIONS, Row(_place(safe(one.key), one.upload_id, person), one.model_dump_json(), 1), **expected)


def _place(name: str, upload_id: str, person: str) -> dict[str, str | int]:
    return {"event": name, "upload": safe(upload_id), "person": person}


def _erased(one: Decided) -> Decided:
    return Decided(upload_id=one.upload_id, decision="erased", at=one.at)


def _parsed(row: Row) -> Decided:
    try:
        return Decided.model_validate_json(row.document)
    except ValidationError:
        raise StoreError("the records are damaged: a decision of upsell is unreadable") from None


def _parsed_outcome(row: Row) -> ToldOutcome:
    try:
        return ToldOutcome.model_validate_json(row.document)
    except ValidationError:
        raise StoreError("the records are damaged: an outcome of upsell is unreadable") from None
