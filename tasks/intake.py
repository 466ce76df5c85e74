"""Taking a file in: fetch, read, store. Idempotent, so that whoever comes first does it and the next finds it."""

import csv
import hashlib
import io
import re
from contextlib import aclosing
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath
from time import monotonic

from blocks.artifacts import ArtifactStore
from blocks.hold import hold
from blocks.layout import Upload
from blocks.source import SourceFile, fetch, is_folder
from blocks.urls import redacted
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, shown
from schemas.reading import FileRead, Mapping, Reject
from schemas.winback import DONE, Status, WinbackParams
from tasks.harmless import harmless
from tasks.quality import start_gate
from tasks.reading import read_apart, reader
from tasks.request import Request, read_request, settle_request
from tasks.status import read_status, write_status

_CELL = 10_000  # characters of a rejected cell or row that are told
# Set by the command, which takes the file in before there is a Prefect server: a bad file starts none.
taken_in: ContextVar[Status | None] = ContextVar("revive_taken_in", default=None)


async def take_in(
    params: WinbackParams, store: ArtifactStore, environment: EnvironmentSpec, s3_endpoint: str | None
) -> Status:
    """The upload's status, `stored` if it is new. Raises `BadInputError` before anything is stored as an upload.

    A folder of which every file was processed gives `nothing_new`.
    """
    if params.source is None:
        known = await _stored(params.upload_id, store)
        asked = Asked(params, await read_request(params, environment, s3_endpoint), environment.name)
        return await _ask_of(known.upload_id, asked, store)
    found = await pick(params, store, environment, s3_endpoint)
    if found is None:
        return Status(upload_id="", status="nothing_new", message=f"{redacted(params.source)} holds no new file")
    asked = Asked(params, await read_request(params, environment, s3_endpoint), environment.name)
    return await _take_file(found, asked, store)


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


@dataclass(frozen=True, slots=True)
class Pick:
    """The file of a run, and what is known of its upload."""

    file: SourceFile
    upload_id: str
    status: Status | None


async def pick(
    params: WinbackParams, store: ArtifactStore, environment: EnvironmentSpec, s3_endpoint: str | None
) -> Pick | None:
    """The file that `source` names; of a folder or prefix the newest that is not done with."""
    assert params.source is not None
    folder = is_folder(params.source)
    files = fetch(params.source, environment.aws, s3_endpoint)
    async with aclosing(files):
        async for file in files:
            upload_id = params.upload_id or default_upload_id(file, params.reading)
            status = await read_status(store, upload_id)
            if not (folder and status and status.status in DONE):
                return Pick(file, upload_id, status)
    return None


def default_upload_id(file: SourceFile, reading: Mapping) -> str:
    """The file's stem and a hash of its content and of how it is read."""
    stem = re.sub(r"[^a-z0-9_-]+", "-", PurePath(file.name).stem.lower()).strip("-")[:40]
    return f"{stem or 'upload'}-{content_hash(file, reading)[:12]}"


def content_hash(file: SourceFile, reading: Mapping) -> str:
    """sha256 of a file, and of how it is read where that was said: other customers come of another mapping."""
    # What is newer than uploads that are stored counts only where it is given, so that those are found again.
    newer = {name for name in ("decimal", "encoding") if getattr(reading, name) is None}
    said = b"" if reading == Mapping() else b"\0" + reading.model_dump_json(exclude=newer).encode()
    return hashlib.sha256(file.content + said).hexdigest()


async def _stored(upload_id: str | None, store: ArtifactStore) -> Status:
    if upload_id is None:
        raise BadInputError("give a source, or the upload id of a run to resume")
    status = await read_status(store, upload_id)
    if status is None:
        raise BadInputError(f"there is nothing to resume: no upload {shown(upload_id)} in {store.url}")
    return status


async def _take_file(found: Pick, asked: Asked, store: ArtifactStore) -> Status:
    params = asked.params
    if found.status is not None:
        _same_upload(found, found.status, params, store)
        return await _ask_of(found.upload_id, asked, store)
    # A new file: the data-quality child loads its libraries while this one is read.
    start_gate()
    file, rejects = found.file, Upload(found.upload_id).rejects
    async with reader() as child:
        started = monotonic()
        read = await read_apart(child, file.content, file.name, datetime.now(UTC).date(), params.reading)
    try:
        require_rate(read, params, file.name, store.location(rejects))
    except BadInputError:
        await store.put(rejects, rejects_csv(read.rejects))
        raise
    async with hold(store, found.upload_id, wait=False):
        status = await read_status(store, found.upload_id)
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
        shown = harmless(reject.value[:_CELL])
        writer.writerow([reject.line, harmless(reject.column), shown, reject.reason])
    return table.getvalue().encode("utf-8", "backslashreplace")
