"""What is said of one event when its upload comes to an end: in messages.json, and for the uploads to come."""

from typing import Any

from schemas.upsell.decided import Decided
from schemas.upsell.run import Attempt, EventRecord


def entry(record: EventRecord) -> dict[str, Any] | None:
    """The element of messages.json; None while the event is open."""
    about = {"event_id": record.event.event_id, "customer_id": record.event.customer.id}
    about |= {"source": record.event.source} if record.event.source else {}
    if record.earlier is not None:
        shown = record.earlier.model_dump(mode="json", exclude={"key", "upload_id", "trial", "at"})
        return about | shown | {"decided_in": record.earlier.upload_id}
    found = decided(record, "", "")
    return None if found is None else about | found.model_dump(mode="json", exclude={"key", "upload_id", "trial", "at"})


def decided(record: EventRecord, upload_id: str, at: str) -> Decided | None:
    """The decision about an event, with the message if it may be sent; None while there is none."""
    decision = record.decision
    if decision is None or record.earlier is not None:
        return None
    best, sent = record.best, decision == "approved"
    message = best.message.output if best is not None and sent else None
    return Decided(
        key=record.event.key,
        upload_id=upload_id,
        decision=decision,
        reason=reason_of(record),
        hold=None if record.hold is None else record.hold.code,
        item=None if best is None else best.message.output.item,
        subject=None if message is None else message.subject,
        body=None if message is None else message.body,
        score=None if best is None or best.verdict is None else best.verdict.output.score,
        attempts=len(record.attempts),
        versions=record.versions if record.attempts else {},
        cost_usd=record.spent.cost_usd,
        similar=record.similar,
        trial=any(one.message.is_trial for one in record.attempts),
        at=at,
    )


def reason_of(record: EventRecord) -> str:
    """Why it was decided so, in a sentence."""
    if record.hold is not None:
        return record.hold.reason
    if record.decision == "failed" and record.error is not None:
        return f"{record.error.step}: {record.error.message}"
    return verdict_in_words(record.best)


def verdict_in_words(attempt: Attempt | None) -> str:
    """What the judge said of a message."""
    if attempt is None or attempt.verdict is None:
        return ""
    said = attempt.verdict.output
    return f"approved with {said.score} points" if said.approved else "; ".join(said.reasons)
