"""Reports outcomes of messages for the versions that wrote them: uploads with new outcomes are counted again."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from blocks.layout import Upload
from blocks.lease import hold
from blocks.registry.open_registry import open_registry
from schemas.bulk import DONE
from schemas.errors import AlreadyRunningError
from schemas.upsell.run import UpsellParams
from tasks.bulk.counted_before import counted_before
from tasks.bulk.ledger import Ledger
from tasks.bulk.observe import Observer, write_observations
from tasks.bulk.place import Place
from tasks.bulk.status import read_status


async def observe_again(system: Any, place: Place, told: Iterable[str]) -> None:
    """Tell the registry of these uploads. One that a run holds says it itself at its end."""
    for upload_id in told:
        status = await read_status(place.store, upload_id)
        if status is None or status.status not in DONE:
            continue
        try:
            async with hold(place.store, upload_id, wait=False, system=status.system):
                await _observe(system, place, upload_id)
        except AlreadyRunningError:
            continue


async def _observe(system: Any, place: Place, upload_id: str) -> None:
    status = await read_status(place.store, upload_id)
    assert status is not None, "it was there in the line before"
    context = await system.context(place, UpsellParams(upload_id=upload_id), status)
    ledger: Ledger[Any, Any] = Ledger(place.store, Upload.of(status), system)
    await ledger.look()
    async with open_registry(place.environment) as registry:
        earlier = await counted_before(registry, place.store, upload_id, system)
        observer = Observer(system, partial(system.quality, context=context), earlier)
        async for record in ledger.all_records(range(status.batches)):
            observer.add(record)
        await write_observations(registry, observer, upload_id, datetime.now(UTC))
