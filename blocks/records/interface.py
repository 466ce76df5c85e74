"""The interface of a records store."""

from typing import Protocol

from blocks.records.table import Row, Table, Value, Write


class Records(Protocol):
    """Rows of tables. An expired row is never returned, whether or not the backend has removed it yet.

    Every method raises `StoreError` if the store is out of reach or damaged, and `BadInputError` if it is set up
    wrongly.
    """

    @property
    def url(self) -> str:
        """Where it is, in a form that may be shown."""

    async def get(self, table: Table, *primary: Value) -> Row | None:
        """One row by its key and sort key, read consistently."""

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
        """The rows of one key in the order of the sort key, from `first` to `last`, both included."""

    async def scan(self, table: Table) -> list[Row]:
        """Every row of a small table, in the order of its keys."""

    async def commit(self, *writes: Write) -> None:
        """Write all or nothing; at most 100 writes, each to a different row.

        Raises `RefusedWriteError` if a row was not as expected.
        """

    async def prepare(self) -> list[str]:
        """Create the tables that are missing; returns their names."""
