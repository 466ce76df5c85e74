"""The registry in DynamoDB: what several machines share. Tables: blocks/registry/tables.py."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from blocks.layout import safe
from blocks.registry.aws import CancelledTransactionError, spoken
from blocks.registry.base import by_version, conflict, numbered
from blocks.registry.tables import PARTS, tables
from schemas.errors import StoreError
from schemas.registry import (
    Append,
    Event,
    Observation,
    PutRelease,
    PutVersion,
    ReleaseState,
    VersionRecord,
    VersionStatus,
    Write,
)

_TRIES, _PAUSE_S = 5, 0.05
_Record = TypeVar("_Record", bound=BaseModel)
_Item = dict[str, Any]


class DynamoRegistry:
    """See `RegistryStore`. Reads are consistent, but for the index by status."""

    def __init__(self, client: Any, prefix: str) -> None:
        self._client = client
        self._prefix = prefix

    @property
    def url(self) -> str:
        """Where it is."""
        return f"dynamodb://{self._prefix} in {self._client.meta.region_name}"

    async def version(self, agent: str, version: str) -> VersionRecord | None:
        """One version."""
        return await self._get(VersionRecord, "versions", agent=agent, version=version)

    async def versions(self, agent: str) -> list[VersionRecord]:
        """The versions of an agent, lowest first."""
        return sorted([one async for one in self._query(VersionRecord, "versions", "agent", agent)], key=by_version)

    async def by_status(self, status: VersionStatus) -> list[VersionRecord]:
        """The versions of every agent that have this status."""
        query = self._query(VersionRecord, "versions", "status", status, IndexName="by_status", ConsistentRead=False)
        return sorted([one async for one in query], key=by_version)

    async def release(self, agent: str) -> ReleaseState | None:
        """The release state of an agent."""
        return await self._get(ReleaseState, "releases", agent=agent)

    async def releases(self) -> list[ReleaseState]:
        """Every release state."""
        pages = self._pages("scan", ReleaseState, TableName=self._table("releases"), ConsistentRead=True)
        return sorted([state async for state in pages], key=lambda state: state.agent)

    async def history(self, agent: str, limit: int = 100) -> list[Event]:
        """The last events of an agent, newest first."""
        events: list[Event] = []
        query = self._query(Event, "history", "agent", agent, ScanIndexForward=False, Limit=limit)
        async for event in query:
            events.append(event)
            if len(events) == limit:
                break
        return events

    async def observations(self, agent: str, version: str, since: str | None = None) -> list[Observation]:
        """What was observed of a version, oldest first."""
        found = self._query(
            Observation,
            "observations",
            "arm",
            _arm(agent, version),
            IndexName="by_time",
            KeyConditionExpression="#key = :key AND #at >= :at",
            names={"#at": "at"},
            values={":at": {"S": since or "0"}},
        )
        return sorted([one async for one in found], key=lambda one: (one.at, one.upload_id))

    async def commit(self, *writes: Write) -> None:
        """All of it or nothing, in one transaction."""
        stored = numbered(writes)
        items = [self._put(write) for write in stored]
        for attempt in range(1, _TRIES + 1):
            try:
                with spoken(self.url):
                    await self._client.transact_write_items(TransactItems=items)
            except CancelledTransactionError as cancelled:
                await self._raise_conflict(stored, cancelled.reasons)
                if attempt == _TRIES:
                    codes = ", ".join(sorted({str(reason.get("Code")) for reason in cancelled.reasons} - {"None"}))
                    raise StoreError(f"{self.url}: too many write at once ({codes}); try again") from None
                # Another transaction was at the same records and may have failed itself.
                await asyncio.sleep(random.uniform(0.5, 1.5) * _PAUSE_S * 2**attempt)  # noqa: S311 -- no secret
            else:
                return

    async def observe(self, *observations: Observation) -> None:
        """Write observations, each in the place of the one with the same key."""
        for one in observations:
            upload_id, release_id, share = one.key
            item = {
                "arm": {"S": _arm(one.agent, one.version)},
                "key": {"S": f"{safe(upload_id)} {release_id} {share}"},
                "at": {"S": one.at},
                "document": {"S": one.model_dump_json()},
            }
            with spoken(self.url):
                await self._client.put_item(TableName=self._table("observations"), Item=item)

    async def prepare(self) -> list[str]:
        """The tables that are not there yet."""
        made = []
        for name, definition in tables(self._prefix).items():
            with spoken(self.url):
                try:
                    await self._client.create_table(TableName=name, **definition)
                except self._client.exceptions.ResourceInUseException:
                    continue
                await self._client.get_waiter("table_exists").wait(
                    TableName=name, WaiterConfig={"Delay": 2, "MaxAttempts": 60}
                )
            made.append(name)
        return made

    async def _raise_conflict(self, stored: list[Write], reasons: list[_Item]) -> None:
        """Raise `ConflictError` where a record was not at its expected revision."""
        for write, reason in zip(stored, reasons, strict=True):
            if reason.get("Code") != "ConditionalCheckFailed":
                continue
            if isinstance(write, PutVersion):
                raise conflict(write, await self.version(write.record.agent, write.record.version))
            agent = write.state.agent if isinstance(write, PutRelease) else write.event.agent
            release = write if isinstance(write, PutRelease) else _release_of(stored, agent)
            raise conflict(release, await self.release(agent))

    def _put(self, write: Write) -> _Item:
        match write:
            case PutVersion(record, expected):
                keys = {"agent": record.agent, "version": record.version, "status": record.status}
                item = _item(record, keys) | {"revision": {"N": str(record.revision)}}
                return {"Put": {"TableName": self._table("versions"), "Item": item, **_condition(expected)}}
            case PutRelease(state, expected):
                item = _item(state, {"agent": state.agent}) | {"revision": {"N": str(state.revision)}}
                return {"Put": {"TableName": self._table("releases"), "Item": item, **_condition(expected)}}
            case Append(event):
                place = {"N": str(event.seq * PARTS + event.part)}
                item = _item(event, {"agent": event.agent}) | {"place": place}
                return {"Put": {"TableName": self._table("history"), "Item": item, **_condition(None)}}

    async def _get(self, kind: type[_Record], table: str, **key: str) -> _Record | None:
        with spoken(self.url):
            answer = await self._client.get_item(
                TableName=self._table(table),
                Key={name: {"S": value} for name, value in key.items()},
                ConsistentRead=True,
            )
        return self._parsed(kind, answer["Item"]) if "Item" in answer else None

    def _query(
        self,
        kind: type[_Record],
        table: str,
        key: str,
        value: str,
        *,
        names: dict[str, str] | None = None,
        values: _Item | None = None,
        **options: Any,
    ) -> AsyncIterator[_Record]:
        asked = {
            "TableName": self._table(table),
            "KeyConditionExpression": "#key = :key",
            "ExpressionAttributeNames": {"#key": key} | (names or {}),
            "ExpressionAttributeValues": {":key": {"S": value}} | (values or {}),
            "ConsistentRead": True,
        }
        return self._pages("query", kind, **(asked | options))

    async def _pages(self, call: str, kind: type[_Record], **asked: Any) -> AsyncIterator[_Record]:
        while True:
            with spoken(self.url):
                page = await getattr(self._client, call)(**asked)
            for item in page["Items"]:
                yield self._parsed(kind, item)
            if "LastEvaluatedKey" not in page:
                return
            asked["ExclusiveStartKey"] = page["LastEvaluatedKey"]

    def _parsed(self, kind: type[_Record], item: _Item) -> _Record:
        try:
            return kind.model_validate_json(item["document"]["S"])
        except (ValidationError, KeyError):
            raise StoreError(f"{self.url} is damaged: {kind.__name__} cannot be read") from None

    def _table(self, name: str) -> str:
        return f"{self._prefix}-{name}"


def _arm(agent: str, version: str) -> str:
    return f"{agent}@{version}"


def _item(record: BaseModel, keys: dict[str, str]) -> _Item:
    return {name: {"S": value} for name, value in (keys | {"document": record.model_dump_json()}).items()}


def _condition(expected: int | None) -> _Item:
    if expected is None:
        return {"ConditionExpression": "attribute_not_exists(#agent)", "ExpressionAttributeNames": {"#agent": "agent"}}
    return {
        "ConditionExpression": "#revision = :expected",
        "ExpressionAttributeNames": {"#revision": "revision"},
        "ExpressionAttributeValues": {":expected": {"N": str(expected)}},
    }


def _release_of(stored: list[Write], agent: str) -> PutRelease:
    return next(write for write in stored if isinstance(write, PutRelease) and write.state.agent == agent)
