"""What a person decides about one customer: each change says which state they saw, and is refused if it has changed.

The work is done in a thread with an event loop of its own: writing the exports of a large upload takes seconds, in
which other requests want to be answered.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from pydantic import BaseModel, Field

from schemas.bulk import Status
from schemas.customer import Category
from schemas.errors import BadInputError, ConflictError, ReviveError
from tasks.winback.approve import approve
from tasks.winback.assign import assign
from tasks.winback.correct import correct
from tasks.winback.edit import edit
from tasks.winback.regenerate import regenerate
from tasks.winback.rewrite_for_cause import rewrite_for_cause
from tasks.winback.rule_on import rule_on
from tasks.winback.take_back import take_back_approval, take_back_correction, take_back_edit
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.winback.customer import customer_page, known_customer
from web.pages.winback.known import known_upload
from web.pages.winback.section import WINBACK

_CUSTOMER = "/winback/{upload}/customers/{customer}"
_Work = Callable[
    [str, str], Coroutine[Any, Any, str]
]  # given the upload and the customer, does it and says what it did


async def _decided(asked: Asked, work: _Work) -> Done | Page:
    """Do it if the customer is as the person saw it; otherwise their page again, with what they typed."""
    status = await known_upload(asked)
    async with asked.state.turns[status.upload_id]:
        found = await known_customer(asked, status)
        try:
            if asked.form.get("seen") != found.seen:
                raise ConflictError("somebody changed this customer while you looked at it; look again and say it anew")
            message = await asyncio.to_thread(asyncio.run, work(status.upload_id, found.record.customer_id))
        except ReviveError as error:
            return await _again(asked, status, error)
    return Done(message, asked.request.url.path.rpartition("/customers/")[0] + "/customers/" + asked.part("customer"))


async def _again(asked: Asked, status: Status, error: ReviveError) -> Page:
    typed = {name: value for name, value in asked.form.items() if isinstance(value, str)}
    return await customer_page(asked, status, str(error), typed)


@WINBACK.change(f"{_CUSTOMER}/approve", "approve emails", role="approver")
async def post_approve(asked: Asked) -> Done | Page:
    """Let the emails go."""
    return await _decided(asked, lambda upload, who: approve(upload, [who], 0, asked.who.name, asked.environment))


class _Edit(BaseModel):
    number: int = Field(ge=1, le=3)
    subject: str = ""
    body: str = ""
    cta: str = ""


@WINBACK.change(f"{_CUSTOMER}/edit", "edit an email")
async def post_edit(asked: Asked) -> Done | Page:
    """Replace the texts of one email."""
    said = asked.said(_Edit)
    texts = {name: value.replace("\r\n", "\n") for name, value in said.model_dump(exclude={"number"}).items() if value}
    return await _decided(
        asked, lambda upload, who: edit(upload, who, said.number, texts, asked.who.name, asked.environment)
    )


class _Regenerate(BaseModel):
    instruction: str = ""
    max_cost_usd: float | None = Field(default=None, gt=0, allow_inf_nan=False)


@WINBACK.change(f"{_CUSTOMER}/regenerate", "have emails written anew")
async def post_regenerate(asked: Asked) -> Done | Page:
    """One paid call."""
    said = asked.said(_Regenerate)
    return await _decided(
        asked,
        lambda upload, who: regenerate(
            upload, who, said.instruction, asked.who.name, asked.environment, said.max_cost_usd
        ),
    )


class _Correct(BaseModel):
    category: Category | None = None
    rewrite: bool = False


@WINBACK.change(f"{_CUSTOMER}/correct", "correct a cause")
async def post_correct(asked: Asked) -> Done | Page:
    """Say what the cause is, or that the model is right; with `rewrite`, pay for emails that fit the cause."""
    said, by = asked.said(_Correct), asked.who.name
    if said.rewrite and (category := said.category) is not None:
        return await _decided(
            asked, lambda upload, who: rewrite_for_cause(upload, who, category, by, asked.environment)
        )
    return await _decided(asked, lambda upload, who: correct(upload, who, said.category, by, asked.environment))


class _Reason(BaseModel):
    reason: str = Field(default="", max_length=500)


@WINBACK.change(f"{_CUSTOMER}/hold", "put on hold")
async def post_hold(asked: Asked) -> Done | Page:
    """Do not write to them."""
    reason = asked.said(_Reason).reason
    return await _decided(asked, lambda upload, who: rule_on(upload, who, "hold", reason, asked.environment))


@WINBACK.change(f"{_CUSTOMER}/lift", "lift a hold", role="approver")
async def post_lift(asked: Asked) -> Done | Page:
    """Write to them after all."""
    reason = asked.said(_Reason).reason
    return await _decided(asked, lambda upload, who: rule_on(upload, who, "release", reason, asked.environment))


class _Assign(BaseModel):
    to: str = ""


@WINBACK.change(f"{_CUSTOMER}/assign", "assign a customer")
async def post_assign(asked: Asked) -> Done | Page:
    """Give them to somebody."""
    to = asked.said(_Assign).to
    return await _decided(asked, lambda upload, who: assign(upload, who, to, asked.who.name, asked.environment))


@WINBACK.change(f"{_CUSTOMER}/undo", "take a decision back")
async def post_undo(asked: Asked) -> Done | Page:
    """Take back an approval, an edit, a correction or an assignment."""
    what = str(asked.form.get("what", ""))
    return await _decided(asked, lambda upload, who: _undone(upload, who, what, asked))


async def _undone(upload: str, who: str, what: str, asked: Asked) -> str:
    if what == "approval":
        return await take_back_approval(upload, who, asked.environment)
    if what == "correction":
        return await take_back_correction(upload, who, asked.environment)
    if what == "assignment":
        return await assign(upload, who, "", asked.who.name, asked.environment)
    if what in ("edit-1", "edit-2", "edit-3"):
        return await take_back_edit(upload, who, int(what[-1]), asked.environment)
    raise BadInputError("there is nothing to take back")
