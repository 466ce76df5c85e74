"""A person corrects a category, and the emails are rewritten for it: one more question of the upload's own run.

The correction is durable before anything is paid, so that a resume goes on with it. If no answer holds, the correction
stays, and the emails stay as they were.
"""

from dataclasses import replace
from datetime import UTC, datetime

from schemas.customer import Category
from schemas.errors import BadInputError, shown
from schemas.winback.run import CustomerRecord, WinbackParams
from tasks.bulk.place import open_place
from tasks.bulk.run import Run, open_run
from tasks.bulk.systems import upload_of
from tasks.winback.correct import said_of
from tasks.winback.corrections import Corrections, write_corrections
from tasks.winback.regenerate import next_emails, record_with_emails, write_anew
from tasks.winback.rewriting import LeasedUpload, rewrite_exports
from tasks.winback.system import WINBACK


async def rewrite_for_cause(upload_id: str, customer_id: str, category: Category, by: str, environment: str) -> str:
    """Record what the category should be, and pay for emails that are written for it. Returns the message.

    Raises what `regenerate` raises. Edits and approvals of the emails before are void.
    """
    await upload_of(WINBACK, (await open_place(environment)).store, upload_id)
    async with open_run(WINBACK, WinbackParams(upload_id=upload_id), upload_id, environment) as run:
        await run.ledger.look()
        batch, record = await record_with_emails(run, customer_id)
        if record.analysis is None:
            raise BadInputError(f"{shown(customer_id)} has no analysis yet: there is nothing to correct")
        said = said_of(record.analysis, category, by, datetime.now(UTC)).model_copy(update={"rewrites": True})
        await _correct(run, {**run.context.corrections, customer_id: said})
        if await next_emails(run, record) is not None:
            await run.ledger.open_batch(batch)
            await write_anew(run, record, _keep_emails)
        upload = LeasedUpload(run.place, run.pointers.registry, run.ledger, run.status)
        await rewrite_exports(upload, datetime.now(UTC))
        cost = run.tally.spent.cost_usd
        paid = "at a price that is not known" if cost is None else f"for ${cost:.6f}"
        return f"{shown(customer_id)}: {category}, not {said.was}; its emails are written anew {paid}"


async def _correct(run: Run, corrections: Corrections) -> None:
    run.context = replace(run.context, corrections=corrections)
    await write_corrections(run.store, run.status, corrections)


async def _keep_emails(run: Run, record: CustomerRecord) -> None:
    """The correction counts, but a resume does not ask for these emails again."""
    said = run.context.corrections[record.customer_id].model_copy(update={"rewrites": False})
    await _correct(run, {**run.context.corrections, record.customer_id: said})
