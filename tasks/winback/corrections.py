"""What people said of the categories of an upload's analyses, kept beside its customers and sealed."""

import json
from collections.abc import Mapping

from pydantic import TypeAdapter, ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.errors import BadInputError
from schemas.winback.churn_analysis import Category
from schemas.winback.correction import Correction
from schemas.winback.run import CustomerRecord
from tasks.bulk import kept

Corrections = Mapping[str, Correction]  # by customer id
_CORRECTIONS = TypeAdapter(dict[str, Correction])
_REMEDY = "remove corrections.json from `kept` in status.json and say them anew with revive correct"


async def read_corrections(store: ArtifactStore, status: Status) -> dict[str, Correction]:
    """What was said so far, by customer id. Raises `BadInputError` where it is gone or damaged."""
    key = Upload(status.upload_id).corrections
    content = await kept.read_kept(store, status, key, _REMEDY)
    try:
        return {} if content is None else _CORRECTIONS.validate_json(content)
    except ValidationError:
        raise BadInputError(f"{store.location(key)} is damaged; mend or remove it") from None


async def write_corrections(store: ArtifactStore, status: Status, corrections: Corrections) -> None:
    """Replace what was said."""
    key = Upload(status.upload_id).corrections
    document = {customer_id: one.model_dump(mode="json") for customer_id, one in corrections.items()}
    await kept.replace_kept(store, status, key, await store.get(key), json.dumps(document, indent=2).encode())


def correction_of(record: CustomerRecord, corrections: Corrections) -> Correction | None:
    """What was said of the analysis that the customer has now; an analysis that was done anew, nobody has looked at."""
    said = corrections.get(record.customer_id)
    if said is None or record.analysis is None or record.analysis.fingerprint != said.fingerprint:
        return None
    return said if record.analysis.output.category == said.was else None


def corrected_category(record: CustomerRecord, corrections: Corrections) -> Category | None:
    """The category that a person put in the place of the model's; None where nobody did."""
    said = correction_of(record, corrections)
    return None if said is None or said.right else said.category
