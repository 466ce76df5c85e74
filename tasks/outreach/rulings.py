"""A person's decisions about single customers of an upload: to hold them, or to lift a hold."""

import json
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.errors import BadInputError
from schemas.hold import Ruling
from tasks.bulk import kept

_RULINGS = TypeAdapter(dict[str, Ruling])
_REMEDY = "remove rulings.json from `kept` in status.json and decide anew with revive hold add|lift"


async def read_rulings(store: ArtifactStore, status: Status) -> dict[str, Ruling]:
    """The decisions so far, by customer id. Raises `BadInputError` if they are gone or damaged."""
    key = Upload.of(status).rulings
    content = await kept.read_kept(store, status, key, _REMEDY)
    try:
        return {} if content is None else _RULINGS.validate_json(content)
    except ValidationError:
        # Continuing without it could write to somebody whom a person has put on hold.
        raise BadInputError(f"{store.location(key)} is damaged; mend or remove it") from None


async def write_rulings(store: ArtifactStore, status: Status, rulings: dict[str, Ruling]) -> None:
    """Replace the decisions."""
    key = Upload.of(status).rulings
    document = {customer_id: ruling.model_dump(mode="json") for customer_id, ruling in rulings.items()}
    content = json.dumps(document, indent=2).encode()
    await kept.replace_kept(store, status, key, await store.get(key), content)


def ruling_now(action: str, reason: str, now: datetime, *, changed: bool = True) -> Ruling:
    """A decision made now."""
    at = now.isoformat(timespec="seconds")
    return Ruling.model_validate({"action": action, "reason": reason, "at": at, "changed": changed})
