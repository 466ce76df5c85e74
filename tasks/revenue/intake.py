"""Takes in what a run is for: the findings of an analysis, computed before anything is paid."""

from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from blocks.layout import Upload
from blocks.local_file import permitted
from schemas.bulk import RunParams, Status
from schemas.errors import ReviveError, UnreadableFileError
from schemas.revenue.definition import Taught
from schemas.revenue.finding import AnalysisResult
from schemas.revenue.request import RevenueRequest
from schemas.revenue.run import FindingSubjectRow, RevenueParams
from tasks.bulk.intake import FileKind, Taken, nothing_beside, take_in, take_in_other
from tasks.bulk.picking import Pick
from tasks.bulk.place import Place
from tasks.bulk.status import read_status, write_status
from tasks.revenue.analyses.definitions import definition
from tasks.revenue.log.tables import open_log
from tasks.revenue.log.teaching import taught_now
from tasks.revenue.log.writing import log_failure, log_run
from tasks.revenue.reading import is_remote, read_warehouse
from tasks.revenue.run import run_analysis, session_id
from tasks.revenue.sessions import free_session, keep


async def take_in_findings(place: Place, params: RevenueParams) -> Status:
    """Run the analysis and store what it finds; a session that is there already is gone on with."""
    if params.source is not None or (params.upload_id and await read_status(place.store, params.upload_id)):
        return await take_in(FileKind(_read_result), place, params)
    begun = monotonic()
    if not _is_there(params):
        message = f"there is no {params.request.warehouse}"
        return Status(upload_id="", status="nothing_new", system=params.system, message=message)
    session = params.upload_id or await free_session(place.store, session_id(datetime.now(UTC)))
    result = await analysed(place, params.request, session)
    if not result.findings:
        await _nothing_found(place, params, result)
        return Status(upload_id="", status="nothing_new", system=params.system, message=_nothing(result))
    return await store_findings(place, params, result, begun)


async def take_in_plain(place: Place, params: RevenueParams) -> AnalysisResult:
    """The same without anybody being asked to explain; `revive resume` has it explained later."""
    begun = monotonic()
    session = params.upload_id or await free_session(place.store, session_id(datetime.now(UTC)))
    result = await analysed(place, params.request, session)
    if result.findings:
        await store_findings(place, params, result, begun)
    else:
        await _nothing_found(place, params, result)
    return result


async def analysed(place: Place, request: RevenueRequest, session: str) -> AnalysisResult:
    """Run an analysis by the thresholds as they were taught; keep its result, and log it."""
    try:
        taught = await _taught(place, request.analysis)
        async with read_warehouse(request, place) as readable:
            result = await run_analysis(readable, session, taught=taught)
    except ReviveError as error:
        await log_failure(place.environment, request, session, error, datetime.now(UTC))
        raise
    await keep(place.store, result)
    await log_run(place.environment, request, result, datetime.now(UTC))
    return result


async def _taught(place: Place, analysis: str) -> tuple[Taught, ...]:
    if place.environment.records_url is None:
        return ()
    async with open_log(place.environment) as records:
        return await taught_now(records, definition(analysis), datetime.now(UTC).date())


async def store_findings(place: Place, params: RevenueParams, result: AnalysisResult, begun: float) -> Status:
    """Make an upload of a result that has findings; a person, or a run, may have them explained."""
    settle = await nothing_beside(place, params)
    taken = Taken(stored_findings(result), _said(result), source=b"", started=begun)
    source = f"{params.analysis} of {result.as_of}"
    return await take_in_other(result.session_id, source, taken, params, settle, place.store)


async def _nothing_found(place: Place, params: RevenueParams, result: AnalysisResult) -> None:
    """A status, so that retention and erasure find the session as they find every other."""
    status = Status(
        upload_id=result.session_id,
        status="complete",
        source=f"{params.analysis} of {result.as_of}",
        message=_nothing(result),
        **_said(result),
    )
    await write_status(place.store, status)


def _is_there(params: RevenueParams) -> bool:
    """Whether there is a warehouse; only who is at the terminal is told that there is none.

    Raises `BadInputError` if a deployment may not read it.
    """
    if is_remote(params.request.warehouse):
        return True
    location = permitted(Path(params.request.warehouse).expanduser())
    return params.trigger != "scheduled" or location.exists()


def _nothing(result: AnalysisResult) -> str:
    return f"{result.analysis} finds nothing; the session is {result.session_id}"


async def _read_result(_place: Place, _params: RunParams, found: Pick) -> Taken:
    """The findings of a result.json that somebody names."""
    try:
        result = AnalysisResult.model_validate(from_json(found.file.content))
    except (ValueError, ValidationError):
        raise UnreadableFileError(f"{found.file.name} is not the result.json of a revenue analysis") from None
    files = {f"{Upload(found.upload_id, 'revenue').results}/result.json": found.file.content}
    return Taken(stored_findings(result), _said(result), files=files)


def stored_findings(result: AnalysisResult) -> bytes:
    """A JSON array with one finding a line, what matters most first."""
    rows = [
        FindingSubjectRow(finding_id=one.finding_id, question=result.question, finding=one).model_dump_json()
        for one in result.findings
    ]
    return b"[\n" + ",\n".join(rows).encode() + b"\n]\n"


def _said(result: AnalysisResult) -> dict[str, Any]:
    many = len(result.findings)
    return {"system": "revenue", "total": many, "rows_read": many, "doubts": result.partial + result.doubts}
