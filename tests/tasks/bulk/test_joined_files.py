"""Files joined from parts are those that one writer would have written, wherever the parts begin."""

from pathlib import Path

import pytest

from blocks.artifacts import Writer
from blocks.stores import open_folder
from tasks.bulk.joined_files import Joined, JoinedArray, JoinedRows
from tasks.bulk.sinks import JsonArray
from tasks.files.csv_rows import CsvRows, csv_row
from tasks.files.parquet_rows import ArrowRows, ParquetRows

HEADER = ("name", "said")
SPLITS = [(0, 0, 0), (3,), (0, 2, 0, 1), (1, 0, 499, 500, 701)]


async def _array(writer: Writer, numbers: range) -> None:
    array = JsonArray[object](writer, lambda _: None)  # type: ignore[type-var]
    for number in numbers:
        await array.put({"n": number, "said": "[\n]"})
    await array.end()


async def _rows(writer: Writer, numbers: range) -> None:
    rows = CsvRows(writer, HEADER)
    for number in numbers:
        await rows.add([str(number), 'name,said\r\n"'])
    await rows.flush()


async def _columns(writer: Writer, numbers: range, kind: type[ParquetRows] = ParquetRows) -> None:
    import pyarrow as pa  # noqa: PLC0415 -- as the code does

    rows = kind(writer, pa.schema([("n", pa.int64()), ("said", pa.list_(pa.string()))]))
    for number in numbers:
        await rows.add({"n": number, "said": None if number % 3 else [str(number)]})
    await rows.end()


@pytest.mark.parametrize("sizes", SPLITS)
async def test_parts_are_joined_to_the_whole(tmp_path: Path, sizes: tuple[int, ...]) -> None:
    store = open_folder(tmp_path)
    async with store.writer("array") as array, store.writer("rows") as rows, store.writer("columns") as columns:
        joined: tuple[Joined, ...] = (JoinedArray(array), JoinedRows(rows, csv_row(HEADER)), _table(columns))
        start = 0
        for place, size in enumerate(sizes):
            numbers, start = range(start, start + size), start + size
            async with store.writer(f"0/{place}") as part:
                await _array(part, numbers)
            async with store.writer(f"1/{place}") as part:
                await _rows(part, numbers)
            async with store.writer(f"2/{place}") as part:
                await _columns(part, numbers, ArrowRows)
            for kind, file in enumerate(joined):
                await file.take(tmp_path / f"{kind}/{place}")
        for file in joined:
            await file.end()
    for name, write in (("array", _array), ("rows", _rows), ("columns", _columns)):
        async with store.writer("whole") as whole:
            await write(whole, range(sum(sizes)))
        assert await store.get(name) == await store.get("whole"), name


def _table(writer: Writer) -> ParquetRows:
    import pyarrow as pa  # noqa: PLC0415 -- as the code does

    return ParquetRows(writer, pa.schema([("n", pa.int64()), ("said", pa.list_(pa.string()))]))
