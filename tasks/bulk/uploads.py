"""Which uploads a store knows: by their status, or by whatever is left of one that never got that far."""

import re

from pydantic_core import from_json

from blocks.artifacts import ArtifactStore
from blocks.layout import RESULTS, UPLOADS
from schemas.errors import BadInputError, ReviveError, StoreError

_STATUS = re.compile(r"results/([^/]+)/status\.json")
_PLACES = (re.compile(r"results/([^/]+)/[^/].*"), re.compile(r"uploads/([^/]+)\.(?:csv|json)"))


async def upload_ids(store: ArtifactStore) -> list[str]:
    """Every upload that has a status; `BadInputError` where one is damaged."""
    keys = sorted([key async for key, _ in store.keys(RESULTS) if _STATUS.fullmatch(key)])
    found = [await _upload_id(store, key) for key in keys]
    return [upload_id for upload_id in found if upload_id]


async def upload_names(store: ArtifactStore) -> dict[str, float]:
    """Every name under which files of an upload are kept, with the time one of them was last changed (epoch seconds).

    Files that were refused and runs that were killed while they took a file in have a name, and no status. Folders
    that cannot be read are in the store's `passed_by`.
    """
    names: dict[str, float] = {}
    for folder in (RESULTS, UPLOADS):
        async for key, changed in store.keys(folder, past_unreadable=True):
            found = next((match[1] for place in _PLACES if (match := place.fullmatch(key))), None)
            if found is not None and not key.endswith((".lock", "/lease.json")):
                names[found] = max(changed, names.get(found, 0.0))
    return dict(sorted(names.items()))


def damage(store: ArtifactStore) -> tuple[type[ReviveError], ...]:
    """What is wrong with one upload and with no other: on S3 a store that fails is away, and fails for all of them."""
    return (BadInputError,) if store.folder is None else (BadInputError, StoreError)


def passed_by(store: ArtifactStore) -> list[str]:
    """A line for each file or folder that the listings so far have passed by."""
    return [line for _, line in sorted(store.passed_by.items())]


async def _upload_id(store: ArtifactStore, key: str) -> str:
    content = await store.get(key)
    try:
        return str(from_json(content)["upload_id"]) if content is not None else ""
    except (ValueError, KeyError, TypeError):
        # Passing by could leave there what is to be removed.
        raise BadInputError(f"{store.location(key)} is damaged: take the upload in again, or remove it") from None
