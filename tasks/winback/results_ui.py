"""What a person sees of the customers in the Prefect UI: who may be written to, who not and why, what it cost."""

from collections.abc import AsyncIterator
from typing import Any

from prefect.artifacts import acreate_table_artifact

from schemas.winback.run import CustomerRecord
from tasks.bulk.markdown import plain, plain_rows
from tasks.bulk.results_page import show_page
from tasks.bulk.run import Run
from tasks.bulk.ui import if_reachable
from tasks.winback.summary_rows import hold_rows

MAX_ROWS = 200


async def show_results(run: Run) -> None:
    """A table of the customers with the highest mrr, and the page of the results with the holds."""
    holds = await hold_rows(run.store, run.status.upload_id)
    rows = [row(record) async for record in _first_records(run)]
    where = run.place.environment.name
    description = f"{run.status.counts} ({where}). The first {len(rows)} by mrr."
    table = acreate_table_artifact(plain_rows(rows), key="winback-customers", description=plain(description))
    await if_reachable(table)
    await show_page(run, holds)


async def _first_records(run: Run) -> AsyncIterator[CustomerRecord]:
    rows = 0
    for batch in range(run.status.batches):
        async for record in run.ledger.records(batch):
            yield record
            rows += 1
            if rows == MAX_ROWS:
                return


def row(record: CustomerRecord) -> dict[str, Any]:
    """One customer's row; its texts come from outside."""
    analysis = record.analysis.output if record.analysis else None
    customer = record.customer
    send, why = _send(record)
    return {
        "customer_id": record.customer_id[:80],
        "company": (customer.company_name or "")[:80],
        "tier": customer.subscription_tier or "",
        "mrr": "" if customer.mrr is None else f"{customer.mrr:,.2f} {customer.currency or ''}".strip(),
        "send": send,
        "why not": why,
        "category": analysis.category if analysis else "",
        "confidence": analysis.confidence if analysis else "",
        "recommendation": analysis.recommendation if analysis else "",
        "cost": "unknown" if record.spent.cost_usd is None else f"${record.spent.cost_usd:.4f}",
    }


def _send(record: CustomerRecord) -> tuple[str, str]:
    """Whether its emails may be sent, and why not."""
    if record.error is not None:
        return "failed", record.error.message
    if record.hold is not None:
        return f"hold: {record.hold.code.replace('_', ' ')}", record.hold.reason
    if record.review is not None and record.waits:
        return "review", record.review.reason
    return ("ready", "") if record.ready else ("not written", "")
