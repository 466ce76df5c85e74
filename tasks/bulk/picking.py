"""Which upload a file is: its name, the hash of its content, and what is known of it already."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath

from blocks.artifacts import ArtifactStore
from blocks.source import SourceFile, read_file
from schemas.bulk import RunParams, Status
from schemas.reading import Mapping
from tasks.bulk.place import Place
from tasks.bulk.status import read_status


@dataclass(frozen=True, slots=True)
class Pick:
    """The file of a run, and what is known of its upload."""

    file: SourceFile
    upload_id: str
    status: Status | None


async def pick(place: Place, params: RunParams) -> Pick:
    """The file that `source` names. Raises `BadInputError` where it cannot be had."""
    assert params.source is not None
    file = await read_file(params.source, place.environment.aws, place.settings.s3_endpoint)
    upload_id = upload_id_of(params, file)
    return Pick(file, upload_id, await known(place.store, upload_id))


async def known(store: ArtifactStore, upload_id: str) -> Status | None:
    """The status of an upload; None where there is none, or its file was refused before anything was taken in."""
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
    stem = re.sub(r"[^a-z0-9_-]+", "-", PurePath(name).stem.lower()).strip("-")[:40]
    return "-".join(filter(None, (system, stem or "upload", digest[:12])))


def content_hash(file: SourceFile, reading: Mapping) -> str:
    """sha256 of a file, and of how it is read where that was said: other customers come of another mapping."""
    # What is newer than uploads that are stored counts only where it is given, so that those are found again.
    newer = {name for name in ("decimal", "encoding") if getattr(reading, name) is None}
    said = b"" if reading == Mapping() else b"\0" + reading.model_dump_json(exclude=newer).encode()
    return hashlib.sha256(file.content + said).hexdigest()
