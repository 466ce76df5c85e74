"""What the Prefect UI shows of an upload's results: who may be written to, who not and why, and the cost."""

import shlex
from collections.abc import AsyncIterator, Sequence
from typing import Any

from prefect.artifacts import acreate_markdown_artifact, acreate_table_artifact

from blocks.local import elsewhere
from schemas.bulk import Status
from schemas.winback.run import CustomerRecord
from tasks.bulk.markdown import code, plain, plain_rows
from tasks.bulk.ui import if_reachable

MAX_ROWS = 200


async def show_results(
    status: Status, environment: str, holds: Sequence[tuple[str, str]], records: AsyncIterator[CustomerRecord]
) -> None:
    """Show a table of the customers with the highest MRR, and a page with counts and where everything is."""
    rows: list[dict[str, Any]] = []
    async for record in records:
        if len(rows) == MAX_ROWS:
            break
        rows.append(row(record))
    description = f"{status.counts} ({environment}). The first {len(rows)} by mrr."
    table = acreate_table_artifact(plain_rows(rows), key="winback-customers", description=plain(description))
    await if_reachable(table)
    await if_reachable(acreate_markdown_artifact(page(status, environment, holds), key="winback-results"))


def page(status: Status, environment: str, holds: Sequence[tuple[str, str]]) -> str:
    """Counts, money, warnings, what to do next and where everything is, in Markdown. `holds`: code and customers."""
    upload = shlex.quote(status.upload_id)
    lines = [
        f"## {status.status}: {status.counts}",
        "",
        f"Environment {plain(environment)}. {plain(bill(status))}.",
        "",
    ]
    lines += [f"- {plain(hold)}: {count}" for hold, count in holds]
    lines += [f"- {status.rejected} rows rejected"] if status.rejected else []
    lines += [f"\nWarning: {plain(warning)}" for warning in status.warnings]
    lines += ["", f"{code(f'revive open {upload}{elsewhere(environment)}')} opens the report.", ""]
    lines += [f"- {name}: {code(where)}" for name, where in status.artifacts.items()]
    return "\n".join(lines)


def bill(status: Status) -> str:
    """What it cost, and which models answered."""
    cost = "unknown cost" if status.cost_usd is None else f"${status.cost_usd:,.4f}"
    return f"{cost}, {status.model or 'no model'}"


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
    return ("ready", "") if record.ready else ("not written", "")
