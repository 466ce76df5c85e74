"""Takes events out of the queue into an upload; they are acknowledged only once they are durable there.

An upload is named by its events, so a drain that was killed and takes the same ones again finds it. One that was left
unfinished is gone on with before anything new is taken out.
"""

import hashlib
import logging
from datetime import UTC, datetime

from pydantic_core import from_json

from blocks.lease import hold
from blocks.queue.draining import Drain, drain
from blocks.queue.open_queue import open_queue
from schemas.bulk import Status
from schemas.errors import AlreadyRunningError, shown
from schemas.upsell.run import UpsellParams
from tasks.bulk.intake import Taken, take_in_other
from tasks.bulk.place import Place
from tasks.bulk.status import read_status
from tasks.files.quality import start_gate, suite_of
from tasks.upsell.accepting import QUEUE
from tasks.upsell.claiming import TakenIn, claim_events
from tasks.upsell.decisions import open_decisions
from tasks.upsell.event_file import BROKEN, Sent
from tasks.upsell.files_beside import settling
from tasks.upsell.taking import Taking

_GOES_ON = frozenset(("stored", "processing", "interrupted"))
_log = logging.getLogger(__name__)


async def take_queued(place: Place, params: UpsellParams) -> TakenIn:
    """An upload of what is queued, or the one that an earlier drain left; `nothing_new` where there is neither."""
    left = await _left_open(place)
    if left is not None:
        return await claim_events(place, left)
    settle = await settling(place, params)
    async with open_queue(place.environment, QUEUE) as queue, drain(queue) as taken:
        taking = await _taking(taken)
        if not taking.events:
            return TakenIn(Status(upload_id="", status="nothing_new", message="the queue holds no event that is due"))
        start_gate(suite_of(params.system))
        said = {"total": len(taking.events), "rows_read": len(taking.events), "doubts": taking.doubts}
        upload_id = _named(taking)
        kept = Taken(taking.stored(), said, source=b"")
        status = await take_in_other(upload_id, "queue", kept, params, settle, place.store)
        async with open_decisions(place.environment) as decisions:
            await decisions.open_drain(upload_id)
        await taken.acknowledge()
    return await claim_events(place, status)


async def _taking(taken: Drain) -> Taking:
    """What is taken out, each event as of its receipt; what is not an event becomes a dead letter."""
    taking, number = Taking(datetime.now(UTC)), 0
    async for leased in taken.messages():
        number += 1
        refused = taking.add(Sent(number, _parsed(leased.message.body)), datetime.fromtimestamp(leased.put_at, UTC))
        if refused is not None:
            await taken.dead_letter(leased, refused.code, refused.detail)
    if taking.refused:
        _log.warning("%d events are dead letters: revive upsell dead list", len(taking.refused))
    return taking


def _parsed(body: bytes) -> object:
    try:
        return from_json(body)
    except ValueError:
        return BROKEN


def _named(taking: Taking) -> str:
    """The same events have the same name, in whatever order."""
    return f"upsell-queue-{hashlib.sha256(chr(10).join(sorted(taking.events)).encode()).hexdigest()[:16]}"


async def _left_open(place: Place) -> Status | None:
    """An upload of an earlier drain that was killed or interrupted, and that nobody works on now."""
    async with open_decisions(place.environment) as decisions:
        for upload_id in await decisions.open_drains():
            status = await read_status(place.store, upload_id)
            if status is not None and status.status in _GOES_ON:
                if await _is_free(place, status):
                    return status
                continue
            if status is not None and status.status != "complete":
                _log.warning("upload %s is %s: look at it", shown(upload_id), status.status)
            await decisions.close_drain(upload_id)
    return None


async def _is_free(place: Place, status: Status) -> bool:
    try:
        async with hold(place.store, status.upload_id, wait=False, system=status.system):
            return True
    except AlreadyRunningError:
        return False
