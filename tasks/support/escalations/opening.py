"""An answer that asks for a person opens an escalation, in the transaction that keeps its turn.

There is one at a time in a session: what is asked while it is under way joins it.
"""

from blocks.records.interface import Records
from blocks.records.table import Put
from schemas.support.escalation import Escalation, EscalationEvent, EscalationRecord, UnderWay
from tasks.support.escalations.rows import record_in, row_of, with_event
from tasks.support.tables import ESCALATIONS, NOBODY, Session, Turn


async def opened(records: Records, turn: Turn, owner: str, session: Session) -> tuple[Turn, tuple[Put, ...]]:
    """The turn as it is kept, and what is written of its escalation; the session notes it."""
    said = turn.reply.escalation
    if said is None:
        return turn, ()
    if session.under_way is not None:
        turn = _naming(turn, said.model_copy(update={"escalation_id": session.under_way.escalation_id}))
        row = await records.get(ESCALATIONS, session.under_way.escalation_id)
        if row is not None:
            event = EscalationEvent(what="asked_again", by="customer", at=turn.at, note=said.reason)
            return turn, (row_of(with_event(record_in(row), event), row),)
    # A new one also if a person has just resolved the one that this turn was to join: nothing said is left unread.
    escalation_id = turn.reply.interaction_id
    turn = _naming(turn, said.model_copy(update={"escalation_id": escalation_id}))
    record = _record(turn, owner, escalation_id)
    session.escalated = True
    session.under_way = UnderWay(escalation_id=escalation_id, reason=record.reason, intent=record.intent)
    return turn, (row_of(record, None),)


def _naming(turn: Turn, escalation: Escalation) -> Turn:
    return turn.model_copy(update={"reply": turn.reply.model_copy(update={"escalation": escalation})})


def _record(turn: Turn, owner: str, escalation_id: str) -> EscalationRecord:
    reply, said = turn.reply, turn.reply.escalation
    assert said is not None
    return EscalationRecord(
        escalation_id=escalation_id,
        session_id=reply.session_id,
        user_id=None if owner == NOBODY else owner,
        interaction_id=reply.interaction_id,
        reason=said.reason,
        actor=said.actor,
        intent=reply.intent,
        sentiment=said.sentiment,
        question=turn.question,
        opened_at=turn.at,
        events=(EscalationEvent(what="opened", by=said.actor, at=turn.at),),
    )
