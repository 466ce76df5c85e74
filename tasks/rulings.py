"""What a person decides about single customers of an upload: hold them, or release them."""

import json
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.errors import BadInputError
from schemas.hold import Ruling

_RULINGS = TypeAdapter(dict[str, Ruling])


async def read_rulings(store: ArtifactStore, keys: Upload) -> dict[str, Ruling]:
    """The decisions so far, by customer id."""
    content = await store.get(keys.rulings)
    try:
        return _RULINGS.validate_json(content) if content else {}
    except ValidationError:
        # Going on without it could write to somebody whom a person has held.
        raise BadInputError(f"{store.location(keys.rulings)} is damaged; mend or remove it") from None


async def write_rulings(store: ArtifactStore, keys: Upload, rulings: dict[str, Ruling]) -> None:
    """Replace the decisions."""
    document = {customer_id: ruling.model_dump(mode="json") for customer_id, ruling in rulings.items()}
    await store.put(keys.rulings, json.dumps(document, indent=2).encode())


def ruling_now(action: str, reason: str, now: datetime, *, changed: bool = True) -> Ruling:
    """A decision made now."""
    at = now.isoformat(timespec="seconds")
    return Ruling.model_validate({"action": action, "reason": reason, "at": at, "changed": changed})
