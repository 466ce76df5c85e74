"""A person's correction of one analysis's category: recorded, shown beside the model's, counted for its version."""

from datetime import UTC, datetime

from blocks.layout import Upload
from blocks.lease import hold
from blocks.registry.open_registry import open_registry
from schemas.errors import BadInputError, shown
from schemas.winback.churn_analysis import Category
from schemas.winback.correction import Correction
from schemas.winback.run import AnalysisStep
from tasks.bulk.ledger import Ledger
from tasks.bulk.place import open_place
from tasks.bulk.systems import upload_of
from tasks.winback.corrections import read_corrections, write_corrections
from tasks.winback.rewriting import rewrite_exports
from tasks.winback.rule_on import find_record
from tasks.winback.system import WINBACK


async def correct(upload_id: str, customer_id: str, category: Category | None, by: str, environment: str) -> str:
    """Record what the category should be, None if the model's is right. The emails do not change.

    Returns the message to print. Raises `BadInputError` if there is no such upload or customer, or no analysis;
    `AlreadyRunningError` while a run is under way.
    """
    place = await open_place(environment)
    store = place.store
    async with hold(store, upload_id, wait=False), open_registry(place.environment) as registry:
        status = await upload_of(WINBACK, store, upload_id)
        ledger = Ledger(store, Upload(upload_id), WINBACK)
        await ledger.look()
        _, record = await find_record(ledger, status.batches, customer_id, upload_id)
        if record is None or record.analysis is None:
            raise BadInputError(f"{shown(customer_id)} has no analysis yet: there is nothing to correct")
        now = datetime.now(UTC)
        said = _said(record.analysis, category, by, now)
        corrections = await read_corrections(store, status) | {customer_id: said}
        await write_corrections(store, status, corrections)
        await rewrite_exports(place, registry, ledger, status, now)
        return _told(customer_id, record.analysis, said)


def _said(analysis: AnalysisStep, category: Category | None, by: str, now: datetime) -> Correction:
    was = analysis.output.category
    at = now.isoformat(timespec="seconds")
    return Correction(by=by, at=at, fingerprint=analysis.fingerprint, was=was, category=category or was)


def _told(customer_id: str, analysis: AnalysisStep, said: Correction) -> str:
    who, counted = shown(customer_id), f"counted for churn-analysis {analysis.version}"
    if said.right:
        return f"{who}: {said.was} is right; {counted}"
    stays = "what is sent stays as it is, revive hold add keeps it back"
    return f"{who}: {said.category}, not {said.was}; {counted}; {stays}"
