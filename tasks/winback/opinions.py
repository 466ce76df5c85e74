"""What people say of the emails: they let go what was held, or keep back what was not."""

from collections.abc import Mapping

from agents.winback.campaign import AGENT
from schemas.hold import Ruling
from schemas.winback import CustomerRecord
from tasks.bulk.observe import Quality


def ruled(rulings: Mapping[str, Ruling]) -> Quality:
    """1 for emails that somebody let go after seeing them, 0 for those kept back; None where nobody decided."""

    def quality(record: CustomerRecord, agent: str) -> float | None:
        ruling = rulings.get(record.customer_id)
        if agent != AGENT.name or ruling is None or record.campaign is None:
            return None
        if not ruling.changed or ruling.at < record.campaign.at:
            return None
        return 1.0 if ruling.action == "release" else 0.0

    return quality
