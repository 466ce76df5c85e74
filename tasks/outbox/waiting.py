"""Actions that wait before they go out: for a person's approval, for the morning, for tomorrow's room."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from blocks.records.interface import Records
from blocks.records.table import Put, RefusedWriteError, Row
from schemas.errors import BadInputError, ConflictError, MissingTableError, StoreError, shown
from schemas.outbox import ActionState, OutboxEntry
from schemas.registry import instant
from tasks.outbox.outbox import OUTBOX, entry_row, parsed_entry

_WAITING: frozenset[ActionState] = frozenset({"proposed", "approved", "failed"})


async def propose(records: Records, wanted: Iterable[OutboxEntry]) -> list[OutboxEntry]:
    """Put actions that the outbox does not know into it, as they are; returns those. What it knows stays as it is."""
    await records.prepare()
    added = []
    for entry in wanted:
        try:
            await records.commit(Put(OUTBOX, entry_row(entry, 1), None))
        except RefusedWriteError:
            continue
        added.append(entry)
    return added


async def decide(
    records: Records, action_id: str, *, approve: bool, by: str, note: str, proposer_may: bool, now: datetime
) -> OutboxEntry:
    """A person's word on a proposed action. Raises `BadInputError`, also where who proposed it must not approve it."""
    row = await records.get(OUTBOX, action_id)
    if row is None:
        raise BadInputError(f"there is no action {shown(action_id)} in the outbox")
    entry = parsed_entry(row)
    if entry.state != "proposed":
        raise BadInputError(f"action {shown(action_id)} is {entry.state}; only what is proposed waits for approval")
    if approve and not proposer_may and by == entry.proposed_by:
        raise BadInputError(
            f"{shown(by)} proposed action {shown(action_id)}: the policy asks for somebody else to approve it"
        )
    state: ActionState = "approved" if approve else "rejected"
    return await _write(records, entry, row.revision, state, by, note, now)


async def withdraw(records: Records, action_id: str, *, reason: str, now: datetime) -> bool:
    """Reject an action that waits and has become pointless; False where it is on its way or gone already."""
    row = await records.get(OUTBOX, action_id)
    entry = None if row is None else parsed_entry(row)
    if row is None or entry is None or entry.state not in _WAITING:
        return False
    try:
        await _write(records, entry, row.revision, "rejected", "revive", reason, now)
    except ConflictError:
        return False
    return True


async def reword_actions(records: Records, clean: Callable[[Any], Any]) -> int:
    """Pass what actions say through `clean`, which leaves a person out; returns how many changed. Safe to repeat.

    An action that was to go to the person is rejected: there is nobody to send it to.
    """
    changed = 0
    for row in await _all(records):
        before = parsed_entry(row).model_dump(mode="json")
        after = OutboxEntry.model_validate(clean(before) | {"action_id": before["action_id"]})
        if after.model_dump(mode="json") == before:
            continue
        if after.to != before["to"] and after.state in _WAITING:
            after = after.model_copy(update={"state": "rejected", "reason": "who it was for was erased", "to": ""})
        try:
            await records.commit(Put(OUTBOX, entry_row(after, row.revision + 1), row.revision))
        except RefusedWriteError:
            raise StoreError(f"{records.url}: an action changed meanwhile; erase once more") from None
        changed += 1
    return changed


async def _all(records: Records) -> list[Row]:
    try:
        return await records.scan(OUTBOX)
    except MissingTableError:
        return []


async def _write(
    records: Records, entry: OutboxEntry, revision: int, state: ActionState, by: str, note: str, now: datetime
) -> OutboxEntry:
    said = {"state": state, "approved_by": by, "reason": note, "changed_at": instant(now)}
    after = entry.model_copy(update=said)
    try:
        await records.commit(Put(OUTBOX, entry_row(after, revision + 1), revision))
    except RefusedWriteError:
        raise ConflictError(
            f"action {shown(entry.action_id)} was changed by somebody else in the meantime; look again"
        ) from None
    return after
