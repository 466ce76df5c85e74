"""The rows that a turn is kept in: its session's, its own, and those by which it is found again."""

from datetime import datetime

from blocks.records.table import Put, Row
from tasks.support.tables import (
    INTERACTIONS,
    KEPT_FOR,
    SEEN,
    SESSIONS,
    TURNS,
    Seen,
    Session,
    Turn,
    epoch,
    seen_key,
)


def turn_rows(turn: Turn, session: Session, owner: str, before: Row | None) -> tuple[Put, ...]:
    """What to write; refused if another turn of the session was faster. `before` is the session's row."""
    key, seen = seen_key(turn.at, turn.reply.interaction_id), _seen(turn, owner).model_dump_json()
    return (*uncounted_rows(turn, session, owner, before), Put(SEEN, Row(key, seen, 1, epoch(turn.at + KEPT_FOR))))


def uncounted_rows(turn: Turn, session: Session, owner: str, before: Row | None) -> tuple[Put, ...]:
    """The same of a turn that nobody waited for live: whoever looks back over days does not see it."""
    number, session_id, interaction_id = session.turn_count, turn.reply.session_id, turn.reply.interaction_id
    session.turn_count += 1
    expires, document = epoch(turn.at + KEPT_FOR), turn.model_dump_json()
    return (
        session_row(session, session_id, owner, turn.at, before),
        Put(TURNS, Row({"session_id": session_id, "turn": number}, document, 1, expires), None),
        Put(INTERACTIONS, Row({"interaction_id": interaction_id}, document, 1, expires), None),
    )


def session_row(session: Session, session_id: str, owner: str, at: datetime, before: Row | None) -> Put:
    """The row of a session that was changed at this moment."""
    attributes = {"session_id": session_id, "user_id": owner, "updated_at": at.isoformat()}
    revision, expected = (1, None) if before is None else (before.revision + 1, before.revision)
    return Put(SESSIONS, Row(attributes, session.model_dump_json(), revision, epoch(at + KEPT_FOR)), expected)


def _seen(turn: Turn, owner: str) -> Seen:
    reply = turn.reply
    return Seen(
        session_id=reply.session_id,
        user_id=owner,
        interaction_id=reply.interaction_id,
        at=turn.at,
        outcome=reply.outcome,
        reason=reply.reason,
        intent=reply.intent,
        agent_version=reply.agent_version,
        quality=reply.quality,
        author=turn.author,
    )
