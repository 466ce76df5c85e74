"""Tries every connection that revenue has: warehouse, services that tables are read from, records, store, channels.

Nothing is sent, and nothing is written but the log's tables where they are missing.
"""

from collections.abc import Awaitable
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from blocks.channels.configured import KINDS, is_begun, missing, open_channel
from blocks.connectors.opening import connector
from blocks.connectors.page import first_page
from blocks.connectors.patience import Patience
from blocks.warehouse.warehouse import open_warehouse
from schemas.channels import ChannelKind
from schemas.errors import ReviveError
from schemas.printable import counted
from tasks.bulk.place import Place
from tasks.outbox.outbox import open_outbox
from tasks.revenue.actions.policy import action_policy
from tasks.revenue.analyses.gather import gather
from tasks.revenue.importing import shapes
from tasks.revenue.knowledge.source import revenue_source
from tasks.revenue.log.tables import open_log
from tasks.revenue.reading import is_remote


class Check(NamedTuple):
    """What is tried, whether it works, and what was said. `unset`: nobody configured it."""

    name: str
    state: Literal["works", "broken", "unset"]
    said: str


async def check_all(place: Place, warehouse: str) -> list[Check]:
    """Try one after the other; a failure does not keep the others from being tried."""
    found = [
        await _tried("warehouse", _warehouse(warehouse)),
        await _tried("store", _store(place)),
        await _tried("records", _records(place)),
        await _tried("policy", _policy(place)),
    ]
    found += [await _tried(name, _connector(name, place)) for name in place.environment.connections.sources]
    return found + [await _channel(kind, place) for kind in KINDS]


async def _tried(name: str, work: Awaitable[str]) -> Check:
    try:
        return Check(name, "works", await work)
    except ReviveError as error:
        return Check(name, "broken", str(error))


async def _connector(name: str, place: Place) -> str:
    """Try a service twice at most: the person who checks is waiting."""
    service = connector(name, place.environment.connections, _soon, tables=shapes())
    return await first_page(service, datetime.now(UTC).date())


def _soon() -> Patience:
    return Patience(attempts=2, most_s=20, answer_s=20)


async def _warehouse(location: str) -> str:
    if is_remote(location):
        return f"{location} is copied when it is read; whether it can be is below, or the store's to say"
    source = revenue_source(location)
    async with open_warehouse(source) as opened:
        gathered = await gather(opened)
    missing_tables = f"; {', '.join(gathered.partial)}" if gathered.partial else ""
    return f"complete up to {gathered.as_of}{missing_tables}"


async def _store(place: Place) -> str:
    await place.store.exists("sender.yaml")
    return f"{place.store.url} can be read"


async def _records(place: Place) -> str:
    async with open_log(place.environment) as log, open_outbox(place.environment) as outbox:
        made = [*await log.prepare(), *await outbox.prepare()]
    return f"{log.url}, {counted(len(made), 'table')} made" if made else log.url


async def _policy(place: Place) -> str:
    policy = action_policy(place.environment.name)
    sends = "sends" if policy.sends else "only says what it would send"
    quiet = "at any hour" if policy.quiet is None else f"not from {policy.quiet.begin:%H:%M} to {policy.quiet.to:%H:%M}"
    return f"{place.environment.name} {sends}, {quiet} ({policy.time_zone}), {policy.most_a_day} findings a day at most"


async def _channel(kind: ChannelKind, place: Place) -> Check:
    if not is_begun(kind, place.settings):
        return Check(kind, "unset", missing(kind))
    try:
        reached = await open_channel(kind, place.settings, place.environment).check()
    except ReviveError as error:
        return Check(kind, "broken", str(error))
    return Check(kind, "works" if reached.ok else "broken", reached.said)
