"""Which uploads a store knows: by their status, or by the files of one that never got that far."""

from collections.abc import AsyncIterator

from pydantic_core import from_json

from blocks.artifacts import ArtifactStore
from blocks.layout import RESULTS, UPLOADS, Upload, upload_at
from schemas.errors import BadInputError, ReviveError, StoreError
from tasks.bulk.status import system_folders


async def upload_ids(store: ArtifactStore) -> list[str]:
    """All uploads of any system that have a status; raises `BadInputError` if one is damaged."""
    found = [await _upload_id(store, keys.status) for keys in await uploads_begun(store)]
    return [upload_id for upload_id in found if upload_id]


async def uploads_begun(store: ArtifactStore, *, past_unreadable: bool = False) -> list[Upload]:
    """Every upload that has a status, by its keys; the first system's come first."""
    files = _files(store, RESULTS, past_unreadable=past_unreadable)
    found = [keys async for keys, key, _ in files if key == keys.status]
    return sorted(found, key=_order)


async def uploads_left(store: ArtifactStore) -> list[tuple[Upload, float]]:
    """Every upload that still has files, with the time when one was last changed (epoch seconds).

    That includes files that were refused, and runs that were killed during take-in, which have no status. Folders that
    cannot be read are in the store's `passed_by`.
    """
    uploads: dict[tuple[str, str], tuple[Upload, float]] = {}
    for folder in (RESULTS, UPLOADS):
        async for keys, key, changed in _files(store, folder, past_unreadable=True):
            if not key.endswith((".lock", "/lease.json")):
                _, before = uploads.get(_order(keys), (keys, 0.0))
                uploads[_order(keys)] = keys, max(changed, before)
    return [uploads[place] for place in sorted(uploads)]


async def _files(
    store: ArtifactStore, folder: str, *, past_unreadable: bool
) -> AsyncIterator[tuple[Upload, str, float]]:
    """The files in this folder of every system, each with its upload and the time it was last changed."""
    for below in ("", *(f"{system}/" for system in await system_folders(store))):
        async for key, changed in store.keys(f"{below}{folder}", past_unreadable=past_unreadable):
            keys = upload_at(key)
            if keys is not None:
                yield keys, key, changed


def _order(keys: Upload) -> tuple[str, str]:
    return keys.system, keys.name


def damage(store: ArtifactStore) -> tuple[type[ReviveError], ...]:
    """What is wrong with this upload alone. On S3 a failing store is out of reach, and that concerns all uploads."""
    return (BadInputError,) if store.folder is None else (BadInputError, StoreError)


def passed_by(store: ArtifactStore) -> list[str]:
    """A line for each file or folder that the listings so far have passed by."""
    return [line for _, line in sorted(store.passed_by.items())]


async def _upload_id(store: ArtifactStore, key: str) -> str:
    content = await store.get(key)
    try:
        return str(from_json(content)["upload_id"]) if content is not None else ""
    except (ValueError, KeyError, TypeError):
        # Skipping it could leave something that is to be removed.
        raise BadInputError(f"{store.location(key)} is damaged: take the upload in again, or remove it") from None
