"""The log as tables to read, Parquet files with the names of the seed: one way out, for DuckDB or any warehouse.

executions · findings · consumption_patterns (one row per night and finding about usage) · insights (a finding as people
work on it: category, type, title, status) · actions (the outbox).
"""

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from blocks.records.interface import Records
from schemas.outbox import OutboxEntry
from schemas.revenue.log import Execution, Sighting, Tracked
from tasks.revenue.log.tables import EXECUTIONS, FINDINGS, SIGHTINGS, all_rows, many

# By category: what the insight is about.
CATEGORIES = {
    "A1": "retention",
    "A2": "sales",
    "A3": "expansion",
    "A4": "health",
    "A5": "consumption",
    "A6": "competition",
}
OF_USAGE = frozenset({"usage_decline", "outgrows_plan", "stop", "drop", "spike", "season_change"})
_TEXT, _NUMBER, _COUNT = pa.string(), pa.float64(), pa.int64()
_TIME, _DAY = pa.timestamp("s", tz="UTC"), pa.date32()
SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "executions": {
        "execution_id": _TEXT, "execution_timestamp": _TIME, "analysis": _TEXT, "trigger_type": _TEXT, "target": _TEXT,
        "context": _TEXT, "warehouse": _TEXT, "as_of": _DAY, "status": _TEXT, "message": _TEXT, "looked_at": _COUNT,
        "findings": _COUNT, "cost_usd": _NUMBER, "seconds": _NUMBER, "actions": _TEXT,
    },
    "findings": {
        "finding_id": _TEXT, "analysis": _TEXT, "kind": _TEXT, "subject_type": _TEXT, "subject_id": _TEXT,
        "account_id": _TEXT, "owner": _TEXT, "customer_type": _TEXT, "severity": _TEXT, "revenue_at_stake": _NUMBER,
        "summary": _TEXT, "occurrence": _COUNT, "opened_on": _DAY, "last_seen": _DAY, "days_seen": _COUNT,
        "closed_on": _DAY, "called_wrong": pa.bool_(), "snoozed_until": _DAY,
    },
    "consumption_patterns": {
        "pattern_id": _TEXT, "execution_id": _TEXT, "execution_timestamp": _TIME, "account_id": _TEXT,
        "pattern_type": _TEXT, "as_of": _DAY, "severity": _TEXT, "revenue_at_stake": _NUMBER, "p_value": _NUMBER,
        "finding_id": _TEXT,
    },
    "insights": {
        "insight_id": _TEXT, "execution_id": _TEXT, "category": _TEXT, "type": _TEXT, "title": _TEXT, "status": _TEXT,
        "account_id": _TEXT, "owner": _TEXT, "urgency": _COUNT, "decided_by": _TEXT, "decided_at": _TIME, "note": _TEXT,
    },
    "actions": {
        "action_id": _TEXT, "about": _TEXT, "channel": _TEXT, "state": _TEXT, "reason": _TEXT, "claimed_at": _TIME,
        "changed_at": _TIME, "decided_by": _TEXT,
    },
}  # fmt: skip


async def export_log(records: Records, actions: Iterable[OutboxEntry], out: Path) -> dict[str, int]:
    """Write the five tables; returns how many rows each has."""
    executions = many(await all_rows(records, EXECUTIONS), Execution)
    findings = many(await all_rows(records, FINDINGS), Tracked)
    sightings = many(await all_rows(records, SIGHTINGS), Sighting)
    rows: dict[str, Iterable[Mapping[str, Any]]] = {
        "executions": map(_execution, executions),
        "findings": map(_finding, findings),
        "consumption_patterns": (_pattern(one) for one in sightings if one.kind in OF_USAGE),
        "insights": map(_insight, findings),
        "actions": (one.model_dump() | {"decided_by": one.resolved_by} for one in actions),
    }
    return await asyncio.to_thread(_write_all, out, rows)


def _write_all(out: Path, rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[str, int]:
    out.mkdir(parents=True, exist_ok=True)
    return {name: _write(out / f"{name}.parquet", SCHEMAS[name], rows[name]) for name in SCHEMAS}


def _write(path: Path, columns: Mapping[str, pa.DataType], rows: Iterable[Mapping[str, Any]]) -> int:
    """Whole or not at all: a reader never sees half a file."""
    found = list(rows)
    arrays = {name: _column([row.get(name) for row in found], kind) for name, kind in columns.items()}
    aside = path.with_suffix(".new")
    pq.write_table(pa.table(arrays), aside)
    aside.replace(path)
    return len(found)


def _column(values: list[Any], kind: pa.DataType) -> pa.Array:
    if kind in (_DAY, _TIME):  # kept as ISO text, empty if there is none
        return pa.array([value or None for value in values], _TEXT).cast(kind)
    return pa.array(values, kind)


def _execution(one: Execution) -> dict[str, Any]:
    return one.model_dump() | {"execution_timestamp": one.started_at, "trigger_type": one.trigger}


def _finding(one: Tracked) -> dict[str, Any]:
    said = {"subject_type": one.subject.type, "subject_id": one.subject.id, "called_wrong": one.wrong}
    return one.model_dump() | said


def _pattern(one: Sighting) -> dict[str, Any]:
    said = {"pattern_id": f"{one.execution_id}/{one.finding_id}", "execution_timestamp": one.seen_at}
    return one.model_dump() | said | {"pattern_type": one.kind}


def _insight(one: Tracked) -> dict[str, Any]:
    return {
        "insight_id": one.finding_id, "execution_id": one.last_session, "category": CATEGORIES[one.analysis],
        "type": one.kind, "title": one.title or one.summary, "status": one.status, "account_id": one.account_id,
        "owner": one.owner, "urgency": one.urgency, "decided_by": one.decided_by, "decided_at": one.decided_at,
        "note": one.note,
    }  # fmt: skip
