"""Conversations that a person takes over: who waits, what was said, and the person's words to the customer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pydantic import BaseModel, ConfigDict

from schemas.support.escalation import EscalationRecord, Note, ReplyText, Who
from schemas.support.web import TurnView
from tasks.support.escalations.taking import WAITING, Escalations, open_escalations
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.support.section import SUPPORT
from web.problems import NotFoundError


class Waits(BaseModel):
    """Who waits for a person or has one, the longest first."""

    escalations: list[EscalationRecord]


class OneEscalation(BaseModel):
    """One with its conversation, oldest first."""

    escalation: EscalationRecord
    turns: list[TurnView]


class _Take(BaseModel):
    model_config = ConfigDict(extra="forbid")

    instead_of: Who | None = None


class _Reply(BaseModel):
    text: ReplyText


class _Resolve(BaseModel):
    note: Note = ""


@SUPPORT.page("/support")
async def waiting(asked: Asked) -> Page:
    """Everybody who waits."""
    return Page("Support: who waits", "support/waiting.html.jinja", await _waiting(asked))


@SUPPORT.part("/support/people")
async def waiting_now(asked: Asked) -> Page:
    """The same, for the piece that is polled."""
    return Page("Support: who waits", "support/waiting_now.html.jinja", await _waiting(asked))


@SUPPORT.page("/support/people/{escalation_id}")
async def one(asked: Asked) -> Page:
    """One conversation."""
    async with _opened(asked) as (opened, escalation_id):
        record = await opened.get(escalation_id)
        turns = [
            TurnView(question=turn.question, reply=turn.reply, at=turn.at, author=turn.author, name=turn.name)
            for turn in await opened.turns(record)
        ]
    return Page(f"Support: {record.reason}", "support/one.html.jinja", OneEscalation(escalation=record, turns=turns))


@SUPPORT.change("/support/people/{escalation_id}/take", "take a conversation")
async def post_take(asked: Asked) -> Done:
    """Have it from now on. Raises `ConflictError` if a colleague has it."""
    said, name = asked.said(_Take), asked.who.name
    async with _opened(asked) as (opened, escalation_id):
        await opened.take(escalation_id, name, name, said.instead_of)
    return Done("You have it; the assistant is silent in this conversation.", f"/support/people/{escalation_id}")


@SUPPORT.change("/support/people/{escalation_id}/reply", "reply to a customer")
async def post_reply(asked: Asked) -> Done:
    """Write to the customer, who reads it in their conversation."""
    said, name = asked.said(_Reply), asked.who.name
    async with _opened(asked) as (opened, escalation_id):
        await opened.reply(escalation_id, said.text, name, name)
    return Done("The customer can read it now.", f"/support/people/{escalation_id}")


@SUPPORT.change("/support/people/{escalation_id}/resolve", "resolve a conversation")
async def post_resolve(asked: Asked) -> Done:
    """It is settled: the assistant answers again."""
    said, name = asked.said(_Resolve), asked.who.name
    async with _opened(asked) as (opened, escalation_id):
        await opened.resolve(escalation_id, name, name, said.note)
    return Done("It is settled; the assistant answers again.", "/support")


async def _waiting(asked: Asked) -> Waits:
    async with open_escalations(asked.environment) as opened:
        return Waits(escalations=await opened.in_states(*WAITING))


@asynccontextmanager
async def _opened(asked: Asked) -> AsyncIterator[tuple[Escalations, str]]:
    escalation_id = asked.part("escalation_id")
    async with open_escalations(asked.environment) as opened:
        if not await opened.has(escalation_id):
            raise NotFoundError("there is no such conversation that waits for a person")
        yield opened, escalation_id
