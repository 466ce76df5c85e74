"""What people decided about single customers' emails: approvals, edits, instructions; stored by customer id, sealed."""

import hashlib
from collections.abc import Mapping

from pydantic import TypeAdapter

from schemas.errors import BadInputError, shown
from schemas.winback.assignment import Assigned
from schemas.winback.campaign import Campaign
from schemas.winback.review import Approval, Edit, Edits, Instruction
from schemas.winback.run import CustomerRecord
from tasks.bulk.kept_by_subject import KeptBySubject

EditedEmails = dict[int, Edit]  # by number, of one customer
_AGAIN = "remove {} from `kept` in status.json and {} again"
APPROVALS = KeptBySubject(
    lambda keys: keys.approvals,
    TypeAdapter(dict[str, Approval]),
    _AGAIN.format("approvals.json", "approve with revive approve"),
)
EDITS = KeptBySubject(
    lambda keys: keys.edits, TypeAdapter(dict[str, Edits]), _AGAIN.format("edits.json", "edit with revive edit")
)
INSTRUCTIONS = KeptBySubject(
    lambda keys: keys.instructions,
    TypeAdapter(dict[str, Instruction]),
    _AGAIN.format("instructions.json", "ask with revive regenerate"),
)
ASSIGNED = KeptBySubject(
    lambda keys: keys.assigned, TypeAdapter(dict[str, Assigned]), _AGAIN.format("assigned.json", "assign on the pages")
)


def emails_of(record: CustomerRecord) -> Campaign:
    """The emails as the model wrote them, for a person to decide about.

    Raises `BadInputError` if there are none, or the customer is on hold.
    """
    who = shown(record.customer_id)
    if record.hold is not None:
        raise BadInputError(f"{who} is on hold ({record.hold.reason}): lift that first with revive hold lift")
    if record.campaign is None:
        raise BadInputError(f"{who} has no emails yet: there is nothing to decide about")
    return record.campaign.output


def emails_hash(campaign: Campaign) -> str:
    """What an approval and an edit are of: sha256 in hex of the emails as the model wrote them."""
    return hashlib.sha256(campaign.model_dump_json().encode()).hexdigest()


def edits_of(record: CustomerRecord, edits: Mapping[str, Edits]) -> EditedEmails:
    """The customer's edited emails by number; edits of emails that were rewritten since are void."""
    if record.campaign is None or (said := edits.get(record.customer_id)) is None:
        return {}
    current = emails_hash(record.campaign.output)
    return {edit.email.number: edit for edit in said.edits if edit.emails == current}


def with_edits(record: CustomerRecord, edited: EditedEmails) -> CustomerRecord:
    """The record with its emails as people edited them, itself if nobody did."""
    if not edited or record.campaign is None:
        return record
    written = record.campaign.output
    emails = [edited[email.number].email if email.number in edited else email for email in written.emails]
    campaign = record.campaign.model_copy(update={"output": written.model_copy(update={"emails": emails})})
    return record.model_copy(update={"campaign": campaign})
