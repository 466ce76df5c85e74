"""Files that an upload keeps beside its subjects, and that must not be lost unnoticed.

The profile, the suppression list and the rulings of an upload say who may be written to, and as whom. The status
records the hash of each: if one is lost, emptied or cut off, that is an error and never read as "nobody".
"""

import hashlib
from pathlib import PurePosixPath

from blocks.artifacts import ArtifactStore
from schemas.bulk import Status
from schemas.errors import BadInputError
from tasks.bulk.status import write_status

ABSENT = ""  # the hash of a missing file


def sha256(content: bytes | None) -> str:
    """The hash of a content, or of its absence."""
    return ABSENT if content is None else hashlib.sha256(content).hexdigest()


def seal(status: Status, key: str, content: bytes) -> None:
    """Note in the status what the file at `key` holds from now on."""
    status.kept[_name(key)] = (sha256(content),)


def announce(status: Status, key: str, before: bytes | None, after: bytes) -> None:
    """Note that the file is about to change: until `seal`, both contents count."""
    status.kept[_name(key)] = (sha256(before), sha256(after))


def is_kept(status: Status, key: str) -> bool:
    """Whether the status says what the file at `key` must hold."""
    return _name(key) in status.kept


async def replace_kept(store: ArtifactStore, status: Status, key: str, before: bytes | None, after: bytes) -> None:
    """Change the file, noting it in the status before and after, so that a kill in between leaves a readable upload."""
    announce(status, key, before, after)
    await write_status(store, status)
    await store.put(key, after)
    seal(status, key, after)
    await write_status(store, status)


async def read_kept(store: ArtifactStore, status: Status, key: str, remedy: str) -> bytes | None:
    """The file; None if there never was one. Raises `BadInputError` if it is not what was written."""
    content = await store.get(key)
    accepted = status.kept.get(_name(key))
    # An upload of an older version has no hashes: what is there counts.
    if accepted is not None and sha256(content) not in accepted:
        wrong = "is gone" if content is None else "is not what Revive wrote (emptied, cut off or edited)"
        raise BadInputError(f"{store.location(key)} {wrong}: put it back from a copy, or {remedy}")
    return content


def _name(key: str) -> str:
    return PurePosixPath(key).name
