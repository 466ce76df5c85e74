"""A person's correction of one analysis's category: recorded, shown beside the model's, counted for its version."""

from datetime import UTC, datetime

from schemas.customer import Category
from schemas.errors import BadInputError, shown
from schemas.winback.correction import Correction
from schemas.winback.run import AnalysisStep
from tasks.bulk.place import open_place
from tasks.winback.corrections import read_corrections, write_corrections
from tasks.winback.rewriting import leased, rewrite_exports
from tasks.winback.rule_on import find_record


async def correct(upload_id: str, customer_id: str, category: Category | None, by: str, environment: str) -> str:
    """Record what the category should be, None if the model's is right. The emails do not change.

    Returns the message to print. Raises `BadInputError` if there is no such upload or customer, or no analysis;
    `AlreadyRunningError` while a run is under way.
    """
    place = await open_place(environment)
    async with leased(place, upload_id) as upload:
        store, ledger, status = upload.store, upload.ledger, upload.status
        _, record = await find_record(ledger, status.batches, customer_id, upload_id)
        if record is None or record.analysis is None:
            raise BadInputError(f"{shown(customer_id)} has no analysis yet: there is nothing to correct")
        now = datetime.now(UTC)
        said = said_of(record.analysis, category, by, now)
        corrections = await read_corrections(store, status) | {customer_id: said}
        await write_corrections(store, status, corrections)
        await rewrite_exports(upload, now)
        return _told(customer_id, record.analysis, said)


def said_of(analysis: AnalysisStep, category: Category | None, by: str, now: datetime) -> Correction:
    """The correction of an analysis; without a category, the model's is right."""
    was = analysis.output.category
    at = now.isoformat(timespec="seconds")
    return Correction(by=by, at=at, fingerprint=analysis.fingerprint, was=was, category=category or was)


def _told(customer_id: str, analysis: AnalysisStep, said: Correction) -> str:
    who, counted = shown(customer_id), f"counted for churn-analysis {analysis.version}"
    if said.right:
        return f"{who}: {said.was} is right; {counted}"
    stays = "what is sent stays as it is, revive hold add keeps it back"
    return f"{who}: {said.category}, not {said.was}; {counted}; {stays}"
