"""Reports how versions performed on live questions, for releases: figures per day, from the trails."""

from datetime import datetime, timedelta
from typing import Any

from blocks.registry.open_registry import open_registry
from schemas.errors import StoreError
from schemas.support.run import Query, QueryRecord
from schemas.support.trail import Trail
from tasks.bulk.observe import Observer, write_observations
from tasks.bulk.place import Place
from tasks.support.desk import open_conversations
from tasks.support.system import SUPPORT


async def observe_live(place: Place, now: datetime) -> dict[str, int]:
    """Tell the registry of yesterday and today; returns how many sessions were counted, by day.

    A session counts with its first question of a day: a version serves all of it, so its questions are not independent.
    What was written before is replaced. Raises `StoreError` while the records are away.
    """
    counted: dict[str, int] = {}
    async with open_conversations(place.environment) as kept, open_registry(place.environment) as registry:
        for day in (now - timedelta(days=1), now):
            observer = Observer(SUPPORT, _quality)
            records = first_of_sessions(await kept.trails.of_day(day))
            for record in records:
                observer.add(record)
            name = f"support-live-{day.date().isoformat()}"
            if records and (unwritten := await write_observations(registry, observer, name, now)) is not None:
                raise StoreError(unwritten)
            counted[day.date().isoformat()] = len(records)
    return counted


def first_of_sessions(trails: list[Trail]) -> list[QueryRecord]:
    """The first question of each session that a model was asked, as bulk would keep it."""
    first: dict[str, Trail] = {}
    for trail in trails:
        if trail.record is not None and trail.outcome is not None:
            first.setdefault(trail.session_id, trail)
    return [_record(trail) for trail in first.values()]


def _record(trail: Trail) -> QueryRecord:
    assert trail.record is not None
    query = Query(interaction_id=trail.session_id, line=0, question="")
    return QueryRecord(**dict(trail.record) | {"interaction_id": trail.session_id, "query": query})


def _quality(record: Any, agent: str) -> float | None:
    return SUPPORT.quality(record, agent, None)
