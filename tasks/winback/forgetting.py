"""Writes an upload's exports again after some of its customers were erased."""

from datetime import datetime

from blocks.layout import Upload
from schemas.bulk import Status
from schemas.customer import Customer
from schemas.sender import Sender
from schemas.winback.run import CustomerRecord
from tasks.bulk.ledger import Ledger
from tasks.bulk.place import Place
from tasks.outreach.run_request import read_sender
from tasks.winback.export import Exporter


async def export_again(
    place: Place, status: Status, ledger: Ledger[Customer, CustomerRecord], exports: list[str], now: datetime
) -> list[str]:
    """Returns the keys of what was written: nothing where nothing was exported before."""
    store = place.store
    if not any([await store.exists(key) for key in exports]):
        return []
    sender = await read_sender(store, status) or Sender()
    await Exporter(place, Upload(status.upload_id), ledger, status, sender).export(now)
    return exports
