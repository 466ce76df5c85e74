"""Win-back: churned customers in, analyses and campaigns out (seed: Revive AI, PrepareJob → Map → FinalizeJob)."""

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from blocks.urls import redacted
from schemas.errors import BadInputError, ReviveError
from schemas.winback import ShardParams, WinbackParams
from tasks.deployed import confine_deployed
from tasks.estimate import estimate_run
from tasks.quality import abandon_gate
from tasks.run import open_place, open_run, open_shard
from tasks.winback import finalize, finalize_part, prepare, prepare_part, process, process_shards, take_in_file


def _run_name() -> str:
    params: WinbackParams = flow_run.parameters["params"]
    try:
        subject = params.upload_id or redacted(params.source or "")
    except BadInputError:
        subject = "a source that is no URL"
    return f"winback {subject[:80]}"


@flow(
    name="winback", flow_run_name=_run_name, description="Analyse churned customers and write their win-back campaigns."
)
async def winback(params: WinbackParams, environment: str = "local") -> dict[str, Any] | State[Any]:
    """Prepare, process, finalize. Run it again, from anywhere, to do only what is missing."""
    confine_deployed()
    try:
        if params.dry_run:
            return await _dry_run(params, environment)
        upload = await take_in_file(params, environment)
        if upload.status == "nothing_new":
            return Completed(name="NothingNew", message=upload.message)
        async with open_run(params, upload.upload_id, environment) as run:
            batches = await prepare(upload.upload_id)
            if batches and run.params.shards > 1:
                await process_shards(upload.upload_id)
            else:
                await process(upload.upload_id, batches)
            summary = await finalize(upload.upload_id)
            run.raise_if_stopped()
            # What failed although the run is complete is said where people look first.
            return Completed(message=summary["message"], data=summary) if summary["message"] else summary
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)
    finally:
        abandon_gate()


@flow(name="winback-shard", description="One shard of an upload; the flow winback starts it, with shards above 1.")
async def winback_shard(params: ShardParams, environment: str = "local") -> dict[str, Any] | State[Any]:
    """Process a range of batches. Run it again to do only what is missing."""
    try:
        async with open_shard(params, environment) as run:
            batches = await prepare_part(params)
            await process(params.upload_id, batches)
            summary = await finalize_part(params)
            run.raise_if_stopped()
            return summary
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)


async def _dry_run(params: WinbackParams, environment: str) -> dict[str, Any]:
    place = await open_place(environment)
    estimate = await estimate_run(params, place.store, place.environment, place.settings.s3_endpoint)
    return estimate.model_dump(mode="json")
