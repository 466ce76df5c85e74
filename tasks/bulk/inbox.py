"""A folder or prefix that files are put into: which of them are new, and which can never be read.

Oldest first, so that a later opt-out or correction comes after what it corrects. A file that cannot be read is
recorded as `rejected`, so that it neither blocks the others nor is tried every night. If it changes, it counts as a new
file.
"""

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar
from urllib.parse import unquote

from blocks.artifacts import ArtifactStore
from blocks.source import ListedFile, is_folder, list_files, read_file
from blocks.urls import redacted
from schemas.bulk import DONE, RunParams, Status
from schemas.errors import BadInputError, ReviveError
from tasks.bulk.picking import Pick, content_hash, named_upload, pick, upload_id_of
from tasks.bulk.place import Place
from tasks.bulk.status import read_status, write_status

Params = TypeVar("Params", bound=RunParams)


@dataclass(frozen=True, slots=True)
class Inbox:
    """`new`: sources, oldest first. `refused`: files that cannot be read and were not known to be so."""

    new: tuple[str, ...]
    refused: tuple[Status, ...]


def is_inbox(params: RunParams) -> bool:
    """Whether a run is asked to work on a folder or prefix."""
    return params.source is not None and is_folder(params.source)


def one_of(params: Params, source: str) -> Params:
    """The parameters of a run over one file of the folder."""
    return params.model_copy(update={"source": source})


async def look(place: Place, params: RunParams) -> Inbox:
    """What there is to do; writes nothing. Raises `BadInputError` if the folder cannot be read."""
    assert params.source is not None
    new: list[str] = []
    refused: list[Status] = []
    aws, s3_endpoint, store = place.environment.aws, place.settings.s3_endpoint, place.store
    for listed in await list_files(params.source, aws, s3_endpoint):
        try:
            file = await read_file(listed.source, aws, s3_endpoint)
        except BadInputError as error:
            status = _unread(listed, params, error)
            if await read_status(store, status.upload_id) is None:
                refused.append(status)
            continue
        if not await _done(store, upload_id_of(params, file)):
            new.append(listed.source)
    return Inbox(tuple(new), tuple(refused))


async def refuse(place: Place, params: RunParams, error: ReviveError) -> None:
    """Record that the file named by `source` was seen and cannot be used."""
    assert params.source is not None
    found = await pick(place, params)
    if found.status is None:
        await write_status(place.store, _of_content(found, params, error))


async def _done(store: ArtifactStore, upload_id: str) -> bool:
    try:
        status = await read_status(store, upload_id)
    except BadInputError:
        return False  # damaged: the run over this file says so, and what to do
    return status is not None and status.status in DONE


def _unread(listed: ListedFile, params: RunParams, error: ReviveError) -> Status:
    digest = hashlib.sha256(f"{listed.source} {listed.mark}".encode("utf-8", "surrogateescape")).hexdigest()
    name = PurePosixPath(unquote(redacted(listed.source))).name
    return Status(
        upload_id=named_upload(name, digest, params.system),
        status="rejected",
        system=params.system,
        noun=params.noun,
        unread=True,
        message=str(error),
        source=name,
    )


def _of_content(found: Pick, params: RunParams, error: ReviveError) -> Status:
    return Status(
        upload_id=found.upload_id,
        status="rejected",
        system=params.system,
        noun=params.noun,
        unread=True,
        message=str(error),
        source=found.file.name,
        content_sha256=content_hash(found.file, params.reading),
        asked=params.reading,
    )
