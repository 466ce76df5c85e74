"""`status.json`: progress while a run goes on, and its final word."""

from datetime import UTC, datetime

from pydantic import ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.errors import BadInputError
from schemas.winback import Status


async def read_status(store: ArtifactStore, upload_id: str) -> Status | None:
    """The last word on an upload, None where there is no such upload."""
    key = Upload(upload_id).status
    content = await store.get(key)
    if content is None:
        return None
    try:
        return Status.model_validate_json(content)
    except ValidationError:
        raise BadInputError(
            f"{store.location(key)} is not a status that Revive wrote; remove it to start over"
        ) from None


async def write_status(store: ArtifactStore, status: Status) -> None:
    """Replace the status, whole."""
    status.updated_at = datetime.now(UTC).isoformat(timespec="seconds")
    await store.put(Upload(status.upload_id).status, status.model_dump_json(indent=2).encode())
