"""What a person does about escalations from a terminal or through the HTTP door."""

from datetime import UTC, datetime
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from agents.support.duty import read_duty
from blocks.local import resolve_environment
from blocks.settings import login_name, read_settings
from schemas.errors import BadInputError
from schemas.outbox import ActionState
from schemas.support.escalation import EscalationRecord, Note, ReplyText, Who
from tasks.outbox.outbox import entries, open_outbox, resolve
from tasks.support.desk import open_conversations
from tasks.support.escalations.opening_team import is_told, open_team
from tasks.support.escalations.taking import WAITING, open_escalations
from tasks.support.escalations.telling import NO_CHANNEL, action_id
from tasks.support.tables import Turn

_WHO, _TEXT, _NOTE = TypeAdapter[str](Who), TypeAdapter[str](ReplyText), TypeAdapter[str](Note)


class Listed(NamedTuple):
    """An escalation, and whether the team was told of it; None if nobody tried."""

    record: EscalationRecord
    told: ActionState | None


async def listed(environment: str, *, with_resolved: bool) -> list[Listed]:
    """Who waits, longest first."""
    spec = await resolve_environment(environment, read_settings())
    async with open_escalations(environment) as opened:
        found = await opened.in_states(*WAITING, *(("resolved",) if with_resolved else ()))
    async with open_outbox(spec) as outbox:
        told = {one.action_id: one.state for one in await entries(outbox, datetime.now(UTC)) if one.system == "support"}
    return [Listed(one, told.get(action_id(one))) for one in found]


async def with_conversation(escalation_id: str, environment: str) -> tuple[EscalationRecord, tuple[Turn, ...]]:
    """An escalation and all turns of its session."""
    async with open_escalations(environment) as opened:
        record = await opened.get(escalation_id)
    spec = await resolve_environment(environment, read_settings())
    async with open_conversations(spec) as conversations:
        return record, await conversations.turns(record.session_id)


async def take_one(escalation_id: str, by: str | None, environment: str, instead_of: str | None) -> EscalationRecord:
    """Have it from now on."""
    name = _name(by)
    async with open_escalations(environment) as opened:
        return await opened.take(escalation_id, name, name, instead_of)


async def reply_to_one(escalation_id: str, text: str, by: str | None, environment: str) -> EscalationRecord:
    """Write to the customer."""
    said, name = _checked(_TEXT, text, "a reply has 1 to 6,000 characters"), _name(by)
    async with open_escalations(environment) as opened:
        return await opened.reply(escalation_id, said, name, name)


async def resolve_one(escalation_id: str, by: str | None, environment: str, note: str) -> EscalationRecord:
    """It is settled."""
    said, name = _checked(_NOTE, note, "a note has at most 2,000 characters"), _name(by)
    async with open_escalations(environment) as opened:
        return await opened.resolve(escalation_id, name, name, said)


async def tell_team(environment: str, again: str | None = None, by: str | None = None) -> dict[str, ActionState]:
    """Tell of all that nobody was told of yet, also of what was taken and left lying, which is everybody's again.

    Raises `BadInputError` if no channel is configured; what came back is everybody's all the same.
    """
    settings = read_settings()
    spec = await resolve_environment(environment, settings)
    async with open_escalations(environment) as opened:
        await opened.bring_back(read_duty())
        known = None if again is None else await opened.get(again)
    if not is_told(settings):
        raise BadInputError(NO_CHANNEL)
    if known is not None:
        async with open_outbox(spec) as outbox:
            await resolve(outbox, action_id(known), was_sent=False, by=_name(by), now=datetime.now(UTC))
    async with open_team(spec, settings) as team:
        return await team.tell_all()


def _name(by: str | None) -> str:
    return _checked(_WHO, login_name() if by is None else by, "a name has 1 to 80 characters")


def _checked(kind: TypeAdapter[str], text: str, said: str) -> str:
    try:
        return kind.validate_python(text)
    except ValidationError:
        raise BadInputError(said) from None
