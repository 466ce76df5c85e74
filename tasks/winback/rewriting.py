"""After a person's decision: the exports are rewritten, with the figures of the versions."""

import logging
from datetime import datetime

from blocks.layout import Upload
from blocks.registry.base import RegistryStore
from schemas.bulk import Status
from schemas.sender import Sender
from schemas.winback.customer import Customer
from schemas.winback.run import CustomerRecord
from tasks.bulk.counted_before import counted_before
from tasks.bulk.ledger import Ledger
from tasks.bulk.observe import Observer, write_observations
from tasks.bulk.place import Place
from tasks.bulk.status import write_status
from tasks.outreach.rulings import read_rulings
from tasks.outreach.run_request import read_sender
from tasks.winback.corrections import read_corrections
from tasks.winback.export import Exporter
from tasks.winback.opinions import opinions
from tasks.winback.system import WINBACK

_log = logging.getLogger(__name__)


async def rewrite_exports(
    place: Place,
    registry: RegistryStore,
    ledger: Ledger[Customer, CustomerRecord],
    status: Status,
    now: datetime,
) -> None:
    """Rewrite everything that comes out of an upload from its records, rulings and corrections. Under its lease."""
    store, upload_id = place.store, status.upload_id
    sender = await read_sender(store, status) or Sender()
    quality = opinions(await read_rulings(store, status), await read_corrections(store, status))
    observer = Observer(WINBACK, quality, await counted_before(registry, store, upload_id, WINBACK))
    await Exporter(place, Upload(upload_id), ledger, status, sender, observer).export(now)
    await write_status(store, status)
    if (unwritten := await write_observations(registry, observer, upload_id, now)) is not None:
        _log.warning(unwritten)
