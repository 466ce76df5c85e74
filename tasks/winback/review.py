"""Which emails wait for a person: those whose analysis is not sure enough, until somebody approves them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from blocks.artifacts import ArtifactStore
from schemas.bulk import Status
from schemas.sender import Sender
from schemas.winback.review import Approval, Review
from schemas.winback.run import CustomerRecord
from tasks.winback.decisions import APPROVALS, emails_hash

LEAST_CONFIDENCE = 60  # percent


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What decides whether emails wait: the confidence that is asked for, and who approved what."""

    least: int = LEAST_CONFIDENCE
    approvals: Mapping[str, Approval] = field(default_factory=dict)

    def of(self, record: CustomerRecord) -> Review | None:
        """Why this customer's emails wait; None if there are none, or they may go."""
        if record.hold is not None or record.analysis is None or record.campaign is None:
            return None
        confidence = record.analysis.output.confidence
        if confidence >= self.least or self._approved(record):
            return None
        return Review(reason=f"the analysis is {confidence}% sure, less than {self.least}%")

    def _approved(self, record: CustomerRecord) -> bool:
        approval = self.approvals.get(record.customer_id)
        return (
            approval is not None
            and record.campaign is not None
            and approval.emails == emails_hash(record.campaign.output)
        )


def least_confidence(asked: object, sender: Sender) -> int:
    """What the run was asked, else what the sender profile says, else 60 percent."""
    if isinstance(asked, int):
        return asked
    return LEAST_CONFIDENCE if sender.min_confidence is None else sender.min_confidence


async def read_reviewing(store: ArtifactStore, status: Status, sender: Sender) -> Reviewing:
    """As the upload keeps it. Raises `BadInputError` if its approvals are gone or damaged."""
    least = least_confidence(status.params.get("min_confidence"), sender)
    return Reviewing(least, await APPROVALS.read(store, status))
