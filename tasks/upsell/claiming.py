"""Claims an upload's events, and finds those that another upload had before. Outcomes in them are recorded first."""

from dataclasses import dataclass

from pydantic_core import to_json

from blocks.layout import Upload
from schemas.bulk import Status
from schemas.upsell.event import Event
from tasks.bulk.accepted import readable_subjects
from tasks.bulk.place import Place
from tasks.upsell.decisions import open_decisions
from tasks.upsell.objection_table import note_objections
from tasks.upsell.outcomes import record_outcomes


@dataclass(frozen=True, slots=True)
class TakenIn:
    """An upload that is taken in, and those of whose messages its events told something."""

    status: Status
    told: tuple[str, ...] = ()


async def claim_events(place: Place, status: Status) -> TakenIn:
    """Claim the events of an upload that is stored, and note those that others have; once is enough.

    A take-in that was killed before the end does it all again, which changes nothing.
    """
    keys = Upload.of(status)
    if await place.store.exists(keys.earlier):
        return TakenIn(status)
    events = [event async for event in readable_subjects(place.store, keys)]
    await note_objections(place, map(Event.model_validate, events))
    told = await record_outcomes(place, [event for event in events if event.get("outcome")])
    async with open_decisions(place.environment) as decisions:
        others = await decisions.claim(status.upload_id, [str(event["key"]) for event in events])
    await place.store.put(keys.earlier, to_json([*others]))
    return TakenIn(status, tuple(told))
