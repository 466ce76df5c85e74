"""Past subjects of an upload as cases: their answers are checked only for what holds of every answer."""

import heapq

from blocks.layout import Upload
from schemas.case import Case
from schemas.errors import BadInputError, shown
from tasks.bulk.ledger import Ledger
from tasks.bulk.manifest import draw
from tasks.bulk.place import Place
from tasks.bulk.status import require_status
from tasks.bulk.systems import system_asking


async def past_subjects(place: Place, upload_id: str, agent: str, sample: int) -> tuple[Case, ...]:
    """A sample of an upload's subjects, drawn by a hash of their ids and without their identity.

    Raises `BadInputError` if there is no such upload, if it belongs to another system, or if none of its subjects can
    be asked about.
    """
    store = place.store
    status, system = await require_status(store, upload_id), system_asking(agent)
    if not system.owns(status):
        raise BadInputError(f"upload {shown(upload_id)} holds nothing for {agent}, which belongs to {system.name}")
    context = await system.context(place, system.params(), status)
    ledger = Ledger(store, Upload.of(status), system)
    await ledger.look()
    chosen: list[tuple[str, Case]] = []
    for batch in range(status.batches):
        found = [
            (draw(record.subject_id), case)
            async for record in ledger.records(batch)
            if (case := system.case_of(record, agent, context)) is not None
        ]
        chosen = heapq.nsmallest(sample, [*chosen, *found], key=lambda entry: entry[0])
    if not chosen:
        raise BadInputError(f"no customer of upload {shown(upload_id)} can be put to {agent}: run it to its end first")
    return tuple(case for _, case in chosen)
