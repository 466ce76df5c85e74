"""People's opinions of the agents' answers: of emails, by letting them go or not; of a category, by correcting it."""

from collections.abc import Mapping

from agents.winback import campaign, churn_analysis
from schemas.hold import Ruling
from schemas.winback.run import CustomerRecord
from tasks.bulk.observe import Quality
from tasks.winback.corrections import Corrections, correction_of


def opinions(rulings: Mapping[str, Ruling], corrections: Corrections) -> Quality:
    """By agent: 1 for an answer that somebody found right, 0 for one found wrong; None if nobody has looked."""

    def quality(record: CustomerRecord, agent: str) -> float | None:
        if agent == campaign.AGENT.name:
            return _of_emails(record, rulings.get(record.customer_id))
        if agent == churn_analysis.AGENT.name:
            said = correction_of(record, corrections)
            return None if said is None else float(said.right)
        return None

    return quality


def _of_emails(record: CustomerRecord, ruling: Ruling | None) -> float | None:
    """The opinion on the emails of a person who saw them and lifted a hold, or added one."""
    if ruling is None or record.campaign is None or not ruling.changed or ruling.at < record.campaign.at:
        return None
    return 1.0 if ruling.action == "release" else 0.0
