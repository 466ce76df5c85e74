"""Confirming whether an upload's emails were sent: its claims become contacts, or are given back."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

from blocks.address_hash import open_address_hash
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.lease import hold
from schemas.bulk import Status
from schemas.errors import BadInputError, shown
from tasks.bulk.ledger import Ledger
from tasks.bulk.place import open_place
from tasks.bulk.status import read_status
from tasks.outreach.contact_changes import confirm, give_back
from tasks.winback.system import WINBACK


async def mark_sent(upload_id: str, environment: str, *, none: bool) -> str:
    """Confirm that an upload's emails were sent or, with `none`, that they were not. Returns the message to print.

    Raises `BadInputError` if there is no such upload, or nothing of it was exported.
    """
    store = (await open_place(environment)).store
    async with hold(store, upload_id, wait=False):
        status = await read_status(store, upload_id)
        if status is None:
            raise BadInputError(f"there is no upload {shown(upload_id)} in {store.url}")
        key, address_hash = Upload(upload_id).contacts, await open_address_hash(store)
        if none:
            returned, stay = await give_back(store, key, address_hash)
            kept = f"; {stay} were confirmed as sent before and stay capped" if stay else ""
            free = "; other uploads may write to the addresses that were given back" if returned else ""
            return f"{returned} claims are given back{kept}{free}"
        if not await store.exists(Upload(upload_id).emails):
            raise BadInputError(f"upload {shown(upload_id)} has no emails.csv yet; nothing of it can have been sent")
        trials = [email async for email in _trials(store, status)]
        new, total = await confirm(store, key, address_hash, trials, datetime.now(UTC))
        return f"{total} addresses were written to ({new} confirmed now); the frequency cap counts from that day"


async def _trials(store: ArtifactStore, status: Status) -> AsyncIterator[str]:
    """The addresses of trial emails, which `offline` wrote and which claimed nobody, but were sent all the same."""
    ledger = Ledger(store, Upload(status.upload_id), WINBACK)
    await ledger.look()
    async for record in ledger.all_records(range(status.batches)):
        email = record.customer.email
        if record.ready and email is not None and record.campaign is not None and record.campaign.is_trial:
            yield email
