"""Alerts in the records: one open alert per slot, however many watchers look; a write fails if another was faster."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from pydantic import ValidationError

from blocks.records.interface import Records
from blocks.records.table import Delete, Put, RefusedWriteError, Row
from schemas.errors import BadInputError, ConflictError, StoreError, shown
from schemas.monitoring.alert import Alert, State
from schemas.monitoring.rules import Rules
from schemas.registry import instant
from tasks.monitoring.judging.condition import Condition
from tasks.monitoring.tables import ALERTS, DAYS_FOR

_OPEN = "-"  # where a closed alert's row has the moment and its id
_MOST_CLOSED = 1_000


async def settle_alerts(records: Records, found: Iterable[Condition], rules: Rules, now: datetime) -> list[Alert]:
    """Open new alerts, refresh those that continue, close those that are over; returns the open ones.

    Of two watchers at once the slower one finds its write refused, and leaves it at what the faster one wrote.
    """
    conditions = {f"{one.rule} {one.about}": one for one in found}
    there = {alert.slot: (alert, revision) for alert, revision in await _rows(records, "open")}
    after: list[Alert] = []
    for slot, condition in conditions.items():
        alert, revision = there.get(slot, (None, None))
        seen = _opened(condition, rules, now) if alert is None else _seen(alert, condition, now)
        written = await _write(records, _put(seen, (revision or 0) + 1, revision))
        after += [seen] if written else await _as_stored(records, slot)
    for slot, (alert, revision) in there.items():
        if slot not in conditions:
            after += await _cleared(records, alert, revision, rules, now)
    return sorted(after, key=lambda one: (one.severity, one.opened_at))


async def open_alerts(records: Records) -> list[Alert]:
    """The open alerts, the most severe first, then the oldest."""
    return sorted((one for one, _ in await _rows(records, "open")), key=lambda one: (one.severity, one.opened_at))


async def closed_alerts(records: Records, since: datetime) -> list[Alert]:
    """Those that were opened since and are over, newest first."""
    rows = await records.query(
        ALERTS, "closed", index="by_state", first=instant(since), newest_first=True, limit=_MOST_CLOSED
    )
    return [_parsed(row) for row in rows]


async def acknowledge(records: Records, alert_id: str, by: str, note: str, now: datetime) -> Alert:
    """Somebody looks after it. Raises `BadInputError` if it is not open, `ConflictError` where another has it."""
    for alert, revision in await _rows(records, "open"):
        if alert.alert_id != alert_id:
            continue
        if alert.acked_by and alert.acked_by != by:
            raise ConflictError(f"{alert.acked_by} has alert {alert_id} since {alert.acked_at}; talk to them")
        after = alert.model_copy(update={"acked_by": by, "acked_at": instant(now), "note": note})
        try:
            await records.commit(_put(after, revision + 1, revision))
        except RefusedWriteError:
            raise ConflictError(f"alert {alert_id} was changed by somebody else in the meantime; look again") from None
        return after
    raise BadInputError(f"no alert {shown(alert_id)} is open; revive watch alerts lists those that are")


def _opened(condition: Condition, rules: Rules, now: datetime) -> Alert:
    rule, moment = rules.rules[condition.rule], instant(now)
    name = f"{condition.rule} {condition.about} {moment}"
    return Alert(
        alert_id=hashlib.sha256(name.encode()).hexdigest()[:8],
        rule=condition.rule,
        about=condition.about,
        severity=rule.severity,
        title=rule.says,
        says=condition.says,
        runbook=f"{rules.runbooks}#{condition.rule}",
        opened_at=moment,
        seen_at=moment,
    )


def _seen(alert: Alert, condition: Condition, now: datetime) -> Alert:
    return alert.model_copy(update={"says": condition.says, "seen_at": instant(now), "clear_looks": 0})


async def _cleared(records: Records, alert: Alert, revision: int, rules: Rules, now: datetime) -> list[Alert]:
    """One look more without it; the alert, if it is still open."""
    after = alert.model_copy(update={"clear_looks": alert.clear_looks + 1})
    if after.clear_looks < rules.clear_after_looks:
        written = await _write(records, _put(after, revision + 1, revision))
        return [after] if written else await _as_stored(records, alert.slot)
    closed = after.model_copy(update={"closed_at": instant(now)})
    gone = Delete(ALERTS, {"slot": alert.slot, "closed": _OPEN}, revision)
    await _write(records, gone, _put(closed, 1, None))
    return []


async def _write(records: Records, *writes: Put | Delete) -> bool:
    """False where another watcher, or a person who acknowledged it, was faster; the next look goes on from there."""
    try:
        await records.commit(*writes)
    except RefusedWriteError:
        return False
    return True


async def _as_stored(records: Records, slot: str) -> list[Alert]:
    row = await records.get(ALERTS, slot, _OPEN)
    return [] if row is None else [_parsed(row)]


async def _rows(records: Records, state: State) -> list[tuple[Alert, int]]:
    return [(_parsed(row), row.revision) for row in await records.query(ALERTS, state, index="by_state")]


def _put(alert: Alert, revision: int, expected: int | None) -> Put:
    is_open = alert.closed_at is None
    attributes = {
        "slot": alert.slot,
        "closed": _OPEN if is_open else f"{alert.closed_at} {alert.alert_id}",
        "state": "open" if is_open else "closed",
        "opened_at": alert.opened_at,
    }
    expires = None if is_open else int((datetime.fromisoformat(alert.seen_at) + DAYS_FOR).timestamp())
    return Put(ALERTS, Row(attributes, alert.model_dump_json(), revision, expires), expected)


def _parsed(row: Row) -> Alert:
    try:
        return Alert.model_validate_json(row.document)
    except ValidationError:
        raise StoreError("the records are damaged: an alert cannot be read") from None
