"""One customer: facts, analysis, three emails side by side, and what people decided."""

from collections.abc import Mapping
from http import HTTPStatus
from time import time
from typing import Any

from blocks.layout import safe
from schemas.bulk import Status
from schemas.winback.pages import CustomerPage, Decision, EmailShown, Others
from schemas.winback.rows import RowsAsked
from tasks.winback.decisions import with_edits
from tasks.winback.one_customer import OneCustomer, read_customer
from tasks.winback.rows import read_rows
from web.pages.asked import Asked
from web.pages.page import Page
from web.pages.winback.known import known_upload, named
from web.pages.winback.section import WINBACK
from web.problems import NotFoundError


@WINBACK.page("/winback/{upload}/customers/{customer}")
async def customer(asked: Asked) -> Page:
    """As it is now."""
    return await customer_page(asked, await known_upload(asked))


@WINBACK.part("/winback/{upload}/customers/{customer}/others")
async def others(asked: Asked) -> Page:
    """Polled: who else is here, and whether somebody has changed what is shown."""
    status = await known_upload(asked)
    found = await known_customer(asked, status)
    path = _path(status, found)
    shown = Others(
        names=await asked.state.presence.others(asked.records, path, asked.who.name, time()),
        changed=asked.request.query_params.get("seen") != found.seen,
        path=path,
    )
    return Page("Others", "winback/others.html.jinja", shown, more={"seen": asked.request.query_params.get("seen", "")})


async def known_customer(asked: Asked, status: Status) -> OneCustomer:
    """The customer of the path. Raises `NotFoundError` if there is no record of it yet."""
    found = await read_customer(asked.store, status, named(asked, "customer"))
    if found is None:
        raise NotFoundError("this upload has no result of such a customer; while a run goes on, it may still come")
    return found


async def customer_page(
    asked: Asked, status: Status, problem: str = "", typed: Mapping[str, Any] | None = None
) -> Page:
    """The page; with `problem`, why a change was refused, and what was typed is still in its fields."""
    found = await known_customer(asked, status)
    data = _shown(status, found, await _next(asked, status, found.record.customer_id))
    title = f"{found.record.customer.company_name or found.record.customer_id}: {status.upload_id}"
    code = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return Page(title, "winback/customer.html.jinja", data, {"problem": problem, "typed": typed or {}}, code)


def _shown(status: Status, found: OneCustomer, next_path: str) -> CustomerPage:
    record = found.record
    analysis, campaign = record.analysis, record.campaign
    return CustomerPage(
        upload_id=status.upload_id,
        upload_path=WINBACK.of_upload(status.upload_id),
        path=_path(status, found),
        name=safe(record.customer_id),
        customer=record.customer,
        send=record.send or ("failed" if record.error else "open"),
        why=_why(found),
        hold=record.hold.code if record.hold else "",
        analysis=analysis.output if analysis else None,
        corrected=found.corrected,
        emails=_emails(found),
        language=campaign.language if campaign else "",
        instruction=campaign.instruction.text if campaign and campaign.instruction else "",
        flags=record.flags,
        assigned=found.assigned.to if found.assigned else "",
        decisions=_decisions(found),
        model=", ".join(sorted({step.model for step in (analysis, campaign) if step})),
        versions=record.versions,
        cost_usd=record.spent.cost_usd,
        next_path=next_path,
        seen=found.seen,
    )


def _why(found: OneCustomer) -> str:
    record = found.record
    said = record.hold or record.review
    return said.reason if said else record.error.message if record.error else ""


def _emails(found: OneCustomer) -> list[EmailShown]:
    """As they would be sent; those of a customer on hold are shown, too: a person may lift the hold."""
    written, sent = found.record.campaign, with_edits(found.record, found.edited).campaign
    if written is None or sent is None:
        return []
    own = {email.number: email for email in written.output.emails}
    shown = []
    for email in sent.output.emails:
        edit = found.edited.get(email.number)
        said = {"own": own[email.number], "by": edit.by, "at": edit.at} if edit else {}
        shown.append(EmailShown(email=email, **said))
    return shown


def _decisions(found: OneCustomer) -> list[Decision]:
    """The newest decisions about what is there now."""
    said = []
    if (approval := found.approval) is not None:
        said.append(Decision(said="Approved", by=approval.by, at=approval.at, undo="approval"))
    if (right := found.correction) is not None:
        words = f"The cause {right.was} is right" if right.right else f"Cause: {right.category}, not {right.was}"
        said.append(Decision(said=words.replace("_", " "), by=right.by, at=right.at, undo="correction"))
    if (ruling := found.ruling) is not None:
        words = "Put on hold" if ruling.action == "hold" else "Hold lifted"
        said.append(Decision(said=f"{words}: {ruling.reason}" if ruling.reason else words, at=ruling.at))
    if (to := found.assigned) is not None:
        said.append(Decision(said=f"With {to.to}", by=to.by, at=to.at, undo="assignment"))
    return sorted(said, key=lambda one: one.at, reverse=True)


async def _next(asked: Asked, status: Status, customer_id: str) -> str:
    """The next customer who waits for a person, so that a review goes on without a way back."""
    waiting = (await read_rows(asked.store, status, RowsAsked(send="review"))).rows
    other = next((row for row in waiting if row.customer_id != customer_id and row.send == "review"), None)
    return "" if other is None else f"{WINBACK.of_upload(status.upload_id)}/customers/{other.name}"


def _path(status: Status, found: OneCustomer) -> str:
    return f"{WINBACK.of_upload(status.upload_id)}/customers/{safe(found.record.customer_id)}"
