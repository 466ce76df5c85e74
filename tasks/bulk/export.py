"""The end of a run: what comes out of it, and what it says of the agent versions, whatever the system."""

import logging
from datetime import datetime
from functools import partial

from tasks.bulk.counted_before import counted_before
from tasks.bulk.observe import Observer, write_observations
from tasks.bulk.run import Run

_log = logging.getLogger(__name__)


async def export_upload(run: Run, now: datetime) -> bool:
    """Have the system write everything that comes out; returns whether the registry has accepted the figures."""
    registry = run.pointers.registry
    earlier = await counted_before(registry, run.store, run.status.upload_id, run.system)
    observer = Observer(run.system, partial(run.system.quality, context=run.context), earlier)
    await run.system.export(run, observer, now)
    unwritten = await write_observations(registry, observer, run.status.upload_id, now)
    if unwritten is not None:
        run.status.warnings = (*run.status.warnings, unwritten)
    for warning in run.status.warnings:
        _log.warning(warning)
    return unwritten is None
