"""The end of a win-back run: everything that comes out, and figures on the agent versions."""

import logging
from datetime import datetime
from functools import partial

from tasks.bulk.counted_before import counted_before
from tasks.bulk.observe import Observer, write_observations
from tasks.bulk.run import Run
from tasks.winback.export import Exporter

_log = logging.getLogger(__name__)


async def export_upload(run: Run, now: datetime) -> bool:
    """Write everything that comes out; returns whether the registry has accepted the figures."""
    registry = run.pointers.registry
    earlier = await counted_before(registry, run.store, run.status.upload_id, run.system)
    observer = Observer(run.system, partial(run.system.quality, context=run.context), earlier)
    exporter = Exporter(run.store, run.keys, run.ledger, run.status, run.context.sender, observer)
    run.status.latency_s = await exporter.export(now)
    unwritten = await write_observations(registry, observer, run.status.upload_id, now)
    if unwritten is not None:
        run.status.warnings = (*run.status.warnings, unwritten)
    for warning in run.status.warnings:
        _log.warning(warning)
    return unwritten is None
