"""What a person sees of a run in the Prefect UI: progress, customers, data quality, links.

The UI is a view. Where Prefect's API does not answer, the run goes on and says so in its log.
"""

import json
import logging
import re
from collections.abc import AsyncIterator, Awaitable
from typing import Any
from uuid import UUID

from httpx import HTTPError, TransportError
from prefect.artifacts import (
    acreate_markdown_artifact,
    acreate_progress_artifact,
    acreate_table_artifact,
    aupdate_progress_artifact,
)
from prefect.exceptions import PrefectException

from schemas.winback import CustomerRecord, Status

_log = logging.getLogger(__name__)
MAX_ROWS = 200
_MARKDOWN = re.compile(r"([\\`*_\[\]<>!|#~&])")
SERVER_GONE = "the Prefect server stopped answering; the run goes on, its history there is incomplete"


async def shown(what: Awaitable[Any]) -> Any:
    """The result of a call to Prefect's API, None where it did not answer."""
    try:
        return await what
    except TransportError:
        _log.warning(SERVER_GONE)
        return None
    except (HTTPError, PrefectException, RuntimeError) as error:
        _log.warning("Prefect's API did not take what it was told (%s); the work goes on", type(error).__name__)
        return None


def artifact_key(name: str) -> str:
    """A name as Prefect takes it for a key: lowercase letters, digits and dashes."""
    return re.sub(r"[^a-z0-9-]", "-", name.lower())


def cell(text: object) -> str:
    """A text of somebody else's as it may stand in an artifact: on one line, and none of it Markdown."""
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


async def show_progress(artifact: UUID | None, done: int, total: int) -> UUID | None:
    """Create or move the progress bar."""
    percent = round(100 * done / total, 1) if total else 100.0
    if artifact is None:
        created = await shown(
            acreate_progress_artifact(percent, key="winback-progress", description="Customers settled.")
        )
        return created if isinstance(created, UUID) else None
    await shown(aupdate_progress_artifact(artifact, percent))
    return artifact


async def show_quality(verdict: dict[str, Any]) -> None:
    """The data-quality checks as a table."""
    rows = [
        {
            "column": check["column"],
            "expectation": check["expectation"],
            "expected": json.dumps(check["expected"]),
            "critical": check["critical"],
            "passed": check["success"],
            "unexpected": check["unexpected"],
        }
        for check in verdict["checks"]
    ]
    await shown(
        acreate_table_artifact(
            rows,
            key="winback-data-quality",
            description=f"Suite {verdict['suite']} {verdict['version']} on {verdict['rows']} accepted rows.",
        )
    )


async def show_results(status: Status, records: AsyncIterator[CustomerRecord]) -> None:
    """A table of the customers with the highest mrr, and where everything is."""
    rows: list[dict[str, Any]] = []
    async for record in records:
        if len(rows) == MAX_ROWS:
            break
        rows.append(_row(record))
    await shown(acreate_table_artifact(rows, key="winback-customers", description=f"The first {len(rows)} by mrr."))
    links = "\n".join(f"- {name}: `{where}`" for name, where in status.artifacts.items())
    counts = f"{status.completed} complete, {status.failed} failed, {status.rejected} rows rejected"
    warnings = "".join(f"\n\nWarning: {warning}" for warning in status.warnings)
    text = f"**{status.status}**: {counts}{warnings}\n\n{links}"
    await shown(acreate_markdown_artifact(text, key="winback-results"))


def _row(record: CustomerRecord) -> dict[str, Any]:
    analysis = record.analysis.output if record.analysis else None
    return {
        "customer_id": record.customer_id[:80],
        "tier": record.customer.subscription_tier,
        "mrr": record.customer.mrr,
        "currency": record.customer.currency,
        "category": analysis.category if analysis else "",
        "confidence": analysis.confidence if analysis else "",
        "recommendation": analysis.recommendation if analysis else "",
        "error": record.error.message if record.error else "",
    }
