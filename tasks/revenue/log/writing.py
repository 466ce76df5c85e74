"""A run goes into the log: the execution, each finding that it saw, and those that are gone.

Logging the same session again changes nothing but what is new in it (explanations, cost), so a run that was killed in
between is simply logged once more. A finding is gone only where a run looked for it and could have seen it: not where
the run was of another account, or could read less than the run before, or where it stands among those beyond --max.
"""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime

from blocks.records.interface import Records
from blocks.records.table import Put, RefusedWriteError, Row
from schemas.environment import EnvironmentSpec
from schemas.errors import ReviveError, StoreError
from schemas.registry import instant
from schemas.revenue.finding import AnalysisResult, Finding
from schemas.revenue.log import Execution, Tracked
from schemas.revenue.request import RevenueRequest
from tasks.revenue.log.tables import (
    EXECUTIONS,
    FINDINGS,
    SIGHTINGS,
    all_rows,
    execution_row,
    finding_row,
    many,
    one_row,
    open_log,
    parsed,
    sighting_row,
    standing_of,
)
from tasks.revenue.log.tracking import gone, seen, sighting

_log = logging.getLogger(__name__)
_AT_ONCE = 40  # findings of one transaction, two rows each
_TRIES = 20


async def log_run(environment: EnvironmentSpec, request: RevenueRequest, result: AnalysisResult, now: datetime) -> None:
    """Log a run with what it found. An environment without records keeps no log, and says so."""
    if environment.records_url is None:
        _log.warning("environment %s has no records, so this run is not logged", environment.name)
        return
    async with open_log(environment) as records:
        await log_result(records, request, result, now)


async def log_failure(
    environment: EnvironmentSpec, request: RevenueRequest, session: str, error: ReviveError, now: datetime
) -> None:
    """Log a run that ended without a result. What it failed for is raised by the caller, also where the log is away."""
    if environment.records_url is None:
        return
    one = _execution(request, session, instant(now)).model_copy(update={"status": "failed", "message": str(error)})
    try:
        async with open_log(environment) as records:
            await records.prepare()
            await records.commit(Put(EXECUTIONS, execution_row(one)))
    except ReviveError as away:
        _log.warning("the failure of %s is not logged: %s", session, away)


async def note_actions(environment: EnvironmentSpec, session: str, what: str) -> None:
    """Note with a run what became of its actions. One that is not in the log has nowhere to be noted."""
    if environment.records_url is None:
        return
    async with open_log(environment) as records:
        row = await one_row(records, EXECUTIONS, session)
        if row is not None:
            one = parsed(row, Execution).model_copy(update={"actions": what})
            await records.commit(Put(EXECUTIONS, execution_row(one, row.revision + 1), row.revision))


async def log_result(records: Records, request: RevenueRequest, result: AnalysisResult, now: datetime) -> None:
    """Log a run with what it found. Safe to repeat."""
    await records.prepare()
    at = instant(now)
    row = await one_row(records, EXECUTIONS, result.session_id)
    begun = _execution(request, result.session_id, at) if row is None else parsed(row, Execution)
    earlier = [one for one in await executions(records, result.analysis) if one.execution_id != result.session_id]
    newest = max((one.as_of for one in earlier), default="")
    # What went out is noted by others: `actions` stays.
    revision = 1 if row is None else row.revision + 1
    await records.commit(Put(EXECUTIONS, execution_row(_with_result(begun, result), revision)))
    different = list({one.finding_id: one for one in result.findings}.values())
    for start in range(0, len(different), _AT_ONCE):
        await _see(records, different[start : start + _AT_ONCE], result, at, newest)
    if result.as_of >= newest and _saw_as_much(result, earlier):
        await _close(records, request, result, at)


async def executions(records: Records, analysis: str) -> list[Execution]:
    """The runs of an analysis that had a result, in the order of the days that they looked from."""
    found = many(await all_rows(records, EXECUTIONS, analysis, "by_analysis"), Execution)
    return [one for one in found if one.status != "failed"]


async def _see(records: Records, findings: Sequence[Finding], result: AnalysisResult, at: str, newest: str) -> None:
    for _ in range(_TRIES):
        writes: list[Put] = []
        for one in findings:
            row = await one_row(records, FINDINGS, one.finding_id)
            before = None if row is None else parsed(row, Tracked)
            after = seen(before, one, result.as_of, result.session_id, at)
            if before is None and result.as_of < newest:
                after = gone(after, newest, at)  # later runs did not see it
            if after != before:
                writes.append(_put(after, row))
            writes.append(Put(SIGHTINGS, sighting_row(sighting(one, after, result.as_of, result.session_id, at))))
        try:
            await records.commit(*writes)
        except RefusedWriteError:
            continue  # a person, or another run, changed one of them
        return
    raise StoreError(f"{records.url}: others go on changing the findings of {result.analysis}; run it again")


async def _close(records: Records, request: RevenueRequest, result: AnalysisResult, at: str) -> None:
    there = {one.finding_id for one in result.findings} | set(result.beyond_max)
    for row in await all_rows(records, FINDINGS, standing_of(result.analysis, is_closed=False), "by_standing"):
        one = parsed(row, Tracked)
        if one.finding_id not in there and (request.target is None or _is_of(one, request.target)):
            await _close_one(records, one.finding_id, there, result.as_of, at)


async def _close_one(records: Records, finding_id: str, there: Collection[str], as_of: str, at: str) -> None:
    for _ in range(_TRIES):
        row = await one_row(records, FINDINGS, finding_id)
        one = None if row is None else parsed(row, Tracked)
        if one is None or one.closed_on is not None or one.last_seen > as_of or finding_id in there:
            return
        try:
            await records.commit(_put(gone(one, as_of, at), row))
        except RefusedWriteError:
            continue
        return
    raise StoreError(f"{records.url}: others go on changing finding {finding_id}; run the analysis again")


def _put(after: Tracked, row: Row | None) -> Put:
    revision = 0 if row is None else row.revision
    return Put(FINDINGS, finding_row(after, revision + 1), None if row is None else revision)


def _saw_as_much(result: AnalysisResult, earlier: Sequence[Execution]) -> bool:
    """Whether nothing is missing that the run before could read: then what is not found is not there."""
    before = earlier[-1].partial if earlier else result.partial
    return set(result.partial) <= set(before)


def _is_of(one: Tracked, target: str) -> bool:
    return target == one.account_id or target.lower() == (one.account_name or "").lower()


def _execution(request: RevenueRequest, session: str, at: str) -> Execution:
    return Execution(
        execution_id=session,
        analysis=request.analysis,
        trigger=request.trigger,
        target=request.target,
        context=request.context,
        warehouse=request.warehouse,
        as_of="" if request.as_of is None else request.as_of.isoformat(),
        started_at=at,
        status="complete",
    )


def _with_result(one: Execution, result: AnalysisResult) -> Execution:
    return one.model_copy(
        update={
            "as_of": result.as_of,
            "status": result.status,
            "looked_at": result.looked_at,
            "findings": len(result.findings) + len(result.beyond_max),
            "dropped": result.dropped,
            "partial": result.partial,
            "doubts": result.doubts,
            "cost_usd": result.cost_usd,
            "seconds": result.seconds,
        }
    )
