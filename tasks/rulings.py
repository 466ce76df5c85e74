"""What a person decides about single customers of an upload: hold them, or release them."""

import json
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.errors import BadInputError
from schemas.hold import Ruling
from schemas.winback import Status
from tasks import kept
from tasks.status import write_status

_RULINGS = TypeAdapter(dict[str, Ruling])
_REMEDY = "remove rulings.json from `kept` in status.json and decide anew with revive hold add|release"


async def read_rulings(store: ArtifactStore, status: Status) -> dict[str, Ruling]:
    """The decisions so far, by customer id. Raises `BadInputError` where they are gone or damaged."""
    key = Upload(status.upload_id).rulings
    content = await kept.read_kept(store, status, key, _REMEDY)
    try:
        return {} if content is None else _RULINGS.validate_json(content)
    except ValidationError:
        # Going on without it could write to somebody whom a person has held.
        raise BadInputError(f"{store.location(key)} is damaged; mend or remove it") from None


async def write_rulings(store: ArtifactStore, status: Status, rulings: dict[str, Ruling]) -> None:
    """Replace the decisions; the status says so before and after, so that a kill between leaves a readable upload."""
    key = Upload(status.upload_id).rulings
    document = {customer_id: ruling.model_dump(mode="json") for customer_id, ruling in rulings.items()}
    content = json.dumps(document, indent=2).encode()
    kept.announce(status, key, await store.get(key), content)
    await write_status(store, status)
    await store.put(key, content)
    kept.seal(status, key, content)
    await write_status(store, status)


def ruling_now(action: str, reason: str, now: datetime) -> Ruling:
    """A decision made now."""
    return Ruling.model_validate({"action": action, "reason": reason, "at": now.isoformat(timespec="seconds")})
