"""Takes in the file that a run names: fetch, read, store. Idempotent: a second call finds it done.

For systems whose subjects come in files. What a file means to a system, and what else its runs name, is in its
`FileKind`.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.lease import hold
from blocks.urls import redacted
from schemas.bulk import RunParams, Status
from schemas.errors import BadInputError, UnreadableFileError, shown
from schemas.reading import Mapping as Columns
from tasks.bulk.asked import kept_params, resumed_params
from tasks.bulk.inbox import is_inbox, look, one_of, refuse
from tasks.bulk.picking import Pick, content_hash, known, pick
from tasks.bulk.place import Place
from tasks.bulk.status import read_status, write_status

_log = logging.getLogger(__name__)
# Set by the command, which takes the file in before there is a Prefect server: a bad file starts none.
taken_in: ContextVar[Status | None] = ContextVar("revive_taken_in", default=None)
# Notes in the status of an upload what a run asks of it; returns the files that are to be kept with it, by key.
Settle = Callable[[Status], Awaitable[dict[str, bytes]]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read of a file.

    `subjects` is a JSON array with one element a line. `said` is what the status says of it, by the status's fields:
    `total` and `rows_read` at least. `files` are kept beside it, by key. `started` is when reading began (monotonic).
    `source` is the text that was read, where it is kept instead of the file: of a workbook, the sheet.
    """

    subjects: bytes
    said: Mapping[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)
    started: float = field(default_factory=monotonic)
    source: bytes | None = None


async def nothing_beside(place: Place, params: RunParams) -> Settle:
    """For systems whose runs name no file beside the source: only the parameters are kept."""

    async def settle(status: Status) -> dict[str, bytes]:
        status.params = kept_params(resumed_params(params, status), place.environment.name)
        return {}

    return settle


def always_fits(_place: Place, _params: RunParams, _found: Pick, _status: Status) -> None:
    """For systems that take in again whatever they took in before."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a system makes of a file.

    `read` raises `UnreadableFileError` where the file as a whole cannot be used. `beside` reads what else the run
    names, before anything is stored; what it returns is called under the lease. `fits` raises `BadInputError` where an
    upload that is there already would be refused as it is asked for now.
    """

    read: Callable[[Place, Any, Pick], Awaitable[Taken]]
    beside: Callable[[Place, Any], Awaitable[Settle]] = nothing_beside
    fits: Callable[[Place, Any, Pick, Status], None] = always_fits


async def take_in(kind: FileKind, place: Place, params: RunParams) -> Status:
    """The upload's status, `stored` if it is new. Raises `BadInputError` before anything is stored as an upload.

    In a folder, that is the oldest file that is not done yet; a folder without one gives `nothing_new`.
    """
    if params.source is None:
        stored = await _stored(params.upload_id, place.store)
        require_ours(stored, params)
        return await _ask_of(stored.upload_id, params, await kind.beside(place, params), place.store)
    if is_inbox(params):
        return await _take_next(kind, place, params)
    return await _take_named(kind, place, params)


async def _take_next(kind: FileKind, place: Place, params: RunParams) -> Status:
    """The first file that can be used; those before it are named and recorded. Raises if none can be used."""
    inbox = await look(place, params)
    error: BadInputError | None = None
    for status in inbox.refused:
        await write_status(place.store, status)
        error = UnreadableFileError(status.message)
        _log.warning("%s; it is passed over", error)
    for number, source in enumerate(inbox.new, start=1):
        file = one_of(params, source)
        try:
            status = await _take_named(kind, place, file)
        except UnreadableFileError as refused:
            error = refused
            await refuse(place, file, refused)
            _log.warning("%s; it is passed over", error)
            continue
        if number < len(inbox.new):
            _log.warning("%d files more are new in %s", len(inbox.new) - number, redacted(params.source or ""))
        return status
    if error is not None:
        raise error
    return Status(upload_id="", status="nothing_new", message=f"{redacted(params.source or '')} holds no new file")


async def _take_named(kind: FileKind, place: Place, params: RunParams) -> Status:
    """The one file that `source` names."""
    found = await pick(place, params)
    settle = await kind.beside(place, params)
    status = found.status
    if status is None:
        taken = await kind.read(place, params, found)
        async with _taking(place.store, found.upload_id, params.system):
            status = await known(place.store, found.upload_id)
            if status is None:
                return await _store(found, taken, params, settle, place.store)
    # It was stored before, or another run was faster.
    require_ours(status, params)
    require_same(found, status, params.reading)
    if found.joined is not None and found.joined_sha256 != status.joined_sha256:
        # Not refused: the table of a folder's files may change every night, and what is begun is to be finished.
        _log.warning(
            "upload %s keeps the rows of %s as they were when it was taken in; choose another --upload-id to join anew",
            shown(status.upload_id), shown(found.joined.name),
        )  # fmt: skip
    kind.fits(place, params, found, status)
    return await _ask_of(found.upload_id, params, settle, place.store)


@asynccontextmanager
async def _taking(store: ArtifactStore, upload_id: str, system: str) -> AsyncIterator[None]:
    """Hold the upload for its system, and its id for all of them: no two systems have an upload of one id."""
    async with AsyncExitStack() as stack:
        if system:
            # The first system's lock. A copy, because on S3 a lease guards the writes of its own store object.
            await stack.enter_async_context(hold(copy(store), upload_id, wait=False))
        await stack.enter_async_context(hold(store, upload_id, wait=False, system=system))
        yield


async def _stored(upload_id: str | None, store: ArtifactStore) -> Status:
    if upload_id is None:
        raise BadInputError("give a source, or the upload id of a run to resume")
    status = await read_status(store, upload_id)
    if status is None:
        raise BadInputError(f"there is nothing to resume: no upload {shown(upload_id)} in {store.url}")
    if status.unread:
        raise BadInputError(f"there is nothing to resume, {status.source} was refused: {status.message}")
    return status


async def _ask_of(upload_id: str, params: RunParams, settle: Settle, store: ArtifactStore) -> Status:
    """Store what is asked now with an existing upload; it governs every run that continues it.

    The status comes first: killed before the files, the next run says what is missing instead of going on without it.
    """
    async with hold(store, upload_id, wait=params.source is None, system=params.system):
        status = await _stored(upload_id, store)
        before = status.model_copy(deep=True)
        files = await settle(status)
        if status != before:
            await write_status(store, status)
        for key, content in files.items():
            await store.put(key, content)
        return status


async def take_in_other(
    upload_id: str, source: str, taken: Taken, params: RunParams, settle: Settle, store: ArtifactStore
) -> Status:
    """The same for subjects that do not come in a file, such as those of a queue. `source` says where they were.

    When this returns they are durable; an upload of this id that is there already stays as it is.
    """
    async with _taking(store, upload_id, params.system):
        known_before = await known(store, upload_id)
        if known_before is not None:
            return known_before
        return await _keep(Status(upload_id=upload_id, status="stored", source=source), taken, params, settle, store)


async def _store(found: Pick, taken: Taken, params: RunParams, settle: Settle, store: ArtifactStore) -> Status:
    source = found.file.content if taken.source is None else taken.source
    stored = Status(
        upload_id=found.upload_id,
        status="stored",
        source=found.file.name,
        content_sha256=content_hash(found.file, params.reading),
        joined_sha256=found.joined_sha256,
        asked=params.reading,
    )
    return await _keep(stored, replace(taken, source=source), params, settle, store)


async def _keep(stored: Status, taken: Taken, params: RunParams, settle: Settle, store: ArtifactStore) -> Status:
    """The status goes last: with it the upload can be resumed, and all that it was asked must be there."""
    keys = Upload(stored.upload_id, params.system)
    for key, content in (taken.files | {keys.source: taken.source or b"", keys.customers_in: taken.subjects}).items():
        await store.put(key, content)
    said = {"seconds": monotonic() - taken.started, "system": params.system, "noun": params.noun, **taken.said}
    stored = stored.model_copy(update=said)
    for key, content in (await settle(stored)).items():
        await store.put(key, content)
    await write_status(store, stored)
    return stored


def require_ours(status: Status, params: RunParams) -> None:
    """Raise `BadInputError` if an upload belongs to another system, whose records this one cannot read."""
    if status.system != params.system:
        whose = shown(status.system) if status.system else "another system"
        do = "choose another --upload-id" if params.source is not None else "revive resume goes on with it"
        raise BadInputError(f"upload {shown(status.upload_id)} is of {whose}; {do}")


def require_same(found: Pick, status: Status, reading: Columns) -> None:
    """Raise `BadInputError` if an upload of this id has other content, or was read in another way."""
    if status.content_sha256 == content_hash(found.file, reading):
        return
    other = "content"
    if status.content_sha256 == content_hash(found.file, status.asked):
        other = "--mapping, --date-order, --encoding, --sheet, --join-on, --keep or --voice"
    raise BadInputError(f"upload {shown(found.upload_id)} exists with other {other}; choose another --upload-id")
