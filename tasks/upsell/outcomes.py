"""Records the outcomes of messages with their decisions; people who opted out for good are never written to again."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from blocks.address_hash import open_address_hash
from schemas.upsell.decided import Decided, ToldOutcome
from schemas.upsell.event import Event, key_of
from tasks.bulk.place import Place
from tasks.outreach.standing import add_to_standing
from tasks.upsell.decisions import open_decisions
from tasks.upsell.objections import FOR_GOOD


async def record_outcomes(place: Place, events: Sequence[Any]) -> list[str]:
    """Record what stored events tell; returns the uploads whose messages they tell of.

    The same once more changes nothing.
    """
    told = [Event.model_validate(event) for event in events]
    if not told:
        return []
    await _suppress(place, told)
    async with open_decisions(place.environment) as decisions:
        known = await decisions.get(list({key for event in told for key in _keys(event)}))
        by_upload = dict[str, dict[str, ToldOutcome]]()
        for decided, outcome in _told(told, known):
            by_upload.setdefault(decided.upload_id, {})[outcome.key] = outcome
        for upload_id, outcomes in by_upload.items():
            await decisions.tell(upload_id, outcomes.values())
    return list(by_upload)


def _told(events: Iterable[Event], known: dict[str, Decided]) -> Iterator[tuple[Decided, ToldOutcome]]:
    """The decision and the outcome, the latest last; none where nobody knows the message."""
    for event in sorted(events, key=lambda one: one.occurred_at):
        found = next((known[key] for key in _keys(event) if key in known), None)
        if found is not None and event.outcome is not None and found.key:
            at = (event.outcome.at or event.occurred_at).astimezone(UTC)
            kind = event.outcome.kind
            yield found, ToldOutcome(key=found.key, kind=kind, at=at.isoformat(timespec="seconds"), item=found.item)


def _keys(event: Event) -> tuple[str, ...]:
    """What the message's event may be called: of the same sender, or of one that said no source."""
    assert event.outcome is not None, "only such events are given"
    message = event.outcome.message_event_id
    return tuple(dict.fromkeys((key_of(event.source, message), key_of("", message))))


async def _suppress(place: Place, events: Iterable[Event]) -> None:
    """Put who complained or unsubscribed on the standing list, which holds in every system."""
    addresses = [
        event.customer.email
        for event in events
        if event.outcome is not None and event.outcome.kind in FOR_GOOD and event.customer.email
    ]
    if addresses:
        await add_to_standing(
            place.store,
            await open_address_hash(place.store),
            addresses,
            now=datetime.now(UTC),
            by="revive",
            source="message_outcome",
            reason="complained or unsubscribed",
        )
