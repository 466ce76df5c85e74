"""What a person decides about single customers' emails, over HTTP: the same words and checks as the commands.

Each route does its work in a thread with an event loop of its own. Writing the exports of a large upload takes seconds,
in which other requests want to be answered; and the run inside `regenerate` takes no signals there, so that SIGTERM
still stops the server, which waits for what it is answering.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from schemas.errors import BadInputError
from schemas.web import ApproveRequest, Decided, EditRequest, RegenerateRequest
from tasks.bulk.place import Place
from tasks.winback.approve import approve
from tasks.winback.edit import edit
from tasks.winback.regenerate import regenerate
from web.access import requires
from web.winback.uploads import known_upload

router = APIRouter(tags=["win-back"])
Caller = Annotated[str, Depends(requires("run"))]
_Decision = Callable[[str], Coroutine[Any, Any, str]]  # given the environment's name, does it and says what it did


@router.post("/approve")
async def post_approve(request: Request, caller: Caller, asked: ApproveRequest) -> Decided:
    """Let the emails of these customers go, or of everybody in the review queue. Asking again changes nothing."""
    return await _decided(
        request,
        asked.upload_id,
        lambda environment: approve(asked.upload_id, asked.customer_ids, asked.min_confidence, caller, environment),
    )


@router.post("/edit")
async def post_edit(request: Request, caller: Caller, asked: EditRequest) -> Decided:
    """Replace the subject, body or call to action of one email. The same text again keeps who wrote it and when."""
    texts = asked.model_dump(include={"subject", "body", "cta"}, exclude_none=True)
    if not texts:
        raise BadInputError("give subject, body or cta")
    return await _decided(
        request,
        asked.upload_id,
        lambda environment: edit(asked.upload_id, asked.customer_id, asked.email, texts, caller, environment),
    )


@router.post("/regenerate")
async def post_regenerate(request: Request, caller: Caller, asked: RegenerateRequest) -> Decided:
    """Have the emails of one customer rewritten: one paid call. The same instruction again pays nothing."""
    return await _decided(
        request,
        asked.upload_id,
        lambda environment: regenerate(
            asked.upload_id, asked.customer_id, asked.instruction, caller, environment, asked.max_cost_usd
        ),
    )


async def _decided(request: Request, upload_id: str, decision: _Decision) -> Decided:
    place: Place = request.app.state.place
    await known_upload(place.store, upload_id)
    message = await asyncio.to_thread(asyncio.run, decision(place.environment.name))
    return Decided(upload_id=upload_id, message=message)
