"""Retention: deletes uploads and results that nobody has worked on for a number of days."""

from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Failed

from schemas.errors import ReviveError, StoreError
from schemas.retention import RetentionParams
from tasks.privacy.retention import delete_old

delete_old_uploads = task(name="delete-old", cache_policy=NO_CACHE)(delete_old)


@flow(
    name="retention",
    flow_run_name="retention {environment}",
    description="Delete uploads and results older than a number of days.",
)
async def retention(params: RetentionParams, environment: str = "local") -> dict[str, Any] | State[Any]:
    """Safe to repeat; what a run holds is left for the next time."""
    try:
        deleted = await delete_old_uploads(params, environment)
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)
    said = deleted.model_dump(mode="json")
    return Failed(name=StoreError.state, message="; ".join(deleted.unread), data=said) if deleted.unread else said
