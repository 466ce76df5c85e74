"""Conversations in the environment's records: one row per session, one row per turn.

Two questions at once in one session lose no turn: a turn is written only where none is, and the later one takes the
next number.
"""

from collections.abc import Callable
from datetime import datetime

from blocks.records.interface import Records
from blocks.records.table import Delete, Put, RefusedWriteError, Row, Write
from schemas.errors import ConflictError, StoreError
from schemas.messages import Message
from schemas.support.escalation import UnderWay
from schemas.support.feedback import Feedback
from schemas.support.interaction import Reply
from tasks.support.escalations.opening import opened
from tasks.support.summaries import Summaries
from tasks.support.tables import (
    CANDIDATES,
    ESCALATIONS,
    FEEDBACK,
    INTERACTIONS,
    KEPT_FOR,
    NOBODY,
    SEEN,
    SESSIONS,
    TURNS,
    Before,
    Seen,
    Session,
    Turn,
    epoch,
    seen_key,
)
from tasks.support.trails import TAKEN_OVER, Trails
from tasks.support.turn_rows import turn_rows

GiveWay = Callable[[UnderWay], Reply]
_TRIES = 20
_AT_ONCE = 100  # writes that the records take together
MOST_TURNS, MOST_CHARACTERS = 10, 6_000  # of earlier turns in a prompt; what precedes them is summed up


class Conversations:
    """Reads and writes conversations; every method raises `StoreError` while the records are away."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self.trails = Trails(records)
        self.summaries = Summaries(records)

    async def recent(self, session_id: str, session: Session) -> Before:
        """The last turns of a session, oldest first, with the summary of what precedes them."""
        found = await self._records.query(
            TURNS, session_id, first=session.summarised, newest_first=True, limit=MOST_TURNS
        )
        turns = tuple(Turn.model_validate_json(row.document) for row in reversed(found))
        return Before(summary=session.summary, turns=turns)

    async def session(self, session_id: str, user_id: str | None) -> Session | None:
        """The row of a session; None if there is none, or it is another user's."""
        row = await self._records.get(SESSIONS, session_id)
        if row is None or row.attributes["user_id"] != (user_id or NOBODY):
            return None
        return Session.model_validate_json(row.document)

    async def turns(self, session_id: str) -> tuple[Turn, ...]:
        """All turns of a session, oldest first."""
        found = await self._records.query(TURNS, session_id)
        return tuple(Turn.model_validate_json(row.document) for row in found)

    async def last_turn(self, session_id: str) -> Turn | None:
        """The last turn of a session."""
        found = await self._records.query(TURNS, session_id, newest_first=True, limit=1)
        return Turn.model_validate_json(found[0].document) if found else None

    async def turn_of(self, interaction_id: str) -> Turn | None:
        """The turn that an interaction was."""
        row = await self._records.get(INTERACTIONS, interaction_id)
        return None if row is None else Turn.model_validate_json(row.document)

    async def seen_on(self, day: str) -> list[Seen]:
        """What was asked on a day in UTC (2026-11-29), oldest first."""
        return [Seen.model_validate_json(row.document) for row in await self._records.query(SEEN, day)]

    async def keep_feedback(self, feedback: Feedback) -> None:
        """Write what somebody said of a reply."""
        at = feedback.at.isoformat()
        named = {"feedback_id": feedback.feedback_id, "session_id": feedback.session_id, "at": at, "day": at[:10]}
        row = Row(named, feedback.model_dump_json(), 1, epoch(feedback.at + KEPT_FOR))
        await self._records.commit(Put(FEEDBACK, row, None))

    async def feedback_on(self, session_id: str) -> tuple[Feedback, ...]:
        """What was said of a session's replies, oldest first."""
        rows = await self._records.query(FEEDBACK, session_id, index="by_session")
        return tuple(Feedback.model_validate_json(row.document) for row in rows)

    async def forget(self, session_id: str) -> int:
        """Remove a session with all that is kept of it; returns how many turns there were.

        The session's own row goes last, so that a removal that was killed is found again.
        """
        turns = await self._records.query(TURNS, session_id)
        gone: list[Write] = [
            Delete(FEEDBACK, {"feedback_id": one.feedback_id}) for one in await self.feedback_on(session_id)
        ]
        asked = await self._records.query(ESCALATIONS, session_id, index="by_session")
        gone += [Delete(ESCALATIONS, {"escalation_id": row.attributes["escalation_id"]}) for row in asked]
        gone += await self.trails.of_session(session_id)
        asked = await self._records.query(CANDIDATES, session_id, index="by_session")
        gone += [Delete(CANDIDATES, {"candidate_id": row.attributes["candidate_id"]}) for row in asked]
        for row in turns:
            turn = Turn.model_validate_json(row.document)
            gone.append(Delete(INTERACTIONS, {"interaction_id": turn.reply.interaction_id}))
            gone.append(Delete(SEEN, seen_key(turn.at, turn.reply.interaction_id)))
            gone.append(Delete(TURNS, {"session_id": session_id, "turn": row.attributes["turn"]}))
        for start in range(0, len(gone), _AT_ONCE):
            await self._records.commit(*gone[start : start + _AT_ONCE])
        await self._records.commit(Delete(SESSIONS, {"session_id": session_id}))
        return len(turns)

    async def owner(self, session_id: str) -> str | None:
        """Whose a session is; None if there is none of this id."""
        row = await self._records.get(SESSIONS, session_id)
        return None if row is None else str(row.attributes["user_id"])

    async def owners(self) -> dict[str, str]:
        """Whose each session is, by its id. Raises `MissingTableError` if nothing was ever kept."""
        rows = await self._records.scan(SESSIONS)
        return {str(row.attributes["session_id"]): str(row.attributes["user_id"]) for row in rows}

    async def last_updated(self) -> dict[str, datetime]:
        """When each session was last written to. Raises `MissingTableError` if nothing was ever kept."""
        rows = await self._records.scan(SESSIONS)
        return {
            str(row.attributes["session_id"]): datetime.fromisoformat(str(row.attributes["updated_at"])) for row in rows
        }

    async def keep(
        self, turn: Turn, user_id: str | None, trail: Put, give_way: GiveWay | None = None
    ) -> tuple[Reply, Session]:
        """Write a turn with its trail, and count it; the reply as it is kept, with the escalation that it joins.

        `give_way` makes the reply instead where a person took the conversation while the question was answered.
        """
        for _ in range(_TRIES):
            row = await self._records.get(SESSIONS, turn.reply.session_id)
            if row is not None and row.attributes["user_id"] != (user_id or NOBODY):
                raise StoreError("a turn is not kept: its session began as another user's while the records were away")
            session = Session(created_at=turn.at) if row is None else Session.model_validate_json(row.document)
            owner = user_id or NOBODY
            if give_way is not None and session.under_way is not None and session.under_way.holder is not None:
                turn = turn.model_copy(update={"reply": give_way(session.under_way)})
            kept, escalations = await opened(self._records, turn, owner, session)
            writes = (*turn_rows(kept, session, owner, row), *escalations, trail)
            try:
                await self._records.commit(*writes)
            except RefusedWriteError as refused:
                if writes[refused.number] is trail:
                    raise ConflictError(TAKEN_OVER) from None
                continue  # another question of this session was faster
            return kept.reply, session
        raise StoreError(f"session {turn.reply.session_id} is written to by too many at once")


def messages(before: Before) -> tuple[Message, ...]:
    """What was said before as a model is told it: the summary, then the newest turns that fit into the budget."""
    kept: list[Message] = []
    budget = MOST_CHARACTERS - len(before.summary)
    for turn in reversed(before.turns):
        budget -= len(turn.question) + len(turn.reply.answer)
        if budget < 0:
            break
        if turn.question.strip():
            kept[:0] = [Message(role="user", text=turn.question), Message(role="assistant", text=turn.reply.answer)]
        elif turn.author == "person":
            kept[:0] = [Message(role="assistant", text=f"(A person on our team wrote:) {turn.reply.answer}")]
    if before.summary:
        # In a turn of the customer, whose words it is made of: it is no instruction of ours.
        told = f"(What we said before, in short: {before.summary})"
        kept[:0] = [Message(role="user", text=told), Message(role="assistant", text="(I remember.)")]
    return tuple(kept)
