"""Whom a file of questions hands over: a conversation that a person can take, and the team is told once of all.

Their ids follow from the file, so a run that was killed, or runs again, hands nobody over twice.
"""

import logging
from collections.abc import Sequence

from blocks.records.interface import Records
from blocks.records.open_records import open_records
from blocks.records.table import RefusedWriteError
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.errors import StoreError
from tasks.bulk.place import Place
from tasks.support.escalations.opening import opened
from tasks.support.escalations.opening_team import open_team
from tasks.support.tables import INTERACTIONS, NOBODY, SESSIONS, TABLES, Session, Turn
from tasks.support.turn_rows import uncounted_rows

_TRIES = 20
_log = logging.getLogger(__name__)
HandedOver = tuple[Turn, str]  # a turn, and the user who asked; empty if the file does not say


async def open_handed_over(place: Place, handed: Sequence[HandedOver]) -> None:
    """Keep these for a person, and tell the team of the new ones. Raises `StoreError` while the records are away."""
    spec = place.environment
    if not handed or spec.records_url is None:
        return
    async with open_records(spec.records_url, spec.aws, TABLES, upgrade_registry) as records:
        await records.prepare()
        kept = [await _kept(records, turn, user_id or NOBODY) for turn, user_id in handed]
    new = list(dict.fromkeys(escalation_id for escalation_id in kept if escalation_id is not None))
    if new:
        _log.info("%d conversations of the file wait for a person: revive support escalations list", len(new))
        async with open_team(spec, place.settings) as team:
            await team.tell_together(new)


async def _kept(records: Records, turn: Turn, owner: str) -> str | None:
    """The escalation that a turn opened or joined; None if it was kept before."""
    for _ in range(_TRIES):
        if await records.get(INTERACTIONS, turn.reply.interaction_id) is not None:
            return None
        row = await records.get(SESSIONS, turn.reply.session_id)
        if row is not None and row.attributes["user_id"] != owner:
            turn = _apart(turn)  # the file may name any session: nobody's words are put into another user's
            continue
        session = Session(created_at=turn.at) if row is None else Session.model_validate_json(row.document)
        kept, escalations = await opened(records, turn, owner, session)
        try:
            await records.commit(*uncounted_rows(kept, session, owner, row), *escalations)
        except RefusedWriteError:
            continue  # the customer, or another run of the file, was faster
        return None if kept.reply.escalation is None else kept.reply.escalation.escalation_id
    raise StoreError(f"session {turn.reply.session_id} is written to by too many at once")


def _apart(turn: Turn) -> Turn:
    return turn.model_copy(update={"reply": turn.reply.model_copy(update={"session_id": turn.reply.interaction_id})})
