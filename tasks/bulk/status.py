"""`status.json`: progress while a run goes on, and its final word."""

from datetime import UTC, datetime

from pydantic import ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload, may_be_system
from schemas.bulk import Status
from schemas.errors import BadInputError, shown


async def read_status(store: ArtifactStore, upload_id: str) -> Status | None:
    """The status of an upload of any system; None if there is none.

    No two systems have an upload of one id, because taking one in looks for it here.
    """
    status = await read_status_of(store, Upload(upload_id))
    if status is not None:
        return status
    for system in await system_folders(store):
        status = await read_status_of(store, Upload(upload_id, system))
        if status is not None:
            return status
    return None


async def system_folders(store: ArtifactStore) -> list[str]:
    """The folders in which systems may have uploads, the first system's not counted; they need not be installed."""
    return [folder for folder in await store.folders() if may_be_system(folder)]


async def read_status_of(store: ArtifactStore, keys: Upload) -> Status | None:
    """The status of the upload, or of the shard, that has these keys."""
    key = keys.status
    content = await store.get(key)
    if content is None:
        return None
    try:
        return Status.model_validate_json(content)
    except ValidationError:
        raise BadInputError(
            f"{store.location(key)} is not a status that Revive wrote; remove it and give the source again: what is "
            "done is kept"
        ) from None


async def require_status(store: ArtifactStore, upload_id: str) -> Status:
    """The status of an upload; raises `BadInputError` if there is none."""
    status = await read_status(store, upload_id)
    if status is None:
        raise BadInputError(f"there is no upload {shown(upload_id)} in {store.url}")
    return status


async def write_status(store: ArtifactStore, status: Status, keys: Upload | None = None) -> None:
    """Replace the status of an upload, or of the shard that has these keys, as a whole."""
    status.updated_at = datetime.now(UTC).isoformat(timespec="seconds")
    await store.put((keys or Upload.of(status)).status, status.model_dump_json(indent=2).encode())
