"""All uploads of an environment, with what is known of each."""

import asyncio

from pydantic import ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload, safe
from schemas.bulk import Status
from schemas.errors import shown
from schemas.printable import printable
from schemas.uploads import UploadShown
from tasks.bulk.place import open_place
from tasks.bulk.uploads import damage, uploads_begun

_AT_ONCE = 32  # on S3 a status is a request


async def list_uploads(environment: str) -> list[UploadShown]:
    """Newest first. Uploads that are damaged, or have a name that is not ours, are named and come last."""
    store = (await open_place(environment)).store
    turn = asyncio.Semaphore(_AT_ONCE)

    async def one(keys: Upload) -> UploadShown:
        async with turn:
            return await _shown(store, keys)

    found = await asyncio.gather(*(one(keys) for keys in await uploads_begun(store, past_unreadable=True)))
    passed_by = [
        UploadShown(upload_id=printable(path.name), status=None, message=line) for path, line in store.passed_by.items()
    ]
    return sorted([*found, *passed_by], key=lambda upload: upload.updated_at, reverse=True)


async def _shown(store: ArtifactStore, keys: Upload) -> UploadShown:
    folder, key = keys.name, keys.status
    try:
        status = Status.model_validate_json(await store.get(key) or b"")
        if safe(status.upload_id) == folder:
            return UploadShown.of(status)
        why = f"says that it is of {shown(status.upload_id)}"
    except ValidationError as error:
        why = _wrong(error)
    except damage(store) as error:
        return UploadShown(upload_id=folder, status=None, message=str(error))
    damaged = f"{store.location(key)} {why}; remove it and give the source again: what is done is kept"
    return UploadShown(upload_id=folder, status=None, message=damaged)


def _wrong(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"is damaged ({where}: {first['msg']})" if where else "is damaged"
