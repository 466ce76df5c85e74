"""The exports of a large upload, joined from those of its ranges."""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from blocks.artifacts import Writer
from blocks.layout import Upload
from blocks.stores import open_folder
from schemas.winback.mailer import CONTACT
from tasks.bulk.joined_files import Joined, JoinedArray, JoinedRows
from tasks.files.csv_rows import csv_row, csv_rows
from tasks.files.parquet_rows import ParquetRows
from tasks.winback.contacts_csv import SuppressedCsv
from tasks.winback.emails_csv import COLUMNS
from tasks.winback.export_pass import Known, OpenWriter
from tasks.winback.parquet import schema
from tasks.winback.row_index import RowIndex


@dataclass(slots=True)
class JoinedOutputs:
    """The open files of an upload that ranges are appended to, in their order."""

    keys: Upload
    files: dict[str, Joined]  # by key
    index: RowIndex
    suppressed: SuppressedCsv

    async def take(self, folder: Path) -> None:
        """Append what the range in this folder wrote; each of its files goes once it is taken."""
        for key, file in self.files.items():
            await file.take(folder / key)
            (folder / key).unlink()
        self.index.take(folder / self.keys.index)
        async for row in csv_rows(open_folder(folder), self.keys.suppressed_rows):
            await self.suppressed.take(list(row.values()))

    async def end(self) -> None:
        """Write the rest of each."""
        for file in self.files.values():
            await file.end()
        await self.suppressed.end()
        await self.index.end()


async def open_joined(stack: AsyncExitStack, known: Known, open_writer: OpenWriter) -> JoinedOutputs:
    """Open them until the stack ends."""

    async def writer(key: str) -> Writer:
        return await stack.enter_async_context(open_writer(key))

    keys = known.keys
    files: dict[str, Joined] = {
        key: JoinedArray(await writer(key)) for key in (keys.customers, keys.analyses, keys.campaigns)
    }
    files[keys.emails] = JoinedRows(await writer(keys.emails), csv_row(COLUMNS))
    files[keys.contact_rows] = JoinedRows(await writer(keys.contact_rows), csv_row(CONTACT))
    files[keys.parquet] = ParquetRows(await writer(keys.parquet), schema())
    index = RowIndex(await writer(keys.index), known.corrections, known.assigned)
    stack.callback(index.close)
    return JoinedOutputs(keys, files, index, SuppressedCsv(await writer(keys.suppressed_rows)))
