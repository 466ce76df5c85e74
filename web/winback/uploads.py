"""Win-back's uploads as a request names them."""

from blocks.artifacts import ArtifactStore
from schemas.bulk import Status
from schemas.errors import shown
from tasks.bulk.status import read_status
from tasks.winback.system import WINBACK
from web.problems import NotFoundError


async def known_upload(store: ArtifactStore, upload_id: str) -> Status:
    """An upload's status. Raises `NotFoundError` if there is none, or it is another system's."""
    status = await read_status(store, upload_id)
    if status is None or not WINBACK.owns(status):
        raise NotFoundError(f"there is no upload {shown(upload_id)}")
    return status
