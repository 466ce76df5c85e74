"""Taking a file in: fetch, read, store. Idempotent, so that whoever comes first does it and the next finds it."""

import csv
import io
import logging
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.lease import hold
from blocks.urls import redacted
from schemas.bulk import Status
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, UnreadableFileError, shown
from schemas.reading import FileRead, Mapping, Reject
from schemas.winback.run import WinbackParams
from tasks.bulk.inbox import is_inbox, look, one_of, refuse
from tasks.bulk.picking import Pick, content_hash, known, pick
from tasks.bulk.status import read_status, write_status
from tasks.files.harmless import escaped, harmless
from tasks.files.quality import start_gate
from tasks.files.reader_process import read_apart, reader
from tasks.outreach.run_request import Request, read_request, settle_request

_CELL = 10_000  # characters of a rejected cell or row that are told
_log = logging.getLogger(__name__)
# Set by the command, which takes the file in before there is a Prefect server: a bad file starts none.
taken_in: ContextVar[Status | None] = ContextVar("revive_taken_in", default=None)


async def take_in(
    params: WinbackParams, store: ArtifactStore, environment: EnvironmentSpec, s3_endpoint: str | None
) -> Status:
    """The upload's status, `stored` if it is new. Raises `BadInputError` before anything is stored as an upload.

    Of a folder it is the oldest file that is not done with; one without such a file gives `nothing_new`.
    """
    if params.source is None:
        stored = await _stored(params.upload_id, store)
        asked = Asked(params, await read_request(params, environment, s3_endpoint), environment.name)
        return await _ask_of(stored.upload_id, asked, store)
    if is_inbox(params):
        return await _take_next(params, store, environment, s3_endpoint)
    return await _take_named(params, store, environment, s3_endpoint)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is asked: its parameters, the files that they name, and the environment's name."""

    params: WinbackParams
    request: Request
    environment: str


async def _ask_of(upload_id: str, asked: Asked, store: ArtifactStore) -> Status:
    """Keep what is asked now with an upload that is there; it governs every run that goes on with it.

    The status comes first: killed before the files, the next run says what is missing instead of going on without it.
    """
    async with hold(store, upload_id, wait=asked.params.source is None):
        status = await _stored(upload_id, store)
        before = status.model_copy(deep=True)
        files = await settle_request(asked.request, asked.params, asked.environment, store, status)
        if status != before:
            await write_status(store, status)
        for key, content in files.items():
            await store.put(key, content)
        return status


async def _take_named(
    params: WinbackParams, store: ArtifactStore, environment: EnvironmentSpec, s3_endpoint: str | None
) -> Status:
    """The one file that `source` names."""
    found = await pick(params, store, environment, s3_endpoint)
    asked = Asked(params, await read_request(params, environment, s3_endpoint), environment.name)
    return await _take_file(found, asked, store)


async def _take_next(
    params: WinbackParams, store: ArtifactStore, environment: EnvironmentSpec, s3_endpoint: str | None
) -> Status:
    """The first file that can be used; the others before it are named and recorded. Raises where none can."""
    inbox = await look(params, store, environment, s3_endpoint)
    error: BadInputError | None = None
    for status in inbox.refused:
        await write_status(store, status)
        error = UnreadableFileError(status.message)
        _log.warning("%s; it is passed over", error)
    for number, source in enumerate(inbox.new, start=1):
        file = one_of(params, source)
        try:
            status = await _take_named(file, store, environment, s3_endpoint)
        except UnreadableFileError as refused:
            error = refused
            await refuse(file, store, environment, s3_endpoint, refused)
            _log.warning("%s; it is passed over", error)
            continue
        if number < len(inbox.new):
            _log.warning("%d files more are new in %s", len(inbox.new) - number, redacted(params.source or ""))
        return status
    if error is not None:
        raise error
    return Status(upload_id="", status="nothing_new", message=f"{redacted(params.source or '')} holds no new file")


async def _stored(upload_id: str | None, store: ArtifactStore) -> Status:
    if upload_id is None:
        raise BadInputError("give a source, or the upload id of a run to resume")
    status = await read_status(store, upload_id)
    if status is None:
        raise BadInputError(f"there is nothing to resume: no upload {shown(upload_id)} in {store.url}")
    if status.unread:
        raise BadInputError(f"there is nothing to resume, {status.source} was refused: {status.message}")
    return status


async def _take_file(found: Pick, asked: Asked, store: ArtifactStore) -> Status:
    params = asked.params
    if found.status is not None:
        _same_upload(found, found.status, params, store)
        return await _ask_of(found.upload_id, asked, store)
    # A new file: the data-quality child loads its libraries while this one is read.
    start_gate()
    file, rejects = found.file, Upload(found.upload_id).rejects
    try:
        async with reader() as child:
            started = monotonic()
            read = await read_apart(child, file.content, file.name, datetime.now(UTC).date(), params.reading)
    except BadInputError as error:
        raise UnreadableFileError(str(error)) from None
    try:
        require_rate(read, params, file.name, store.location(rejects))
    except BadInputError as error:
        await store.put(rejects, rejects_csv(read.rejects))
        raise UnreadableFileError(str(error)) from None
    async with hold(store, found.upload_id, wait=False):
        status = await known(store, found.upload_id)
        if status is None:
            return await _store(found, read, asked, store, started)
    _same_upload(found, status, params, store)  # another run was faster
    return await _ask_of(found.upload_id, asked, store)


def _same_upload(found: Pick, status: Status, params: WinbackParams, store: ArtifactStore) -> None:
    require_same(found, status, params.reading)
    rejects = store.location(Upload(found.upload_id).rejects)
    _refuse_above_rate(status.rejected, status.rows_read - status.skipped, params, found.file.name, rejects)


def require_same(found: Pick, status: Status, reading: Mapping) -> None:
    """Raise `BadInputError` where an upload of this id has other content, or was read in another way."""
    if status.content_sha256 == content_hash(found.file, reading):
        return
    other = "content"
    if status.content_sha256 == content_hash(found.file, status.asked):
        other = "--mapping, --date-order, --encoding or --keep"
    raise BadInputError(f"upload {shown(found.upload_id)} exists with other {other}; choose another --upload-id")


async def _store(found: Pick, read: FileRead, asked: Asked, store: ArtifactStore, started: float) -> Status:
    """The status goes last: with it the upload can be resumed, and all that it was asked must be there."""
    file, keys, params = found.file, Upload(found.upload_id), asked.params
    await store.put(keys.rejects, rejects_csv(read.rejects))
    await store.put(keys.source, file.content)
    await store.put(keys.customers_in, read.customers)
    stored = Status(
        upload_id=found.upload_id,
        status="stored",
        total=read.accepted,
        rejected=len(read.rejects),
        skipped=read.skipped,
        rows_read=read.rows_read,
        source=file.name,
        content_sha256=content_hash(file, params.reading),
        asked=params.reading,
        mapping=read.mapping,
        encoding=read.encoding,
        doubts=read.doubts,
        seconds=monotonic() - started,
    )
    for key, content in (await settle_request(asked.request, params, asked.environment, store, stored)).items():
        await store.put(key, content)
    await write_status(store, stored)
    return stored


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


def rejects_csv(rejects: list[Reject]) -> bytes:
    """Line, column, value and reason of each, harmless in a spreadsheet."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(["line", "column", "value", "reason"])
    for reject in rejects:
        column, value = (harmless(escaped(cell)) for cell in (reject.column, reject.value[:_CELL]))
        writer.writerow([reject.line, column, value, reject.reason])
    return table.getvalue().encode("utf-8", "backslashreplace")
