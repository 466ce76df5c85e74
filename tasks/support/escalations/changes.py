"""How taking, replying and resolving change an escalation, as pure functions."""

from datetime import datetime
from typing import NamedTuple

from schemas.errors import BadInputError, ConflictError
from schemas.support.escalation import Escalation, EscalationEvent, EscalationRecord
from schemas.support.interaction import Reply
from tasks.support.escalations.rows import with_event
from tasks.support.tables import Turn


class Change(NamedTuple):
    """The record after a change, and the message that the customer reads."""

    record: EscalationRecord
    turn: Turn | None = None


def taken(record: EscalationRecord, name: str, by: str, now: datetime, *, instead_of: str | None = None) -> Change:
    """Raises `ConflictError` if a colleague has it, `BadInputError` if it is resolved."""
    _require_under_way(record)
    if record.holder == name:
        return Change(record)
    if record.holder is not None and record.holder != instead_of:
        raise _held(record)
    note = "" if record.holder is None else f"instead of {record.holder}"
    event = EscalationEvent(what="taken", by=by, at=now, note=note)
    state = "replied" if record.state == "replied" else "taken"
    return Change(with_event(record, event, state=state, holder=name, taken_at=now))


def returned(record: EscalationRecord, now: datetime) -> Change:
    """Give it back to everybody, because the person who had it let the customer wait."""
    event = EscalationEvent(what="returned", by="assistant", at=now, note=f"{record.holder} did not write")
    return Change(with_event(record, event, state="open", holder=None, taken_at=None))


def replied(record: EscalationRecord, text: str, interaction_id: str, name: str, by: str, now: datetime) -> Change:
    """As `taken`, with a message of the person."""
    record = taken(record, name, by, now).record
    event = EscalationEvent(what="replied", by=by, at=now)
    after = with_event(record, event, state="replied", replied_at=now)
    return Change(after, _turn(after, text, interaction_id, now, reason="person", name=name))


def resolved(
    record: EscalationRecord, told: str, interaction_id: str, name: str, by: str, note: str, now: datetime
) -> Change:
    """What nobody has may be resolved at once; what a colleague has is theirs. The customer is told."""
    _require_under_way(record)
    if record.holder not in (None, name):
        raise _held(record)
    event = EscalationEvent(what="resolved", by=by, at=now, note=note)
    after = with_event(record, event, state="resolved", holder=name, resolved_at=now, resolved_by=by)
    return Change(after, _turn(after, told, interaction_id, now, reason="resolved"))


def _turn(
    record: EscalationRecord, text: str, interaction_id: str, now: datetime, *, reason: str, name: str = ""
) -> Turn:
    escalation = Escalation(reason=record.reason, actor=record.actor, escalation_id=record.escalation_id)
    reply = Reply(
        session_id=record.session_id,
        interaction_id=interaction_id,
        outcome="escalated",
        answer=text,
        intent=record.intent,
        escalation=escalation,
        reason=reason,
    )
    return Turn(question="", reply=reply, at=now, author="person" if name else "assistant", name=name)


def _require_under_way(record: EscalationRecord) -> None:
    if record.is_over:
        raise BadInputError(
            f"escalation {record.escalation_id} was resolved by {record.resolved_by} at "
            f"{record.resolved_at:%Y-%m-%d %H:%M} UTC"
        )


def _held(record: EscalationRecord) -> ConflictError:
    return ConflictError(
        f"{record.holder} has escalation {record.escalation_id} since {record.taken_at:%Y-%m-%d %H:%M} UTC; "
        f"take it over with --instead-of {record.holder!r} if they are away"
    )
