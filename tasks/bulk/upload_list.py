"""Every upload of an environment with what is known of it."""

import asyncio
import re

from blocks.artifacts import ArtifactStore
from schemas.bulk import Status
from schemas.uploads import UploadShown
from tasks.bulk.run import open_place

_STATUS = re.compile(r"results/([^/]+)/status\.json")
_AT_ONCE = 32  # on S3 a status is a request


async def list_uploads(environment: str) -> list[UploadShown]:
    """Newest first; one whose status is damaged is named and comes last."""
    store = (await open_place(environment)).store
    keys = [key async for key, _ in store.keys("results") if _STATUS.fullmatch(key)]
    turn = asyncio.Semaphore(_AT_ONCE)

    async def one(key: str) -> UploadShown:
        async with turn:
            return await _shown(store, key)

    found = await asyncio.gather(*(one(key) for key in sorted(keys)))
    return sorted(found, key=lambda upload: upload.updated_at, reverse=True)


async def _shown(store: ArtifactStore, key: str) -> UploadShown:
    content = await store.get(key)
    try:
        return UploadShown.of(Status.model_validate_json(content or b""))
    except ValueError:
        folder = key.split("/")[1]
        damaged = f"{store.location(key)} is damaged; remove it and give the source again: what is done is kept"
        return UploadShown(upload_id=folder, status=None, message=damaged)
