"""One run of an analysis: gather data, analyse, drop findings without evidence, keep the most important."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic

from blocks.warehouse.warehouse import Warehouse, open_warehouse
from schemas.errors import BadInputError, ReviveError, shown
from schemas.revenue.definition import Definition, Taught
from schemas.revenue.finding import AnalysisResult, Finding
from schemas.revenue.request import RevenueRequest
from tasks.revenue.analyses.candidate import Found, ordered
from tasks.revenue.analyses.definitions import definition
from tasks.revenue.analyses.gather import Gathered, gather
from tasks.revenue.analyses.run_all import ANALYSES, QUERIES
from tasks.revenue.analyses.weekly_usage import with_usage
from tasks.revenue.knowledge.source import revenue_source


def session_id(now: datetime) -> str:
    """`analysis_YYYYMMDD_HHMMSS`."""
    return f"analysis_{now:%Y%m%d_%H%M%S}"


async def run_analysis(
    request: RevenueRequest,
    session: str,
    *,
    taught: Sequence[Taught] = (),
    clock: Callable[[], float] = monotonic,
    today: Callable[[], date] = lambda: datetime.now(UTC).date(),
) -> AnalysisResult:
    """The findings, the same from run to run. Raises `BadInputError` if warehouse, day or target are not there.

    `taught` are the thresholds that people's verdicts moved.
    """
    begun, said = clock(), definition(request.analysis).taught_by(taught)
    instead = None if request.connected is None else Path(request.connected)
    source = revenue_source(request.warehouse, instead)
    try:
        async with asyncio.timeout(request.timeout_s), open_warehouse(source) as warehouse:
            target = await _account(warehouse, request.target)
            gathered = await gather(warehouse, request.as_of, QUERIES[request.analysis])
            if gathered.as_of > today():
                gathered.doubts.append(f"the newest day, {gathered.as_of}, is to come: are these forecasts?")
            found = await ANALYSES[request.analysis](said, gathered)
            found.findings = await with_usage(_chosen(found, request, target), gathered)
    except TimeoutError:
        raise ReviveError(
            f"{request.analysis} took longer than {request.timeout_s:g} s and was stopped; nothing was kept"
        ) from None
    result = _result(said, session, gathered, found, round(clock() - begun, 2))
    return result.model_copy(update={"taught": tuple(one.line for one in taught)})


def _chosen(found: Found, request: RevenueRequest, target: str | None) -> list[Finding]:
    """What matters most, as many as were asked for; of one account where it was named."""
    findings = ordered(one for one in found.findings if target is None or one.account_id == target)
    found.dropped["beyond_max"] += max(0, len(findings) - request.max_findings)
    found.beyond = tuple(one.finding_id for one in findings[request.max_findings :])
    return findings[: request.max_findings]


def _result(said: Definition, session: str, gathered: Gathered, found: Found, seconds: float) -> AnalysisResult:
    found.keep_what_occurs(gathered)
    return AnalysisResult(
        session_id=session,
        analysis=said.name,
        status="partial" if gathered.partial else "complete",
        question=said.question,
        as_of=gathered.as_of.isoformat(),
        findings=tuple(found.findings),
        dropped={reason: count for reason, count in sorted(found.dropped.items()) if count},
        beyond_max=found.beyond,
        partial=tuple(gathered.partial),
        doubts=tuple(gathered.doubts),
        looked_at=found.looked_at,
        seconds=seconds,
    )


async def _account(warehouse: Warehouse, target: str | None) -> str | None:
    """The id of the account that somebody named by its id or its name."""
    if target is None:
        return None
    sql = "SELECT account_id FROM accounts WHERE account_id = $target OR lower(name) = lower($target) LIMIT 2"
    found = (await warehouse.rows(sql, {"target": target})).rows
    if len(found) != 1:
        raise BadInputError(f"{len(found) or 'no'} accounts are called {shown(target)}; give the account_id")
    return str(found[0][0])
