"""One event of an upload, by its name in paths."""

from pydantic import ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload, safe
from schemas.bulk import Status
from schemas.errors import BadInputError
from schemas.upsell.run import EventRecord


async def read_event(store: ArtifactStore, status: Status, name: str) -> EventRecord | None:
    """Its record; None if there is none yet. Raises `BadInputError` if it is damaged."""
    key = f"{Upload.of(status).results}/customers/{name}.json"
    content = await store.get(key)
    if content is None:
        return None
    try:
        record = EventRecord.model_validate_json(content)
    except ValidationError:
        record = None
    if record is None or safe(record.key) != name:
        raise BadInputError(f"{store.location(key)} is damaged; revive resume mends it")
    return record
