"""Retention of log and outbox by the class of what is kept (classes.yaml), and the proof that it went.

RESTRICTED columns are not read at all; that none is kept is looked at here all the same. After the days of
CONFIDENTIAL go names, owners, texts, amounts and columns of that class or of none; after those of INTERNAL, findings
and sightings as a whole; after those of PUBLIC, what is left: that a run took place, and its counts. What is still seen
stays whole: it was kept anew the night before.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from blocks.records.interface import Records
from blocks.records.table import Delete, Put, RefusedWriteError, Row, Table, Write
from schemas.environment import EnvironmentSpec
from schemas.outbox import OutboxEntry
from schemas.retention import ClassKept
from schemas.revenue.finding import Evidence
from schemas.revenue.log import Execution, Sighting, Tracked
from tasks.outbox.outbox import OUTBOX, entry_row, open_outbox, parsed_entry
from tasks.revenue.knowledge.classes import class_of, classes
from tasks.revenue.knowledge.tables import Class
from tasks.revenue.log.tables import (
    EXECUTIONS,
    FINDINGS,
    SIGHTINGS,
    all_rows,
    execution_row,
    finding_row,
    open_log,
    parsed,
    sighting_row,
)

_ORDER: tuple[Class, ...] = ("RESTRICTED", "CONFIDENTIAL", "INTERNAL", "PUBLIC")
_TEXTS: dict[str, Any] = {
    "account_name": None, "owner": None, "summary": "", "title": "", "note": "", "revenue_at_stake": None,
    "history": (),
}  # fmt: skip


async def forget_by_class(environment: EnvironmentSpec, now: datetime, *, dry_run: bool) -> list[ClassKept]:
    """Remove what is too old; then read everything again, and say how old the oldest of each class is."""
    if environment.records_url is None:
        return []
    removed = dict.fromkeys(_ORDER, 0)
    async with open_log(environment) as log, open_outbox(environment) as outbox:
        for records, table in ((log, SIGHTINGS), (log, FINDINGS), (log, EXECUTIONS), (outbox, OUTBOX)):
            for row in await all_rows(records, table):
                write, of = _due(table, row, now)
                if write is not None and (dry_run or await _written(records, write)):
                    removed[of] += 1
        oldest = await _oldest(log, outbox)
    return [
        ClassKept(
            system="revenue",
            column_class=name,
            days=classes()[name].retention_days,
            removed=removed[name],
            oldest=oldest.get(name),
        )
        for name in _ORDER
    ]


def _due(table: Table, row: Row, now: datetime) -> tuple[Write | None, Class]:
    """What is to be done about a row, and because of which class; nothing in most cases."""
    held = _held(table, row)
    late = [name for name in held if now - datetime.fromisoformat(held[name]) > _longest(name)]
    if not late:
        return None, "PUBLIC"
    whole = [name for name in late if name in _whole(table)]
    if whole:
        return Delete(table, {name: row.attributes[name] for name in table.primary}, row.revision), whole[0]
    return Put(table, _stripped(table, row), row.revision), late[0]


def _whole(table: Table) -> frozenset[Class]:
    """The classes with which a row goes as a whole. Actions stay: they keep a message from going out twice."""
    whole: dict[str, frozenset[Class]] = {EXECUTIONS.name: frozenset({"PUBLIC"}), OUTBOX.name: frozenset()}
    return whole.get(table.name, frozenset({"INTERNAL", "PUBLIC"}))


def _held(table: Table, row: Row) -> Mapping[Class, str]:
    """The classes of what a row holds, each with when it was kept."""
    if table is SIGHTINGS:
        one = parsed(row, Sighting)
        columns = {class_of(name) for evidence in one.evidence for name in evidence.row}
        said: set[Class] = {"CONFIDENTIAL"} if one.revenue_at_stake is not None else set()
        return dict.fromkeys(_sorted(columns | said | {"INTERNAL"}), one.seen_at)
    if table is FINDINGS:
        tracked = parsed(row, Tracked)
        texts: set[Class] = {"CONFIDENTIAL"} if any(getattr(tracked, name) for name in _TEXTS) else set()
        return dict.fromkeys(_sorted(texts | {"INTERNAL"}), tracked.seen_at)
    if table is EXECUTIONS:
        run = parsed(row, Execution)
        named: set[Class] = {"CONFIDENTIAL"} if run.target or run.context else set()
        return dict.fromkeys(_sorted(named | {"PUBLIC"}), run.started_at)
    entry = parsed_entry(row)
    if entry.system != "revenue" or (entry.content is None and not entry.to):
        return {}
    return {"CONFIDENTIAL": entry.changed_at}


def _stripped(table: Table, row: Row) -> Row:
    """Without what is CONFIDENTIAL, stricter or of no class."""
    revision = row.revision + 1
    if table is SIGHTINGS:
        one = parsed(row, Sighting)
        evidence = tuple(Evidence(source=each.source, row=_kept_columns(each.row), says="") for each in one.evidence)
        return sighting_row(one.model_copy(update={"evidence": evidence, "revenue_at_stake": None}), revision)
    if table is FINDINGS:
        return finding_row(parsed(row, Tracked).model_copy(update=_TEXTS), revision)
    if table is EXECUTIONS:
        return execution_row(parsed(row, Execution).model_copy(update={"target": None, "context": ""}), revision)
    entry: OutboxEntry = parsed_entry(row)
    about = entry.about.partition(":")[0]
    return entry_row(entry.model_copy(update={"content": None, "to": "", "about": about, "group": ""}), revision)


def _kept_columns(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if class_of(name) in {"INTERNAL", "PUBLIC"}}


async def _oldest(log: Records, outbox: Records) -> dict[Class, str]:
    oldest: dict[Class, str] = {}
    for records, table in ((log, SIGHTINGS), (log, FINDINGS), (log, EXECUTIONS), (outbox, OUTBOX)):
        for row in await all_rows(records, table):
            for name, kept in _held(table, row).items():
                oldest[name] = min(kept, oldest.get(name, kept))
    return oldest


async def _written(records: Records, write: Write) -> bool:
    """Whether it was as it was read; what changed meanwhile is younger than that."""
    try:
        await records.commit(write)
    except RefusedWriteError:
        return False
    return True


def _longest(name: Class) -> timedelta:
    return timedelta(days=classes()[name].retention_days)


def _sorted(found: Iterable[Class]) -> list[Class]:
    return sorted(found, key=_ORDER.index)
