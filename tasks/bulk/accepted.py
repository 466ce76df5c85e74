"""The accepted subjects of an upload, as take-in stored them."""

from collections.abc import AsyncIterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.errors import BadInputError
from tasks.bulk.system import AnySystem


async def subject_lines(store: ArtifactStore, keys: Upload, system: AnySystem) -> AsyncIterator[bytes]:
    """Each subject as one JSON object, in the order of take-in. Raises `BadInputError` if one is damaged."""
    async for line in store.lines(keys.customers_in):
        if line.startswith(b"{"):
            yield _checked(line.rstrip(b","), store, keys, system)


async def readable_subjects(store: ArtifactStore, keys: Upload) -> AsyncIterator[Any]:
    """Each subject that can be read, parsed. Damaged ones are skipped: a run that needs one will say so."""
    async for line in store.lines(keys.customers_in):
        if line.startswith(b"{"):
            try:
                yield from_json(line.rstrip(b","))
            except ValueError:
                continue


def _checked(line: bytes, store: ArtifactStore, keys: Upload, system: AnySystem) -> bytes:
    try:
        system.read_subject(line)
    except ValidationError:
        raise BadInputError(
            f"{store.location(keys.customers_in)} is damaged; remove {store.location(keys.status)} "
            "and give the source again: what is done is kept"
        ) from None
    return line
