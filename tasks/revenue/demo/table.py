"""A table of the demo: columns with a type, rows as they are made, and the Parquet file that they become."""

from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

_TYPES = {
    "text": pa.string(),
    "number": pa.float64(),
    "count": pa.int64(),
    "date": pa.date32(),
    "time": pa.timestamp("us"),
}


class Table:
    """Rows of one table, kept by column. `columns` are names with the names of types."""

    def __init__(self, name: str, /, **columns: str) -> None:
        self.name = name
        self.schema = pa.schema([(column, _TYPES[kind]) for column, kind in columns.items()])
        self.columns: list[list[Any]] = [[] for _ in columns]

    def add(self, *cells: Any) -> None:
        """A row, its cells in the order of the columns."""
        for column, cell in zip(self.columns, cells, strict=True):
            column.append(cell)

    def write(self, folder: Path) -> None:
        """As `<name>.parquet`."""
        arrays = [pa.array(column, field.type) for column, field in zip(self.columns, self.schema, strict=True)]
        parquet.write_table(pa.Table.from_arrays(arrays, schema=self.schema), folder / f"{self.name}.parquet")
