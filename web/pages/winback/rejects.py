"""Rows that cannot be used, mended in place and taken in as rows of the same upload."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel

from blocks.layout import Upload
from schemas.bulk import Status
from schemas.errors import BadInputError
from schemas.web import ProcessRequest
from schemas.winback.pages import Progress
from tasks.bulk.status import require_status
from tasks.files.long_cells import allow_long_cells
from tasks.winback.rejects import with_rows
from tasks.winback.repair import Repaired, repair
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.winback.known import known_upload
from web.pages.winback.progress import progress_of
from web.pages.winback.section import WINBACK
from web.winback.runs import start_run

_SHOWN = 50  # rows at once: each has a field a cell
_FIXED = 4  # line, column, value, reason


class RejectRow(BaseModel):
    """One row: where it is, what is wrong, and its cells in the order of the header."""

    line: str
    column: str
    reason: str
    cells: list[str]


class RejectsPage(BaseModel):
    """The first rows that are still to be mended."""

    progress: Progress
    header: list[str]
    rows: list[RejectRow]
    left: int  # in all


@WINBACK.page("/winback/{upload}/rejects")
async def rejects(asked: Asked) -> Page:
    """The rows as they appear in rejects.csv."""
    status = await known_upload(asked)
    header, rows = await _table(asked, status)
    shown = [RejectRow(line=row[0], column=row[1], reason=row[3], cells=row[_FIXED:]) for row in rows[:_SHOWN]]
    data = RejectsPage(progress=await progress_of(asked, status), header=header[_FIXED:], rows=shown, left=len(rows))
    return Page(f"{status.upload_id}: {len(rows)} rejected rows", "winback/rejects.html.jinja", data)


@WINBACK.change("/winback/{upload}/rejects", "mend rejected rows")
async def post_rejects(asked: Asked) -> Done:
    """Take in the rows that were changed; those that can be used now are started at once."""
    status = await known_upload(asked)
    async with asked.state.turns[status.upload_id]:
        repaired = await _repaired(asked, status)
    if repaired.taken:
        now = await require_status(asked.store, status.upload_id)
        now.status = "stored" if now.status == "complete" else now.status  # there is something new to do
        await start_run(asked.place, asked.children, now, ProcessRequest(upload_id=status.upload_id))
    return Done(repaired.message, f"{WINBACK.of_upload(status.upload_id)}{'' if repaired.taken else '/rejects'}")


async def _repaired(asked: Asked, status: Status) -> Repaired:
    header, rows = await _table(asked, status)
    with TemporaryDirectory(prefix="revive-mended-") as folder:
        path = Path(folder) / "rejects.csv"
        path.write_bytes(with_rows(header, [_mended(asked, row) for row in rows]))
        return await repair(asked.place, status.upload_id, str(path))


def _mended(asked: Asked, row: list[str]) -> list[str]:
    """The row with the cells of the form; one that was not shown stays as it is."""
    cells = [str(one) for one in asked.form.getlist(f"row-{row[0]}")]
    if cells and len(cells) != len(row) - _FIXED:
        raise BadInputError("these rows have changed since you opened the page: look again and mend them anew")
    return [*row[:_FIXED], *cells] if cells else row


async def _table(asked: Asked, status: Status) -> tuple[list[str], list[list[str]]]:
    content = await asked.store.get(Upload(status.upload_id).rejects) or b""
    allow_long_cells()
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8", "replace"), newline="")) if content else ([],)
    return header, [row for row in rows if row and row[0].isdecimal()]
