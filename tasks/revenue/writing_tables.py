"""A table of the warehouse as a Parquet file, written a page at a time and there as a whole or not at all."""

import os
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from blocks.connectors.page import Page, Row
from blocks.warehouse.source import PARTIAL
from schemas.errors import BadInputError, one_line
from tasks.revenue.knowledge.tables import Table, knowledge

_ROWS_A_GROUP = 50_000
_TYPES = {
    "VARCHAR": pa.string(), "DOUBLE": pa.float64(), "BIGINT": pa.int64(), "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
}  # fmt: skip
_KINDS: dict[str, type | tuple[type, ...]] = {
    "VARCHAR": str, "DOUBLE": (int, float), "BIGINT": int, "DATE": date, "TIMESTAMP": datetime
}  # fmt: skip


class TableFile:
    """One of them; `finish` puts it into its place, `drop` removes what is not."""

    def __init__(self, table: str, folder: Path) -> None:
        self.table = table
        self.count = 0
        self.absent = False
        self._said: Table = knowledge().tables[table]
        self._path = folder / f"{table}.parquet"
        self._building = folder / f".{table}.parquet.{os.getpid()}"
        self._waiting: list[dict[str, Any]] = []
        self._writer: pq.ParquetWriter | None = None
        self._columns: tuple[str, ...] = ()
        self._whole = False
        self._not_read: Counter[str] = Counter()  # by column: values of another type than its own

    def add(self, page: Page) -> None:
        """Take a page's rows. Raises `BadInputError` if they cannot be written."""
        self.absent, self._whole = page.state == "absent", page.state == "last"
        self._columns = self._columns or page.columns
        self.count += len(page.rows)
        self._waiting += [self._typed(row) for row in page.rows]
        if len(self._waiting) >= _ROWS_A_GROUP:
            self._flush()

    @property
    def unread(self) -> str:
        """Which values were left out, since they are of another type than their column."""
        kinds = self._said.columns
        return ", ".join(
            f"{self.table}: {many:,} values of {name} are not of type {kinds[name].type} and were left out"
            for name, many in self._not_read.items()
        )

    def finish(self, partial: str, *, keep: bool) -> str:
        """Put the file into its place, marked where it is a part; with `keep`, or of a part, with what was there."""
        self._flush(even_nothing=True)
        assert self._writer is not None
        why = "; ".join(part for part in ("" if self._whole else partial, self.unread) if part)
        try:
            if self._path.exists() and (keep or (partial and not self._whole)):
                self._add_what_was_there()
            read_at = datetime.now(UTC).isoformat(timespec="seconds")
            self._writer.add_key_value_metadata({PARTIAL: why, b"revive_read_at": read_at})
            self._writer.close()
            self._building.replace(self._path)
        except OSError as error:
            raise BadInputError(f"cannot write {self._path}: {error.strerror}") from None
        return str(self._path)

    def drop(self) -> None:
        """Remove what never became the file."""
        if self._writer is not None:
            self._writer.close()
        self._building.unlink(missing_ok=True)

    def _flush(self, *, even_nothing: bool = False) -> None:
        if not self._waiting and not even_nothing:
            return
        schema = self._schema()
        try:
            if self._writer is None:
                self._writer = pq.ParquetWriter(self._building, schema)
            if self._waiting:
                self._writer.write_table(pa.Table.from_pylist(self._waiting, schema=schema))
        except OSError as error:
            raise BadInputError(f"cannot write {self._path}: {error.strerror}") from None
        self._waiting = []

    def _schema(self) -> pa.Schema:
        """The columns that the service has; one that it lacks is not a column of nothing, but missing."""
        columns = self._said.columns.items()
        return pa.schema(
            [
                (name, _TYPES[one.type])
                for name, one in columns
                if one.column_class != "RESTRICTED" and (not self._columns or name in self._columns)
            ]
        )

    def _add_what_was_there(self) -> None:
        """The rows of the file that did not come anew, a batch at a time."""
        assert self._writer is not None
        schema, grain = self._writer.schema, list(self._said.grain)
        self._writer.close()
        new = pq.read_table(self._building)
        keys = {tuple(row.values()) for batch in new.select(grain).to_batches() for row in batch.to_pylist()}
        self._writer = pq.ParquetWriter(self._building, schema)
        try:
            there = pq.ParquetFile(self._path)
            columns = [name for name in schema.names if name in there.schema_arrow.names]
            for batch in there.iter_batches(columns=columns):
                rows = [row for row in batch.to_pylist() if tuple(row.get(name) for name in grain) not in keys]
                self._writer.write_table(pa.Table.from_pylist(rows, schema=schema))
        except (OSError, pa.ArrowException) as error:
            raise BadInputError(f"{self._path} cannot be read, so nothing was added: {one_line(error)}") from None
        self._writer.write_table(new.cast(schema))

    def _typed(self, row: Row) -> dict[str, Any]:
        """A value of another type than the column's is left out, and counted: it would end the whole import."""
        found: dict[str, Any] = {}
        for name, one in self._said.columns.items():
            value = row.get(name)
            fits = isinstance(value, _KINDS[one.type]) and not (one.type == "DATE" and isinstance(value, datetime))
            found[name] = value if fits else None
            if value is not None and not fits:
                self._not_read[name] += 1
        return found
