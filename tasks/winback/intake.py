"""Win-back's reading of a customer file: its customers, and the rows that are refused."""

from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import Any

from blocks.layout import Upload
from schemas.bulk import Status
from schemas.errors import BadInputError, UnreadableFileError
from schemas.reading import FileRead
from schemas.winback.run import WinbackParams
from tasks.bulk.intake import FileKind, Settle, Taken
from tasks.bulk.picking import Pick
from tasks.bulk.place import Place
from tasks.files.quality import start_gate
from tasks.files.reader_process import read_apart, reader
from tasks.outreach.run_request import read_request, settle_request
from tasks.winback.rejects import rejects_csv


async def _read(place: Place, params: WinbackParams, found: Pick) -> Taken:
    """The customers of a file that is new, in a separate process."""
    # The data-quality child loads its libraries meanwhile.
    start_gate()
    file, rejects = found.file, Upload(found.upload_id).rejects
    try:
        async with reader() as child:
            started = monotonic()
            read = await read_apart(
                child, file.content, file.name, datetime.now(UTC).date(), params.reading, found.joined
            )
    except BadInputError as error:
        raise UnreadableFileError(str(error)) from None
    told = rejects_csv(read.rejects, read.header)
    try:
        require_rate(read, params, file.name, place.store.location(rejects))
    except BadInputError as error:
        await place.store.put(rejects, told)
        raise UnreadableFileError(str(error)) from None
    return Taken(read.customers, _said(read), {rejects: told}, started, read.source)


def _said(read: FileRead) -> dict[str, Any]:
    return {
        "total": read.accepted,
        "rejected": len(read.rejects),
        "skipped": read.skipped,
        "rows_read": read.rows_read,
        "mapping": read.mapping,
        "encoding": read.encoding,
        "doubts": read.doubts,
    }


async def _beside(place: Place, params: WinbackParams) -> Settle:
    """The sender profile and the suppression list."""
    request = await read_request(params.sender, params.suppress, place.environment, place.settings.s3_endpoint)
    return partial(settle_request, request, params, place.environment.name, place.store)


def _fits(place: Place, params: WinbackParams, found: Pick, status: Status) -> None:
    rejects = place.store.location(Upload(found.upload_id).rejects)
    _refuse_above_rate(status.rejected, status.rows_read - status.skipped, params, found.file.name, rejects)


CUSTOMER_FILE = FileKind(_read, _beside, _fits)


def require_rate(read: FileRead, params: WinbackParams, name: str, where: str) -> None:
    """Raise `BadInputError` where too many rows are rejected, or all of them; `where` says where to read more."""
    first = next(iter(read.rejects), None)
    hint = f" (the first: line {first.line}, {first.column or 'row'} {first.reason})" if first else ""
    if first and first.reason.startswith("is not one of"):
        hint += "; `tiers` in a --mapping file says which word is which tier"
    if first and first.reason.startswith("already in line"):
        hint += "; say --keep first or last where a customer may have several rows"
    _refuse_above_rate(len(read.rejects), read.rows_read - read.skipped, params, name, where + hint)


def _refuse_above_rate(rejected: int, rows: int, params: WinbackParams, name: str, where: str) -> None:
    if rejected == rows:
        raise BadInputError(f"{name}: no row can be used, all {rows} are rejected; see {where}")
    if rejected / rows > params.max_reject_rate:
        allowed = f"more than {params.max_reject_rate:.0%} allows"
        raise BadInputError(f"{name}: {rejected} of {rows} rows are rejected, {allowed}; see {where}")
