"""Conversations as somebody of the team looks through them: by day, by outcome, by customer."""

import asyncio

from blocks.records.interface import Records
from schemas.support.interaction import Outcome
from schemas.support.talks import Talk, TalkRow, Talks
from schemas.support.web import TurnView
from tasks.support.conversations import Conversations
from tasks.support.tables import INTERACTIONS, NOBODY, SEEN, SESSIONS, Seen, Turn

MOST = 50  # rows of a page
_PIECE, _LOOKED_AT = 200, 2_000  # rows that are read together, and for one page


async def talks_of_day(
    records: Records, day: str, outcome: Outcome | None, intent: str | None, before: str | None
) -> Talks:
    """What was asked on a day in UTC, newest first; `before` is where the page before it ended."""
    found: list[Seen] = []
    looked_at, last = 0, before
    while looked_at < _LOOKED_AT:
        rows = await records.query(SEEN, day, last=last, newest_first=True, limit=_PIECE)
        rows = [row for row in rows if row.attributes["at_id"] != last]
        if not rows:
            return Talks(rows=await _rows(records, found))
        for row in rows:
            looked_at, last = looked_at + 1, str(row.attributes["at_id"])
            seen = Seen.model_validate_json(row.document)
            if (outcome is None or seen.outcome == outcome) and (intent is None or seen.intent == intent):
                found.append(seen)
            if len(found) == MOST:
                return Talks(rows=await _rows(records, found), next=last)
    return Talks(rows=await _rows(records, found), next=last)


async def talks_of_user(records: Records, user_id: str) -> Talks:
    """The newest conversations of a customer, each with its last words."""
    rows = await records.query(SESSIONS, user_id, index="by_user", newest_first=True, limit=MOST)
    conversations = Conversations(records)
    turns = await asyncio.gather(*(conversations.last_turn(str(row.attributes["session_id"])) for row in rows))
    return Talks(rows=[_row(turn, user_id) for turn in turns if turn is not None])


async def talk(records: Records, session_id: str) -> Talk | None:
    """One conversation, with what was said of its replies; None if there is none."""
    conversations = Conversations(records)
    row = await records.get(SESSIONS, session_id)
    if row is None:
        return None
    owner = str(row.attributes["user_id"])
    session = await conversations.session(session_id, None if owner == NOBODY else owner)
    turns = [
        TurnView(question=turn.question, reply=turn.reply, at=turn.at, author=turn.author, name=turn.name)
        for turn in await conversations.turns(session_id)
    ]
    return Talk(
        session_id=session_id,
        user_id=None if owner == NOBODY else owner,
        summary="" if session is None else session.summary,
        turns=turns,
        feedback=list(await conversations.feedback_on(session_id)),
    )


async def _rows(records: Records, found: list[Seen]) -> list[TalkRow]:
    kept = await asyncio.gather(*(records.get(INTERACTIONS, one.interaction_id) for one in found))
    turns = [None if row is None else Turn.model_validate_json(row.document) for row in kept]
    return [_row(turn, seen.user_id) for turn, seen in zip(turns, found, strict=True) if turn is not None]


def _row(turn: Turn, user_id: str) -> TalkRow:
    reply = turn.reply
    return TalkRow(
        session_id=reply.session_id,
        interaction_id=reply.interaction_id,
        user_id=None if user_id == NOBODY else user_id,
        at=turn.at,
        question=turn.question,
        outcome=reply.outcome,
        reason=reply.reason,
        intent=reply.intent,
        quality=reply.quality,
        author=turn.author,
    )
