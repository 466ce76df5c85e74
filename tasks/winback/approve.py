"""Approving emails that wait for a person: recorded with who and when; the exports are rewritten."""

from collections.abc import Collection
from datetime import UTC, datetime

from blocks.artifacts import ArtifactStore
from schemas.bulk import Status
from schemas.customer import Customer
from schemas.errors import BadInputError, shown
from schemas.printable import counted
from schemas.sender import Sender
from schemas.winback.review import Approval
from schemas.winback.run import CustomerRecord
from tasks.bulk.ledger import Ledger
from tasks.bulk.place import open_place
from tasks.outreach.run_request import read_sender
from tasks.winback.decisions import APPROVALS, emails_hash, emails_of
from tasks.winback.review import read_reviewing
from tasks.winback.rewriting import leased, rewrite_exports

_Ledger = Ledger[Customer, CustomerRecord]


async def approve(upload_id: str, customer_ids: Collection[str], least: int, by: str, environment: str) -> str:
    """Let the emails of these customers go, or of all that wait, if their analysis is at least this sure (percent).

    Returns the message to print. Raises `BadInputError` if there is no such upload or customer, or one is on hold or
    has no emails; nothing is approved then. `AlreadyRunningError` while a run is under way.
    """
    place = await open_place(environment)
    async with leased(place, upload_id) as upload:
        store, ledger, status = upload.store, upload.ledger, upload.status
        found = await _waiting(store, status, ledger, frozenset(customer_ids), least)
        now = datetime.now(UTC)
        at = now.isoformat(timespec="seconds")
        said = {one: Approval(by=by, at=at, emails=emails) for one, emails in found.items()}
        if said:
            await APPROVALS.write(store, status, await APPROVALS.read(store, status) | said)
        await _let_go(ledger, status, said.keys())
        # Even if nothing is new: an approval may have been killed before it was exported.
        await rewrite_exports(upload, now)
        return f"{counted(len(said), 'customer')} approved by {shown(by)}; {status.counts}"


async def _waiting(
    store: ArtifactStore, status: Status, ledger: _Ledger, wanted: frozenset[str], least: int
) -> dict[str, str]:
    """By customer id: the hash of the emails that wait and may be approved."""
    reviewing = await read_reviewing(store, status, await read_sender(store, status) or Sender())
    found, seen = dict[str, str](), set[str]()
    async for record in ledger.all_records(range(status.batches)):
        if wanted and record.customer_id not in wanted:
            continue
        seen.add(record.customer_id)
        if wanted:
            emails_of(record)
        if record.analysis is None or record.campaign is None or reviewing.of(record) is None:
            continue
        if record.analysis.output.confidence >= least:
            found[record.customer_id] = emails_hash(record.campaign.output)
    if unknown := sorted(wanted - seen):
        raise BadInputError(f"upload {shown(status.upload_id)} has no result of customer {shown(unknown[0])}")
    return found


async def _let_go(ledger: _Ledger, status: Status, approved: Collection[str]) -> None:
    """Note in the records that they wait no longer."""
    for batch in range(status.batches) if approved else ():
        async for _, record in ledger.batch(batch):
            if record is not None and record.review is not None and record.customer_id in approved:
                record.review = None
                await ledger.open_batch(batch)
                await ledger.write(record)
