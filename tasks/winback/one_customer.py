"""Everything about one customer of an upload, found by one read of its record and of what people decided."""

import hashlib
from dataclasses import dataclass

from pydantic import ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload, safe
from schemas.bulk import Status
from schemas.customer import Category
from schemas.hold import Ruling
from schemas.winback.assignment import Assigned
from schemas.winback.correction import Correction
from schemas.winback.review import Approval
from schemas.winback.run import CustomerRecord
from tasks.outreach.rulings import read_rulings
from tasks.winback.corrections import correction_of, read_corrections
from tasks.winback.decisions import APPROVALS, ASSIGNED, EDITS, EditedEmails, edits_of, emails_hash


@dataclass(frozen=True, slots=True)
class OneCustomer:
    """A record with what holds for it now; a decision about an earlier analysis or earlier emails is not in it."""

    record: CustomerRecord
    edited: EditedEmails
    approval: Approval | None
    correction: Correction | None
    ruling: Ruling | None
    assigned: Assigned | None

    @property
    def seen(self) -> str:
        """A hash of all this: whoever changes the customer says which state they saw."""
        said = (self.approval, self.correction, self.ruling, self.assigned, *self.edited.values())
        texts = [self.record.model_dump_json(), *(one.model_dump_json() if one else "" for one in said)]
        return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:24]

    @property
    def corrected(self) -> Category | None:
        """The category that a person put in place of the model's."""
        said = self.correction
        return None if said is None or said.right else said.category


async def read_customer(store: ArtifactStore, status: Status, name: str) -> OneCustomer | None:
    """By the customer's id as it appears in keys; None if there is no record of it yet."""
    record = await _record(store, status, name)
    if record is None:
        return None
    who = record.customer_id
    approval = (await APPROVALS.read(store, status)).get(who)
    if approval is not None and (record.campaign is None or approval.emails != emails_hash(record.campaign.output)):
        approval = None
    return OneCustomer(
        record=record,
        edited=edits_of(record, await EDITS.read(store, status)),
        approval=approval,
        correction=correction_of(record, await read_corrections(store, status)),
        ruling=(await read_rulings(store, status)).get(who),
        assigned=(await ASSIGNED.read(store, status)).get(who),
    )


async def _record(store: ArtifactStore, status: Status, name: str) -> CustomerRecord | None:
    content = await store.get(f"{Upload(status.upload_id).results}/customers/{name}.json")
    try:
        record = None if content is None else CustomerRecord.model_validate_json(content)
    except ValidationError:
        return None  # a resume mends it
    return record if record is not None and safe(record.customer_id) == name else None
