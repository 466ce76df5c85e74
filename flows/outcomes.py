"""Outcomes of a folder, every night: each new file once; one that fails is named and does not stop the others."""

from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from blocks.urls import redacted
from schemas.errors import ReviveError
from schemas.printable import printable
from schemas.winback.outcome_folder import FolderImported, OutcomesParams
from tasks.bulk.deployed import confine_deployed
from tasks.winback.outcome_folder import ended, import_new, new_files

list_new_files = task(name="list-outcome-files", cache_policy=NO_CACHE)(new_files)
import_file = task(name="import-outcomes", cache_policy=NO_CACHE)(import_new)


@flow(
    name="outcomes-import",
    flow_run_name="outcomes-import {environment}",
    description="Import what a folder says happened after the emails, each file once.",
)
async def outcomes_import(params: OutcomesParams, environment: str = "local") -> dict[str, Any] | State[Any]:
    """Safe to repeat, and to run twice at once."""
    confine_deployed()
    found = FolderImported()
    try:
        sources = await list_new_files(params, environment)
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)
    for source in sources:
        try:
            found = ended(found, source, await import_file(source, params, environment))
        except ReviveError as error:
            found = ended(found, source, error)
    if not found.ends:
        return Completed(name="NothingNew", message=f"{redacted(params.source)} holds no new file")
    named = "; ".join(f"{name}: {end}" for name, end in found.ends.items())
    if not found.failed:
        return Completed(message=printable(named), data=found.ends)
    return Failed(name="FilesFailed", message=printable(f"{found.failed} of {len(found.ends)} new files: {named}"))
