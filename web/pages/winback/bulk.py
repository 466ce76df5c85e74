"""What a person decides about many customers of an upload at once."""

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, Field

from schemas.bulk import Status
from schemas.errors import BadInputError
from tasks.bulk.place import open_place
from tasks.winback.approve import approve
from tasks.winback.rewriting import leased, rewrite_exports
from tasks.winback.take_back import take_back_approvals
from web.pages.asked import Asked
from web.pages.page import Done
from web.pages.winback.known import known_upload
from web.pages.winback.section import WINBACK


async def in_turn(asked: Asked, status: Status, work: Coroutine[Any, Any, str]) -> Done:
    """One change of an upload after the other, in a separate thread; the message, on the upload's page."""
    async with asked.state.turns[status.upload_id]:
        message = await asyncio.to_thread(asyncio.run, work)
    return Done(message, WINBACK.of_upload(status.upload_id))


class _Approve(BaseModel):
    least: int | None = Field(default=None, ge=0, le=100)


@WINBACK.change("/winback/{upload}/approve", "approve emails", role="approver")
async def post_approve(asked: Asked) -> Done:
    """The emails of the customers that were ticked or, with `least`, of all who wait and are at least this sure."""
    status, least = await known_upload(asked), asked.said(_Approve).least
    ticked = [str(one) for one in asked.form.getlist("customer")]
    if least is None and not ticked:
        raise BadInputError("tick customers, or say how sure the analysis has to be")
    wanted, bound = ([], least) if least is not None else (ticked, 0)
    return await in_turn(asked, status, approve(status.upload_id, wanted, bound, asked.who.name, asked.environment))


class _Undo(BaseModel):
    by: str = ""
    at: str = ""


@WINBACK.change("/winback/{upload}/approvals/undo", "take approvals back", role="approver")
async def post_undo(asked: Asked) -> Done:
    """All that one person approved at one moment."""
    status, said = await known_upload(asked), asked.said(_Undo)
    return await in_turn(asked, status, take_back_approvals(status.upload_id, said.by, said.at, asked.environment))


@WINBACK.change("/winback/{upload}/index", "write the exports anew")
async def post_index(asked: Asked) -> Done:
    """The exports and the table, for an upload of an older version."""
    status = await known_upload(asked)
    return await in_turn(asked, status, _rewritten(status.upload_id, asked.environment))


async def _rewritten(upload_id: str, environment: str) -> str:
    async with leased(await open_place(environment), upload_id) as upload:
        await rewrite_exports(upload, datetime.now(UTC))
    return "The exports are written anew; the table can be sorted and searched."
