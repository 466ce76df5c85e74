"""The outbox: a row an action, by what it is about. Sending twice is worse than not sending, so doubt is a person's.

A row is claimed and committed before the call. A process that dies in between leaves `claimed`, which nobody takes
over; after a while it counts as `unknown`. Only `failed`, where the other side surely has nothing, is tried again.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from pydantic import ValidationError

from blocks.channels.delivery import Delivery
from blocks.records.interface import Records
from blocks.records.open_records import open_records
from blocks.records.table import Index, Put, RefusedWriteError, Row, Table
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, ConflictError, MissingTableError, StoreError, shown
from schemas.outbox import ActionState, OutboxEntry
from schemas.registry import instant

OUTBOX = Table("outbox", "action_id", indexes=(Index("by_state", "state", "changed_at"),))
DEAD_AFTER = timedelta(minutes=15)  # a call ends within seconds, so who claimed is gone
_AT_ONCE = 50  # actions of one message
_FREE: frozenset[ActionState] = frozenset({"approved", "failed"})  # what may be claimed


@asynccontextmanager
async def open_outbox(environment: EnvironmentSpec) -> AsyncIterator[Records]:
    """The records that hold an environment's outbox. Raises `BadInputError` if it has none."""
    if environment.records_url is None:
        raise BadInputError(
            f"environment {environment.name!r} has no records for an outbox: set records_url of its block"
        )
    async with open_records(environment.records_url, environment.aws, (OUTBOX,), upgrade_registry) as records:
        yield records


async def claim(records: Records, wanted: Iterable[OutboxEntry], *, most: int = _AT_ONCE) -> list[OutboxEntry]:
    """Those of the actions that are new, approved or failed, `most` of them; they are now ours."""
    await records.prepare()
    taken: list[OutboxEntry] = []
    for entry in wanted:
        if len(taken) == min(most, _AT_ONCE):
            break
        before = await records.get(OUTBOX, entry.action_id)
        if before is not None and parsed_entry(before).state not in _FREE:
            continue
        revision = 1 if before is None else before.revision + 1
        try:
            await records.commit(Put(OUTBOX, entry_row(entry, revision), None if before is None else before.revision))
        except RefusedWriteError:
            continue  # somebody else was faster
        taken.append(entry)
    return taken


async def settle(
    records: Records, claimed: Sequence[OutboxEntry], delivery: Delivery, now: datetime
) -> list[OutboxEntry]:
    """Note what came of a message for all of its actions."""
    settled = []
    for entry in claimed:
        after = entry.model_copy(
            update={"state": delivery.state, "reason": delivery.reason, "changed_at": instant(now)}
        )
        row = await records.get(OUTBOX, entry.action_id)
        if row is None or parsed_entry(row).state != "claimed":
            raise ConflictError(f"action {shown(entry.action_id)} was changed while it was sent; look at the outbox")
        await records.commit(Put(OUTBOX, entry_row(after, row.revision + 1), row.revision))
        settled.append(after)
    return settled


async def entries(records: Records, now: datetime, *states: ActionState) -> list[OutboxEntry]:
    """The actions in these states, the newest change first. What was claimed long ago is unknown."""
    try:
        found = [parsed_entry(row) for row in await records.scan(OUTBOX)]
    except MissingTableError:
        return []
    seen = [_as_of(entry, now) for entry in found]
    return sorted(
        (one for one in seen if not states or one.state in states), key=lambda one: one.changed_at, reverse=True
    )


async def resolve(records: Records, action_id: str, *, was_sent: bool, by: str, now: datetime) -> OutboxEntry:
    """A person's word on an unknown action: it went out, or it may be tried again. Raises `BadInputError`."""
    row = await records.get(OUTBOX, action_id)
    if row is None:
        raise BadInputError(f"there is no action {shown(action_id)} in the outbox")
    entry = _as_of(parsed_entry(row), now)
    if entry.state != "unknown":
        raise BadInputError(f"action {shown(action_id)} is {entry.state}; only what is unknown waits for a person")
    state: ActionState = "sent" if was_sent else "failed"
    after = entry.model_copy(update={"state": state, "resolved_by": by, "changed_at": instant(now)})
    try:
        await records.commit(Put(OUTBOX, entry_row(after, row.revision + 1), row.revision))
    except RefusedWriteError:
        raise ConflictError(
            f"action {shown(action_id)} was changed by somebody else in the meantime; look again"
        ) from None
    return after


def _as_of(entry: OutboxEntry, now: datetime) -> OutboxEntry:
    if entry.state == "claimed" and now - datetime.fromisoformat(entry.claimed_at) > DEAD_AFTER:
        return entry.model_copy(
            update={"state": "unknown", "reason": "whoever sent it ended before saying how it went"}
        )
    return entry


def entry_row(entry: OutboxEntry, revision: int) -> Row:
    """As it is stored."""
    attributes = {"action_id": entry.action_id, "state": entry.state, "changed_at": entry.changed_at}
    return Row(attributes, entry.model_dump_json(), revision)


def parsed_entry(row: Row) -> OutboxEntry:
    """What is in a row. Raises `StoreError` if it is damaged."""
    try:
        return OutboxEntry.model_validate_json(row.document)
    except ValidationError:
        raise StoreError(f"the records are damaged: action {row.attributes['action_id']} cannot be read") from None
