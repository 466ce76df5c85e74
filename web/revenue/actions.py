"""Actions of revenue over HTTP: what waits, approving and rejecting it; as `revive revenue actions`. Sends nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, ConfigDict, Field

from blocks.records.interface import Records
from schemas.errors import ConflictError, shown
from schemas.outbox import ActionState, OutboxEntry
from tasks.bulk.place import Place
from tasks.outbox.outbox import entries, open_outbox
from tasks.outbox.outbox import resolve as settle_unknown
from tasks.outbox.waiting import decide
from tasks.revenue.actions.policy import action_policy
from web.access import requires
from web.audited import audited
from web.problems import NotFoundError

router = APIRouter(prefix="/outbox", tags=["revenue"])  # /revenue/actions is the page
_Reader = Depends(requires("read"))
_Caller = Annotated[str, Depends(requires("run"))]
_Id = Annotated[str, Path(max_length=200)]


class DecisionSaid(BaseModel):
    """Why, for whoever looks later."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    note: str = Field(default="", max_length=1000)


class ArrivalSaid(BaseModel):
    """Whether an action in state `unknown` has arrived."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sent: bool = Field(description="If not, it may be tried again.")


@router.get("", dependencies=[_Reader])
async def get_outbox(request: Request, state: ActionState | None = None) -> list[OutboxEntry]:
    """The actions, the newest change first."""
    async with _outbox(request) as records:
        return await _ours(records, *([state] if state else []))


@router.get("/{action_id}", dependencies=[_Reader])
async def get_action(request: Request, action_id: _Id) -> OutboxEntry:
    """One, with what it says where it waits."""
    async with _outbox(request) as records:
        return await _known(records, action_id)


@router.post("/{action_id}/approve")
async def approve(request: Request, caller: _Caller, action_id: _Id, said: DecisionSaid) -> OutboxEntry:
    """Let it go out with the next run that acts, or `send-actions`; again: nothing changes."""
    return await _decided(request, caller, action_id, said, approve=True)


@router.post("/{action_id}/reject")
async def reject(request: Request, caller: _Caller, action_id: _Id, said: DecisionSaid) -> OutboxEntry:
    """Never let it go out; again: nothing changes."""
    return await _decided(request, caller, action_id, said, approve=False)


@router.post("/{action_id}/resolve")
async def resolve(request: Request, caller: _Caller, action_id: _Id, said: ArrivalSaid) -> OutboxEntry:
    """Say of one that is unknown whether it arrived."""
    async with audited(request, caller, "resolve an action", "approver"), _outbox(request) as records:
        before = await _known(records, action_id)
        if before.resolved_by and before.state == ("sent" if said.sent else "failed"):
            return before
        return await settle_unknown(records, action_id, was_sent=said.sent, by=caller, now=datetime.now(UTC))


async def _decided(request: Request, caller: str, action_id: str, said: DecisionSaid, *, approve: bool) -> OutboxEntry:
    place: Place = request.app.state.place
    what, state = ("approve an action", "approved") if approve else ("reject an action", "rejected")
    async with audited(request, caller, what, "approver"), _outbox(request) as records:
        before = await _known(records, action_id)
        if before.state == state:
            return before
        if before.state != "proposed":
            by = f" by {before.approved_by}" if before.approved_by else ""
            raise ConflictError(
                f"action {shown(action_id)} is {before.state}{by}; only what is proposed can be decided"
            )
        return await decide(
            records, action_id, approve=approve, by=caller, note=said.note,
            proposer_may=action_policy(place.environment.name).proposer_may_approve, now=datetime.now(UTC),
        )  # fmt: skip


@asynccontextmanager
async def _outbox(request: Request) -> AsyncIterator[Records]:
    place: Place = request.app.state.place
    async with open_outbox(place.environment) as records:
        yield records


async def _ours(records: Records, *states: ActionState) -> list[OutboxEntry]:
    return [one for one in await entries(records, datetime.now(UTC), *states) if one.system == "revenue"]


async def _known(records: Records, action_id: str) -> OutboxEntry:
    found = next((one for one in await _ours(records) if one.action_id == action_id), None)
    if found is None:
        raise NotFoundError(f"there is no action {shown(action_id)}")
    return found
