"""The interface of a records store."""

from typing import Protocol

from blocks.records.table import Row, Table, Value, Write


class Records(Protocol):
    """Rows of tables. A row whose time has come is not there, whether or not the backend has removed it yet.

    Every method raises `StoreError` where the store is out of reach or damaged and `BadInputError` where it is set up
    wrongly.
    """

    @property
    def url(self) -> str:
        """Where it is, as a person may be told."""

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
        """Write all of it or nothing; at most 100 writes, each to another row.

        Raises `RefusedWriteError` where a row was not as expected.
        """

    async def prepare(self) -> list[str]:
        """Make what is missing of tables; returns the names of what was made."""
