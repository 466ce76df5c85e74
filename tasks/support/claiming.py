"""A question with an interaction_id is answered once: sent again, it gets the same reply, or continues.

While another process is answering it, the second request waits for that one, at most until its deadline.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta

from blocks.records.table import RefusedWriteError
from schemas.errors import ReviveError
from schemas.support.interaction import Asked, Interaction, Reply
from schemas.support.trail import Trail
from tasks.support.conversations import Conversations
from tasks.support.desk import Desk
from tasks.support.tables import NOBODY

_PAUSE_S = 0.2
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Claim:
    """An interaction that this process answers."""

    interaction_id: str
    session_id: str
    revision: int = 0  # of its trail, as this process wrote it last; 0: not yet
    resumed: Interaction | None = None  # what a killed process had paid for
    lost_calls: int = 0  # as of `Trail`


async def claimed(asked: Asked, session_id: str, desk: Desk, deadline_s: float) -> Claim | Reply:
    """The claim, or the reply that the question got before. Another's id, or another question's, is nobody's."""
    new = Claim(desk.new_id(), session_id)
    if asked.interaction_id is None:
        return new
    if desk.conversations is None:
        return Claim(asked.interaction_id, session_id)
    try:
        async with asyncio.timeout(deadline_s):
            return await _settled(asked, asked.interaction_id, new, desk, desk.conversations, deadline_s)
    except ReviveError as error:
        _log.warning("what was asked before cannot be read: %s", error)
        return Claim(asked.interaction_id, session_id)


async def _settled(
    asked: Asked, interaction_id: str, new: Claim, desk: Desk, kept: Conversations, deadline_s: float
) -> Claim | Reply:
    while True:
        found = await kept.trails.find(interaction_id)
        trail, revision = found or (None, 0)
        if trail is not None and not await _is_same(trail, asked, desk, kept):
            return new
        if trail is not None and trail.outcome is not None:
            turn = await kept.turn_of(interaction_id)
            return new if turn is None else turn.reply
        if trail is None or desk.now() >= trail.until:
            claim = _claim(interaction_id, new.session_id, trail)
            try:
                claim.revision = await kept.trails.write(_opened(claim, asked, desk, deadline_s), revision)
            except RefusedWriteError:
                continue
            return claim
        await asyncio.sleep(_PAUSE_S)


def _claim(interaction_id: str, session_id: str, trail: Trail | None) -> Claim:
    if trail is None:
        return Claim(interaction_id, session_id)
    lost = trail.lost_calls + (trail.record is not None)
    return Claim(interaction_id, trail.session_id, resumed=trail.record, lost_calls=lost)


def _opened(claim: Claim, asked: Asked, desk: Desk, deadline_s: float) -> Trail:
    return Trail(
        interaction_id=claim.interaction_id,
        session_id=claim.session_id,
        user_id=asked.user_id or NOBODY,
        at=desk.now(),
        until=desk.now() + timedelta(seconds=deadline_s),
        record=claim.resumed,
        lost_calls=claim.lost_calls,
    )


async def _is_same(trail: Trail, asked: Asked, desk: Desk, kept: Conversations) -> bool:
    """Whether a trail is of the same user and question. What is compared is the masked text: nothing else is kept."""
    if trail.user_id != (asked.user_id or NOBODY) or asked.session_id not in (None, trail.session_id):
        return False
    turn = await kept.turn_of(trail.interaction_id) if trail.outcome is not None else None
    before = turn.question if turn is not None else trail.record.question if trail.record is not None else None
    return before is None or before == (await desk.guard.screen(asked.question)).text
