"""A person's decision: the upload is opened for it, and its exports are rewritten with the figures of the versions."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.lease import hold
from blocks.registry.base import RegistryStore
from blocks.registry.open_registry import open_registry
from schemas.bulk import Status
from schemas.customer import Customer
from schemas.sender import Sender
from schemas.winback.run import CustomerRecord
from tasks.bulk.counted_before import counted_before
from tasks.bulk.ledger import Ledger
from tasks.bulk.observe import Observer, write_observations
from tasks.bulk.place import Place
from tasks.bulk.status import write_status
from tasks.bulk.systems import upload_of
from tasks.outreach.rulings import read_rulings
from tasks.outreach.run_request import read_sender
from tasks.winback.corrections import read_corrections
from tasks.winback.export import Exporter
from tasks.winback.opinions import opinions
from tasks.winback.system import WINBACK

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LeasedUpload:
    """An upload that nobody else changes meanwhile."""

    place: Place
    registry: RegistryStore  # gets the figures of the versions
    ledger: Ledger[Customer, CustomerRecord]
    status: Status

    @property
    def store(self) -> ArtifactStore:
        """The artifact store."""
        return self.place.store


@asynccontextmanager
async def leased(place: Place, upload_id: str) -> AsyncIterator[LeasedUpload]:
    """An upload under its lease, for a person to decide about.

    Raises `BadInputError` if there is no such upload, or it is another system's; `AlreadyRunningError` while a run is
    under way.
    """
    async with hold(place.store, upload_id, wait=False), open_registry(place.environment) as registry:
        status = await upload_of(WINBACK, place.store, upload_id)
        ledger = Ledger(place.store, Upload(upload_id), WINBACK)
        await ledger.look()
        yield LeasedUpload(place, registry, ledger, status)


async def rewrite_exports(upload: LeasedUpload, now: datetime, *, anonymous: bool = False) -> None:
    """Rewrite everything that comes out of an upload from its records and from what people decided."""
    store, status, upload_id = upload.store, upload.status, upload.status.upload_id
    sender = await read_sender(store, status) or Sender()
    quality = opinions(await read_rulings(store, status), await read_corrections(store, status))
    observer = Observer(WINBACK, quality, await counted_before(upload.registry, store, upload_id, WINBACK))
    keys = Upload(upload_id)
    await Exporter(upload.place, keys, upload.ledger, status, sender, observer, anonymous=anonymous).export(now)
    await write_status(store, status)
    if (unwritten := await write_observations(upload.registry, observer, upload_id, now)) is not None:
        _log.warning(unwritten)
