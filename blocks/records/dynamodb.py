"""Records in DynamoDB, for several machines. Tables are billed on demand, with one prefix per environment."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from time import time
from typing import Any

from blocks.records.aws import CancelledTransactionError, spoken
from blocks.records.table import Put, RefusedWriteError, Row, Table, Value, Write
from schemas.errors import StoreError

_TRIES, _PAUSE_S = 5, 0.05
_Item = dict[str, Any]


class DynamoRecords:
    """See `Records`. Reads are consistent, except for an index with a key of its own."""

    def __init__(
        self, client: Any, prefix: str, tables: Sequence[Table], now: Callable[[], float] = time, made_by: str = ""
    ) -> None:
        self._client = client
        self._made_by = made_by
        self._prefix = prefix
        self._tables = tables
        self._now = now

    @property
    def url(self) -> str:
        """Where it is."""
        return f"dynamodb://{self._prefix} in {self._client.meta.region_name}"

    async def get(self, table: Table, *primary: Value) -> Row | None:
        """One row by its key and sort key."""
        key = _keyed(table, dict(zip(table.primary, primary, strict=True)))
        with spoken(self.url, self._made_by):
            answer = await self._client.get_item(TableName=self._name(table), Key=key, ConsistentRead=True)
        row = self._row(table, answer["Item"]) if "Item" in answer else None
        return row if row is not None and self._is_there(row) else None

    async def query(
        self,
        table: Table,
        key: Value,
        *,
        index: str | None = None,
        first: Value | None = None,
        last: Value | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> list[Row]:
        """The rows of one key in the order of the sort key."""
        by, sort = (table.key, table.sort) if index is None else (table.index(index).key, table.index(index).sort)
        condition, names, values = "#key = :key", {"#key": by}, {":key": _typed(table, by, key)}
        for name, bound, comparison in ((":first", first, ">="), (":last", last, "<=")):
            if bound is not None and sort is not None:
                condition += f" AND #sort {comparison} {name}"
                names["#sort"] = sort
                values[name] = _typed(table, sort, bound)
        if first is not None and last is not None:
            condition = "#key = :key AND #sort BETWEEN :first AND :last"
        asked = {
            "TableName": self._name(table),
            "KeyConditionExpression": condition,
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": values,
            "ScanIndexForward": not newest_first,
            "ConsistentRead": by == table.key,
        }
        asked |= {} if index is None else {"IndexName": index}
        found: list[Row] = []
        async for row in self._pages("query", table, asked):
            found.append(row)
            if len(found) == limit:
                break
        return found

    async def scan(self, table: Table) -> list[Row]:
        """Every row, in the order of its keys."""
        asked = {"TableName": self._name(table), "ConsistentRead": True}
        found = [row async for row in self._pages("scan", table, asked)]
        return sorted(found, key=lambda row: tuple(row.attributes[name] for name in table.primary))

    async def commit(self, *writes: Write) -> None:
        """Write all or nothing, in one transaction."""
        items = [self._item(write) for write in writes]
        for attempt in range(1, _TRIES + 1):
            try:
                with spoken(self.url, self._made_by):
                    await self._client.transact_write_items(TransactItems=items)
            except CancelledTransactionError as cancelled:
                await self._raise_refused(writes, cancelled.reasons)
                if attempt == _TRIES:
                    codes = ", ".join(sorted({str(reason.get("Code")) for reason in cancelled.reasons} - {"None"}))
                    raise StoreError(f"{self.url}: too many write at once ({codes}); try again") from None
                # Another transaction touched the same rows, and may itself have failed.
                await asyncio.sleep(random.uniform(0.5, 1.5) * _PAUSE_S * 2**attempt)  # noqa: S311 -- no secret
            else:
                return

    async def prepare(self) -> list[str]:
        """Create the tables that are not there yet."""
        made = []
        for table in self._tables:
            name = self._name(table)
            with spoken(self.url, self._made_by):
                # Looked for first: on AWS a template has made them, and our role may not even try.
                if await self._is_made(name):
                    continue
                try:
                    await self._client.create_table(TableName=name, **definition(table))
                except self._client.exceptions.ResourceInUseException:
                    continue
                await self._client.get_waiter("table_exists").wait(
                    TableName=name, WaiterConfig={"Delay": 2, "MaxAttempts": 60}
                )
                await self._client.update_time_to_live(
                    TableName=name, TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires_at"}
                )
            made.append(name)
        return made

    async def _is_made(self, name: str) -> bool:
        try:
            await self._client.describe_table(TableName=name)
        except self._client.exceptions.ResourceNotFoundException:
            return False
        return True

    async def _raise_refused(self, writes: Sequence[Write], reasons: list[_Item]) -> None:
        for number, (write, reason) in enumerate(zip(writes, reasons, strict=True)):
            if reason.get("Code") == "ConditionalCheckFailed":
                primary = (write.attributes[name] for name in write.table.primary)
                raise RefusedWriteError(number, await self.get(write.table, *primary))

    def _item(self, write: Write) -> _Item:
        said = {"TableName": self._name(write.table), **self._condition(write)}
        if isinstance(write, Put):
            return {"Put": {**said, "Item": _stored(write.table, write.row)}}
        return {"Delete": {**said, "Key": _keyed(write.table, write.attributes)}}

    def _condition(self, write: Write) -> _Item:
        """The condition of a write. An expired row may still be there: DynamoDB removes it within days, not at once."""
        if write.expected == "whatever":
            return {}
        now, key = {"N": str(int(self._now()))}, write.table.key
        if write.expected is None:
            return {
                "ConditionExpression": "attribute_not_exists(#key) OR #expires <= :now",
                "ExpressionAttributeNames": {"#key": key, "#expires": "expires_at"},
                "ExpressionAttributeValues": {":now": now},
            }
        return {
            "ConditionExpression": "#revision = :expected AND (attribute_not_exists(#expires) OR #expires > :now)",
            "ExpressionAttributeNames": {"#revision": "revision", "#expires": "expires_at"},
            "ExpressionAttributeValues": {":expected": {"N": str(write.expected)}, ":now": now},
        }

    async def _pages(self, call: str, table: Table, asked: _Item) -> AsyncIterator[Row]:
        while True:
            with spoken(self.url, self._made_by):
                page = await getattr(self._client, call)(**asked)
            for item in page["Items"]:
                row = self._row(table, item)
                if self._is_there(row):
                    yield row
            if "LastEvaluatedKey" not in page:
                return
            asked = asked | {"ExclusiveStartKey": page["LastEvaluatedKey"]}

    def _is_there(self, row: Row) -> bool:
        return row.expires_at is None or row.expires_at > self._now()

    def _row(self, table: Table, item: _Item) -> Row:
        try:
            attributes = {name: _plain(item[name]) for name in table.attributes}
            expires_at = item.get("expires_at")
            return Row(
                attributes,
                item["document"]["S"],
                int(item["revision"]["N"]) if "revision" in item else 0,
                None if expires_at is None else int(expires_at["N"]),
            )
        except (KeyError, ValueError):
            raise StoreError(f"{self.url} is damaged: a row of {table.name} cannot be read") from None

    def _name(self, table: Table) -> str:
        return f"{self._prefix}-{table.name}"


def definition(table: Table) -> dict[str, Any]:
    """The arguments of `create_table`."""
    indexes: dict[str, list[_Item]] = {}
    for index in table.indexes:
        kind = "LocalSecondaryIndexes" if index.key == table.key else "GlobalSecondaryIndexes"
        described = {
            "IndexName": index.name,
            "KeySchema": _key_schema(index.key, index.sort),
            "Projection": {"ProjectionType": "ALL"},
        }
        indexes.setdefault(kind, []).append(described)
    return {
        "AttributeDefinitions": [
            {"AttributeName": name, "AttributeType": "N" if name in table.numbers else "S"} for name in table.attributes
        ],
        "KeySchema": _key_schema(*table.primary),
        "BillingMode": "PAY_PER_REQUEST",
        "DeletionProtectionEnabled": True,
        **indexes,
    }


def _key_schema(*names: str) -> list[dict[str, str]]:
    return [{"AttributeName": name, "KeyType": kind} for name, kind in zip(names, ("HASH", "RANGE"), strict=False)]


def _stored(table: Table, row: Row) -> _Item:
    item = {name: _typed(table, name, row.attributes[name]) for name in table.attributes}
    item |= {"document": {"S": row.document}, "revision": {"N": str(row.revision)}}
    return item if row.expires_at is None else item | {"expires_at": {"N": str(row.expires_at)}}


def _keyed(table: Table, attributes: Any) -> _Item:
    return {name: _typed(table, name, attributes[name]) for name in table.primary}


def _typed(table: Table, name: str, value: Value) -> dict[str, str]:
    return {"N" if name in table.numbers else "S": str(value)}


def _plain(value: dict[str, str]) -> Value:
    return int(value["N"]) if "N" in value else value["S"]
