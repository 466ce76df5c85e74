"""Which upload a file belongs to, by its name and the hash of its content, and what is already known of it."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath

from blocks.artifacts import ArtifactStore
from blocks.source import SourceFile, read_file
from schemas.bulk import RunParams, Status
from schemas.errors import BadInputError
from schemas.reading import Mapping
from tasks.bulk.place import Place
from tasks.bulk.status import read_status


@dataclass(frozen=True, slots=True)
class Pick:
    """The file of a run, and what is known of its upload. `joined` is the second table, if the run names one."""

    file: SourceFile
    upload_id: str
    status: Status | None
    joined: SourceFile | None = None

    @property
    def joined_sha256(self) -> str:
        """Of the second table's bytes; empty if there is none."""
        return "" if self.joined is None else hashlib.sha256(self.joined.content).hexdigest()


async def pick(place: Place, params: RunParams) -> Pick:
    """The file that `source` names. Raises `BadInputError` if it cannot be fetched."""
    assert params.source is not None
    file = await read_file(params.source, place.environment.aws, place.settings.s3_endpoint)
    upload_id = upload_id_of(params, file)
    status = await known(place.store, upload_id)
    return Pick(file, upload_id, status, await _joined(place, params, status))


async def _joined(place: Place, params: RunParams, status: Status | None) -> SourceFile | None:
    """The second table; an upload that is there does not need it any more, so it may be gone."""
    if params.join is None:
        return None
    try:
        return await read_file(params.join, place.environment.aws, place.settings.s3_endpoint)
    except BadInputError:
        if status is None:
            raise
        return None


async def known(store: ArtifactStore, upload_id: str) -> Status | None:
    """The status of an upload; None if there is none, or if its file was refused before anything was taken in."""
    status = await read_status(store, upload_id)
    return None if status is None or status.unread else status


def upload_id_of(params: RunParams, file: SourceFile) -> str:
    """The upload that a run over this file works on: one file is another upload for each system."""
    return params.upload_id or default_upload_id(file, params.reading, params.system)


def default_upload_id(file: SourceFile, reading: Mapping, system: str = "") -> str:
    """The file's stem and a hash of its content and of how it is read, after the system's name if it has one."""
    return named_upload(file.name, content_hash(file, reading), system)


def named_upload(name: str, digest: str, system: str = "") -> str:
    """The system's name if it has one, a file's stem, and the beginning of a hash."""
    stem = in_upload_ids(PurePath(name).stem)[:40]
    return "-".join(filter(None, (system, stem or "upload", digest[:12])))


def in_upload_ids(text: str) -> str:
    """A text as it appears in the default names of uploads."""
    return re.sub(r"[^a-z0-9_-]+", "-", text.lower()).strip("-")


def content_hash(file: SourceFile, reading: Mapping) -> str:
    """sha256 of a file and, if given, of how it is read: another mapping gives other customers."""
    # Newer options count only if they are given, so that uploads stored before them are found again.
    newer = {name for name in ("decimal", "encoding") if getattr(reading, name) is None}
    said = b"" if reading == Mapping() else b"\0" + reading.model_dump_json(exclude=newer).encode()
    return hashlib.sha256(file.content + said).hexdigest()
