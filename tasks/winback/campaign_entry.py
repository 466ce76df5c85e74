"""A customer's entry of `campaigns.json`: the emails, whether they may be sent, and what people did about them."""

from collections.abc import Mapping
from typing import Any

from schemas.winback.run import CampaignStep, CustomerRecord
from tasks.winback.decisions import EditedEmails


def campaign_entry(record: CustomerRecord, edited: Mapping[str, EditedEmails]) -> dict[str, Any]:
    """The entry of a complete record, whose emails are as they would be sent."""
    head: dict[str, Any] = {"customer_id": record.customer_id}
    if record.hold is not None:
        return head | {"emails": [], "send": "hold", "hold": record.hold.code, "reason": record.hold.reason}
    assert record.campaign is not None
    written = record.campaign.output.model_dump(mode="json")
    why = {} if record.review is None else {"reason": record.review.reason}
    return (
        head
        | written
        | {"language": record.campaign.language, "send": record.send}
        | why
        | _people(record.campaign, edited.get(record.customer_id, {}))
    )


def _people(campaign: CampaignStep, edited: EditedEmails) -> dict[str, Any]:
    """Who edited which email, and what was asked of them; nothing where nobody did either."""
    who = [{"number": number, "by": edit.by, "at": edit.at} for number, edit in sorted(edited.items())]
    asked = {} if campaign.instruction is None else {"instruction": campaign.instruction.model_dump(mode="json")}
    return ({"edited": who} if who else {}) | asked
