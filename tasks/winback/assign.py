"""Assigns a customer to a person."""

from datetime import UTC, datetime

from pydantic import ValidationError

from schemas.errors import BadInputError, shown
from schemas.winback.assignment import Assigned
from tasks.bulk.place import open_place
from tasks.winback.decisions import ASSIGNED
from tasks.winback.rewriting import leased, rewrite_exports
from tasks.winback.rule_on import find_record


async def assign(upload_id: str, customer_id: str, to: str, by: str, environment: str) -> str:
    """Give a customer to somebody, or to nobody if `to` is empty. Returns the message.

    Raises `BadInputError` if there is no such upload or customer; `AlreadyRunningError` while a run is under way.
    """
    async with leased(await open_place(environment), upload_id) as upload:
        await find_record(upload.ledger, upload.status.batches, customer_id, upload_id)
        now = datetime.now(UTC)
        assigned = await ASSIGNED.read(upload.store, upload.status)
        others = {one: said for one, said in assigned.items() if one != customer_id}
        new = {customer_id: _said(to, by, now)} if to.strip() else {}
        await ASSIGNED.write(upload.store, upload.status, others | new)
        await rewrite_exports(upload, now)
        return f"{shown(customer_id)} is with {shown(to.strip())}" if new else f"{shown(customer_id)} is with nobody"


def _said(to: str, by: str, now: datetime) -> Assigned:
    try:
        return Assigned(by=by, at=now.isoformat(timespec="seconds"), to=to)
    except ValidationError:
        raise BadInputError("say in at most 80 characters who looks after the customer") from None
