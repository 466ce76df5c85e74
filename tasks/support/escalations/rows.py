"""Escalations as rows of the records."""

from pydantic import ValidationError

from blocks.records.table import Put, Row
from schemas.errors import StoreError
from schemas.support.escalation import MOST_EVENTS, EscalationEvent, EscalationRecord
from tasks.support.tables import ESCALATIONS, KEPT_FOR, epoch


def row_of(record: EscalationRecord, before: Row | None) -> Put:
    """The write of a record; refused if the row is another one than `before` by then."""
    at = record.events[-1].at
    attributes = {
        "escalation_id": record.escalation_id,
        "state": record.state,
        "changed_at": at.isoformat(),
        "session_id": record.session_id,
        "opened_at": record.opened_at.isoformat(),
    }
    revision, expected = (1, None) if before is None else (before.revision + 1, before.revision)
    row = Row(attributes, record.model_dump_json(), revision, epoch(at + KEPT_FOR))
    return Put(ESCALATIONS, row, expected)


def record_in(row: Row) -> EscalationRecord:
    """The record of a row. Raises `StoreError` if it cannot be read."""
    try:
        return EscalationRecord.model_validate_json(row.document)
    except ValidationError:
        raise StoreError(
            f"the records are damaged: escalation {row.attributes['escalation_id']} cannot be read"
        ) from None


def with_event(record: EscalationRecord, event: EscalationEvent, **changed: object) -> EscalationRecord:
    """The record after an event. Of very many, the first and the newest are kept."""
    events = (*record.events, event)
    if len(events) > MOST_EVENTS:
        events = (events[0], *events[-MOST_EVENTS + 1 :])
    return record.model_copy(update={**changed, "events": events})
