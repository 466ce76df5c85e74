"""What is known of how good an answer was, from 0 to 1: by what became of the message, or by the judge."""

from schemas.upsell.outcome import OutcomeKind
from schemas.upsell.run import EventRecord
from tasks.upsell.chain import MESSAGE
from tasks.upsell.context import UpsellContext

# Silence is what most messages meet, and says little; a complaint says that it should not have been sent.
_WORTH: dict[OutcomeKind, float] = {
    "accepted": 1.0,
    "declined": 0.5,
    "ignored": 0.5,
    "unsubscribed": 0.0,
    "complained": 0.0,
}


def quality_of(record: EventRecord, agent: str, context: UpsellContext) -> float | None:
    """Of a message, the outcome counts, else whether its first draft was approved; of the judge only an outcome."""
    told = context.outcomes.get(record.event.key)
    if told is not None:
        return _WORTH[told.kind]
    if agent != MESSAGE.name or not record.attempts or record.attempts[0].verdict is None:
        return None
    return float(record.attempts[0].verdict.output.approved)
