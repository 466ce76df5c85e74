"""What comes out of an upload after some of its customers went: corrections without them, the exports anew."""

from datetime import datetime

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.sender import Sender
from schemas.winback.customer import Customer
from schemas.winback.run import CustomerRecord
from tasks.bulk.ledger import Ledger
from tasks.outreach.request import read_sender
from tasks.winback.corrections import read_corrections, write_corrections
from tasks.winback.export import Exporter


async def forget_customers(
    store: ArtifactStore,
    status: Status,
    ledger: Ledger[Customer, CustomerRecord],
    gone: frozenset[str],
    exports: tuple[str, ...],
    now: datetime,
) -> list[str]:
    """Returns the keys of what was written. An upload that was never exported is not exported now."""
    keys, written = Upload(status.upload_id), list[str]()
    corrections = await read_corrections(store, status)
    if gone & corrections.keys():
        left = {customer_id: said for customer_id, said in corrections.items() if customer_id not in gone}
        await write_corrections(store, status, left)
        written.append(keys.corrections)
    if any([await store.exists(key) for key in exports]):
        sender = await read_sender(store, status) or Sender()
        await Exporter(store, keys, ledger, status, sender).export(now)
        written += exports
    return written
