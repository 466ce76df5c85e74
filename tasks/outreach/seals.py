"""Lists that must not be lost unnoticed: with a missing or shortened one, anybody could be written to.

Beside the address key, the seals have the hash of what was last written of the standing list and of each upload's
contacts. A change first announces its hash beside the old one, so the process may be killed at any moment in between.
Changes are made under the lock of `tasks.outreach.lock`.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import ADDRESS_KEY, SEALS
from schemas.errors import BadInputError
from tasks.bulk.kept import ABSENT, sha256

_T = TypeVar("_T")
_LOOKS, _BETWEEN_S = 5, 0.2


class Seal(BaseModel):
    """What an object may contain: the sha256 of each valid content, and the last day in it (ISO)."""

    sha256: tuple[str, ...]
    last: str = ""
    cap_days: int = 0  # of contacts: the frequency cap of the run that wrote them; retention keeps them that long


class BrokenSealError(BadInputError):
    """A list is missing, or not the one that was written last."""


_SEALS = TypeAdapter(dict[str, Seal])


async def read_seals(store: ArtifactStore) -> dict[str, Seal]:
    """All seals by key; none in a home from an older version. Raises `BrokenSealError` if they are lost."""
    content = await store.get(SEALS)
    if content is None and await store.exists(ADDRESS_KEY):
        raise BrokenSealError(
            f"{store.location(SEALS)} is gone, so nothing tells whether lists and contacts are whole: put it back from "
            "a copy; where it is lost for good, write {} into it"
        )
    try:
        return {} if content is None else _SEALS.validate_json(content)
    except ValidationError:
        raise BadInputError(f"{store.location(SEALS)} is damaged; put it back from a copy") from None


async def allow(store: ArtifactStore, key: str, new: str) -> None:
    """Make a content that is about to be written valid, beside the current one."""
    seals = await read_seals(store)
    before = seals.get(key)
    old = before.sha256 if before is not None else (sha256(await store.get(key)),)
    both = tuple(dict.fromkeys((*old, new)))
    seals[key] = before.model_copy(update={"sha256": both}) if before is not None else Seal(sha256=both)
    await _write(store, seals)


async def settle(store: ArtifactStore, key: str, new: str, last: str = "", cap_days: int = 0) -> None:
    """From now on, only this content is valid."""
    seals = await read_seals(store)
    seals[key] = Seal(sha256=(new,), last=last, cap_days=cap_days)
    await _write(store, seals)


async def unseal(store: ArtifactStore, keys: list[str]) -> None:
    """Remove the seals of objects that may be deleted."""
    seals = await read_seals(store)
    if not seals.keys().isdisjoint(keys):
        await _write(store, {key: seal for key, seal in seals.items() if key not in keys})


async def write_sealed(store: ArtifactStore, key: str, content: bytes, last: str = "", cap_days: int = 0) -> None:
    """Write a whole object under its seal."""
    await allow(store, key, sha256(content))
    await store.put(key, content)
    await settle(store, key, sha256(content), last, cap_days)


def require_sealed(store: ArtifactStore, seal: Seal | None, key: str, found: str, remedy: str = "") -> None:
    """Raise `BrokenSealError` if an object with the hash `found` is not what was written."""
    if seal is None or found in seal.sha256:
        return
    wrong = "is gone" if found == ABSENT else "is not what Revive wrote last (emptied, cut off or edited)"
    raise BrokenSealError(
        f"{store.location(key)} {wrong}: put it back from a copy{remedy}; "
        f"where it is lost for good, remove its entry from {store.location(SEALS)}"
    )


async def undisturbed(read: Callable[[], Awaitable[_T]]) -> _T:
    """Read without the lock: a list that is being replaced is read again before it counts as broken."""
    for _ in range(_LOOKS - 1):
        try:
            return await read()
        except BrokenSealError:
            await asyncio.sleep(_BETWEEN_S)
    return await read()


async def _write(store: ArtifactStore, seals: dict[str, Seal]) -> None:
    # One entry per line, so that a person can remove one.
    lines = [f"{_json(key)}: {seal.model_dump_json()}" for key, seal in sorted(seals.items())]
    await store.put(SEALS, ("{\n" + ",\n".join(lines) + "\n}\n").encode())


def _json(key: str) -> str:
    return TypeAdapter(str).dump_json(key).decode()
