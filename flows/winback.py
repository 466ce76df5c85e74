"""Win-back: churned customers in, analyses and campaigns out (seed: Revive AI, PrepareJob → Map → FinalizeJob)."""

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from blocks.urls import redacted
from schemas.bulk import ShardParams
from schemas.errors import BadInputError, InterruptedRunError, ReviveError, UnreadableFileError, one_line, shown
from schemas.printable import printable
from schemas.winback.run import WinbackParams
from tasks.bulk.deployed import confine_deployed
from tasks.bulk.inbox import is_inbox, one_of
from tasks.bulk.run import open_place, open_run, open_shard
from tasks.files.quality import abandon_gate
from tasks.winback.estimate import estimate_run
from tasks.winback.intake import taken_in
from tasks.winback.steps import (
    finalize,
    finalize_part,
    look_into,
    prepare,
    prepare_part,
    process,
    process_shards,
    refuse_file,
    take_in_file,
)
from tasks.winback.system import WINBACK


def _run_name() -> str:
    params: WinbackParams = flow_run.parameters["params"]
    try:
        subject = params.upload_id or redacted(params.source or "")
    except BadInputError:
        subject = "a source that is no URL"
    return f"winback {shown(subject)}"


@flow(
    name="winback", flow_run_name=_run_name, description="Analyse churned customers and write their win-back campaigns."
)
async def winback(params: WinbackParams, environment: str = "local") -> dict[str, Any] | State[Any]:
    """Prepare, process, finalize. Run it again, from anywhere, to do only what is missing."""
    confine_deployed()
    try:
        if params.dry_run:
            return await _dry_run(params, environment)
        # The command has taken one file of the folder already.
        if is_inbox(params) and taken_in.get() is None:
            return await _every_file(params, environment)
        upload = await take_in_file(params, environment)
        async with open_run(WINBACK, params, upload.upload_id, environment) as run:
            batches = await prepare(upload.upload_id)
            if batches and run.params.shards > 1:
                await process_shards(upload.upload_id)
            else:
                await process(upload.upload_id, batches)
            status = await finalize(upload.upload_id)
            run.raise_if_stopped()
            # What failed although the run is complete is said where people look first.
            said = f"{status.counts}; {status.message}" if status.message else status.counts
            return Completed(message=said, data=status.model_dump(mode="json"))
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)
    finally:
        abandon_gate()


@flow(name="winback-shard", description="One shard of an upload; the flow winback starts it, with shards above 1.")
async def winback_shard(params: ShardParams, environment: str = "local") -> dict[str, Any] | State[Any]:
    """Process a range of batches. Run it again to do only what is missing."""
    try:
        async with open_shard(WINBACK, params, environment) as run:
            batches = await prepare_part(params)
            await process(params.upload_id, batches)
            summary = await finalize_part(params)
            run.raise_if_stopped()
            return summary
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)


async def _every_file(params: WinbackParams, environment: str) -> dict[str, str] | State[Any]:
    """A run of its own for each new file of a folder, one after the other; one that fails does not stop the others."""
    inbox = await look_into(params, environment)
    ends = {status.source: f"refused: {status.message}" for status in inbox.refused}
    failed = len(ends)
    for source in inbox.new:
        file = one_of(params, source)
        state: State[Any] = await winback(file, environment, return_state=True)
        error = await _error(state)
        if isinstance(error, InterruptedRunError):
            raise error
        if isinstance(error, UnreadableFileError):
            await refuse_file(file, environment, error)
        failed += error is not None
        ends[redacted(source)] = f"{state.name}: {state.message if error is None else error}"
    if failed:
        message = "; ".join(f"{name}: {end}" for name, end in ends.items())
        return Failed(name="FilesFailed", message=printable(f"{failed} of {len(ends)} new files: {message}"))
    if not ends:
        return Completed(name="NothingNew", message=f"{redacted(params.source or '')} holds no new file")
    return ends


async def _error(state: State[Any]) -> ReviveError | None:
    """Why a run of one file ended, None if it completed."""
    if state.is_completed():
        return None
    outcome = await state.aresult(raise_on_failure=False)
    return outcome if isinstance(outcome, ReviveError) else ReviveError(one_line(outcome))


async def _dry_run(params: WinbackParams, environment: str) -> dict[str, Any]:
    place = await open_place(environment)
    estimate = await estimate_run(params, place.store, place.environment, place.settings.s3_endpoint)
    return estimate.model_dump(mode="json")
