"""What the Prefect UI shows of a run while it goes on: progress and data quality.

The UI is only a view. If Prefect's API does not answer, the run goes on and logs it.
"""

import json
import logging
import re
from collections.abc import Awaitable
from typing import Any
from uuid import UUID

from httpx import HTTPError, TransportError
from prefect.artifacts import (
    acreate_progress_artifact,
    acreate_table_artifact,
    aupdate_progress_artifact,
)
from prefect.exceptions import PrefectException

from tasks.bulk.markdown import plain_rows

_log = logging.getLogger(__name__)
SERVER_GONE = "the Prefect server stopped answering; the run goes on, its history there is incomplete"


async def if_reachable(what: Awaitable[Any]) -> Any:
    """The result of a call to Prefect's API; None if it did not answer."""
    try:
        return await what
    except TransportError:
        _log.warning(SERVER_GONE)
        return None
    except (HTTPError, PrefectException, RuntimeError) as error:
        _log.warning("Prefect's API did not take what it was told (%s); the work goes on", type(error).__name__)
        return None


def artifact_key(name: str) -> str:
    """A name as a key that Prefect accepts: lowercase letters, digits and dashes."""
    return re.sub(r"[^a-z0-9-]", "-", name.lower())


async def show_progress(system: str, artifact: UUID | None, done: int, total: int) -> UUID | None:
    """Create or move the progress bar of a system's run."""
    percent = round(100 * done / total, 1) if total else 100.0
    if artifact is None:
        created = await if_reachable(
            acreate_progress_artifact(
                percent,
                key=artifact_key(f"{system}-progress"),
                description="Customers looked at: ready, on hold or failed.",
            )
        )
        return created if isinstance(created, UUID) else None
    await if_reachable(aupdate_progress_artifact(artifact, percent))
    return artifact


async def show_quality(system: str, verdict: dict[str, Any]) -> None:
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
    await if_reachable(
        acreate_table_artifact(
            plain_rows(rows),
            key=artifact_key(f"{system}-data-quality"),
            description=f"Suite {verdict['suite']} {verdict['version']} on {verdict['rows']} accepted rows.",
        )
    )
