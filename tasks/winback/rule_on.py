"""A ruling on one customer, to hold it or to lift a hold; the exports are rewritten."""

from datetime import UTC, datetime

from schemas.bulk import Status
from schemas.customer import Customer
from schemas.errors import BadInputError, shown
from schemas.hold import Hold, Ruling
from schemas.winback.run import CustomerRecord
from tasks.bulk.ledger import Ledger
from tasks.bulk.place import open_place
from tasks.outreach.rulings import read_rulings, ruling_now, write_rulings
from tasks.winback.rewriting import leased, rewrite_exports

_NO_RELEASE = ("no_address", "suppressed")  # holds that no ruling lifts


async def rule_on(upload_id: str, customer_id: str, action: str, reason: str, environment: str) -> str:
    """Hold one customer or lift its hold; the exports change at once. Returns the message to print.

    Raises `BadInputError` if there is no such upload or customer, `AlreadyRunningError` while a run is under way.
    """
    place = await open_place(environment)
    async with leased(place, upload_id) as upload:
        store, ledger, status = upload.store, upload.ledger, upload.status
        batch, record = await find_record(ledger, status.batches, customer_id, upload_id)
        rulings = await read_rulings(store, status)
        changed = _changes(record, action, rulings.get(customer_id))
        ruling = ruling_now(action, reason, datetime.now(UTC), changed=changed)
        rulings |= {customer_id: ruling}
        await write_rulings(store, status, rulings)
        if record is None:
            return f"noted; {shown(customer_id)} has no result yet"
        said = await _apply(record, ruling, status)
        await ledger.open_batch(batch)
        await ledger.write(record)
        await rewrite_exports(upload, datetime.now(UTC))
        return said


async def find_record(
    ledger: Ledger[Customer, CustomerRecord], batches: int, customer_id: str, upload_id: str
) -> tuple[int, CustomerRecord | None]:
    """A customer's batch and its record, None if it has none yet; `BadInputError` if there is no such customer."""
    for batch in range(batches):
        # To its end, which mends every record from the part: the part goes as soon as one of them changes.
        records = {customer.customer_id: record async for customer, record in ledger.batch(batch)}
        if customer_id in records:
            return batch, records[customer_id]
    raise BadInputError(f"upload {shown(upload_id)} has no customer {shown(customer_id)}")


def _changes(record: CustomerRecord | None, action: str, before: Ruling | None) -> bool:
    """Whether a ruling changes what the customer gets; only then is it an opinion on the emails."""
    if before is not None and before.action == action:
        return before.changed  # a repetition
    if record is None or record.campaign is None:
        return False
    if action == "hold":
        return record.hold is None
    return record.hold is not None and record.hold.code not in ("manual", *_NO_RELEASE)


async def _apply(record: CustomerRecord, ruling: Ruling, status: Status) -> str:
    who = shown(record.customer_id)
    if ruling.action == "hold":
        record.hold = Hold(code="manual", reason=ruling.reason or "held by hand")
        return f"{who} is on hold; emails.csv and the report are written anew without its emails"
    if record.hold is None:
        return f"{who} is not on hold"
    if record.hold.code in _NO_RELEASE:
        return f"{who} stays on hold: {record.hold.reason}; mend that and resume"
    if record.campaign is None:
        return f"{who} is released; {status.command('resume')} writes its emails"
    record.hold = None
    return f"{who} is released; its emails are in emails.csv again"
