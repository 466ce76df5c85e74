"""People's corrections of the categories in an upload's analyses, stored beside its customers and sealed."""

import json
from collections.abc import Mapping

from pydantic import TypeAdapter, ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.customer import Category
from schemas.errors import BadInputError
from schemas.winback.correction import Correction
from schemas.winback.run import CustomerRecord
from tasks.bulk import kept

Corrections = Mapping[str, Correction]  # by customer id
_CORRECTIONS = TypeAdapter(dict[str, Correction])
_REMEDY = "remove corrections.json from `kept` in status.json and say them anew with revive correct"


async def read_corrections(store: ArtifactStore, status: Status) -> dict[str, Correction]:
    """The corrections so far, by customer id. Raises `BadInputError` if they are gone or damaged."""
    key = Upload(status.upload_id).corrections
    content = await kept.read_kept(store, status, key, _REMEDY)
    try:
        return {} if content is None else _CORRECTIONS.validate_json(content)
    except ValidationError:
        raise BadInputError(f"{store.location(key)} is damaged; mend or remove it") from None


async def write_corrections(store: ArtifactStore, status: Status, corrections: Corrections) -> None:
    """Replace the corrections."""
    key = Upload(status.upload_id).corrections
    document = {customer_id: one.model_dump(mode="json") for customer_id, one in corrections.items()}
    await kept.replace_kept(store, status, key, await store.get(key), json.dumps(document, indent=2).encode())


def correction_of(record: CustomerRecord, corrections: Corrections) -> Correction | None:
    """The correction of the customer's current analysis; nobody has looked at an analysis that was redone."""
    said = corrections.get(record.customer_id)
    if said is None or record.analysis is None or record.analysis.fingerprint != said.fingerprint:
        return None
    return said if record.analysis.output.category == said.was else None


def corrected_category(record: CustomerRecord, corrections: Corrections) -> Category | None:
    """The category that a person put in place of the model's; None if nobody did."""
    said = correction_of(record, corrections)
    return None if said is None or said.right else said.category
