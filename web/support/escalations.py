"""The person's side of support over HTTP: who waits, taking it, replying in the conversation, resolving it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request

from schemas.support.escalation import EscalationRecord
from schemas.support.web import EscalationsView, PersonReplyRequest, ResolveRequest, TakeRequest
from tasks.support.escalations.taking import WAITING, Escalations, open_escalations
from web.access import requires
from web.problems import NotFoundError

may_run = requires("run")  # one for all of support's routes: who asks is counted once
router = APIRouter(prefix="/support/escalations")
_Caller = Annotated[str, Depends(may_run)]
_Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


@router.get("")
async def escalations(request: Request, *, resolved: Annotated[bool, Query()] = False) -> EscalationsView:
    """Who waits for a person, longest first; with `resolved=true` also what is settled."""
    async with _opened(request) as opened:
        return EscalationsView(escalations=await opened.in_states(*WAITING, *(("resolved",) if resolved else ())))


@router.get("/{escalation_id}")
async def escalation(request: Request, escalation_id: _Id) -> EscalationRecord:
    """One with its history; its conversation is `GET /sessions/{session_id}`."""
    async with _opened(request, escalation_id) as opened:
        return await opened.get(escalation_id)


@router.post("/{escalation_id}/take")
async def take(request: Request, escalation_id: _Id, asked: TakeRequest, caller: _Caller) -> EscalationRecord:
    """Have it from now on; 409 says which colleague has it."""
    name = asked.name or _named(caller)
    async with _opened(request, escalation_id) as opened:
        return await opened.take(escalation_id, name, _by(asked.name, caller), asked.instead_of)


@router.post("/{escalation_id}/reply")
async def reply(request: Request, escalation_id: _Id, asked: PersonReplyRequest, caller: _Caller) -> EscalationRecord:
    """Write to the customer, who reads it in their conversation."""
    name = asked.name or _named(caller)
    async with _opened(request, escalation_id) as opened:
        return await opened.reply(escalation_id, asked.text, name, _by(asked.name, caller))


@router.post("/{escalation_id}/resolve")
async def resolve(request: Request, escalation_id: _Id, asked: ResolveRequest, caller: _Caller) -> EscalationRecord:
    """It is settled: the assistant answers again, and does not hand over the same matter by itself."""
    name = asked.name or _named(caller)
    async with _opened(request, escalation_id) as opened:
        return await opened.resolve(escalation_id, name, _by(asked.name, caller), asked.note)


def _named(caller: str) -> str:
    """Who acts if the request names nobody: customers read it, so it is the key's name without its id."""
    return "our team" if caller == "this machine" else caller.partition(" (key ")[0]


def _by(name: str | None, caller: str) -> str:
    """A company's backend acts for its people: the history has the person and the key."""
    return caller if name is None else f"{name} through {caller}"


@asynccontextmanager
async def _opened(request: Request, escalation_id: str | None = None) -> AsyncIterator[Escalations]:
    async with open_escalations(request.app.state.place.environment.name) as opened:
        if escalation_id is not None and not await opened.has(escalation_id):
            raise NotFoundError("there is no such escalation")
        yield opened
