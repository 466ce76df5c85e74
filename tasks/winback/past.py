"""Past customers as cases: what win-back's agents were asked about is asked again, of another version."""

from agents.winback.churn_analysis import AGENT as ANALYSIS
from agents.winback.flags import flags
from schemas.sender import Sender
from schemas.winback.case import WinbackCase, WinbackGiven
from schemas.winback.run import CustomerRecord


def past_case(record: CustomerRecord, agent: str, sender: Sender) -> WinbackCase | None:
    """An analysis can be made of everybody; emails are written to who was analysed and is not held."""
    if agent != ANALYSIS.name and (record.analysis is None or record.hold is not None):
        return None
    return WinbackCase(
        id=record.customer_id,
        tags=(record.customer.subscription_tier or "no-tier", *flags(record.customer)),
        given=WinbackGiven(
            customer=record.customer.model_copy(update={"email": None}),
            analysis=record.analysis.output if record.analysis else None,
            sender=sender,
        ),
    )
