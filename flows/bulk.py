"""What every system's flow does: take in, prepare, process, finalize. Its own flow says its name and parameters."""

from collections.abc import Coroutine
from datetime import datetime
from importlib.metadata import entry_points
from typing import Any

from prefect import Flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from blocks.urls import redacted
from schemas.bulk import RunParams, ShardParams
from schemas.errors import BadInputError, InterruptedRunError, ReviveError, UnreadableFileError, one_line, shown
from schemas.printable import printable
from tasks.bulk.deployed import confine_deployed
from tasks.bulk.earlier_attempt import wait_until_left
from tasks.bulk.estimate import estimate_run
from tasks.bulk.inbox import is_inbox, one_of
from tasks.bulk.intake import taken_in
from tasks.bulk.place import open_place
from tasks.bulk.run import open_run, open_shard
from tasks.bulk.steps import (
    finalize,
    finalize_part,
    look_into,
    prepare,
    prepare_part,
    process,
    process_shards,
    refuse_file,
    run_count,
    take_in_upload,
)
from tasks.bulk.systems import system_named
from tasks.files.quality import abandon_gate

GROUP = "revive.flows"
Summary = dict[str, Any] | State[Any]
SystemFlow = Flow[..., Coroutine[Any, Any, Summary]]


def flow_of(system: str) -> SystemFlow:
    """The flow of an installed system, found as the system is. Raises `BadInputError` if none is installed."""
    for point in entry_points(group=GROUP, name=system):
        flow: SystemFlow = point.load()
        return flow
    raise BadInputError(f"no flow of {shown(system)} is installed: install Revive again, an update may have brought it")


def run_name() -> str:
    """What a run is called in the UI: the system, and the upload or its source."""
    return f"{flow_run.flow_name} {_subject(flow_run.parameters['params'], flow_run.scheduled_start_time)}"


def _subject(params: RunParams, scheduled: datetime) -> str:
    """What the name says after the system; a run that names neither, such as a drain, is named by its time."""
    try:
        return shown(params.upload_id or redacted(params.source or "")) or f"{scheduled:%Y-%m-%d %H:%M}"
    except BadInputError:
        return "a source that is no URL"


async def run_upload(flow: SystemFlow, params: RunParams, environment: str) -> Summary:
    """The body of a system's flow, which has the system's name and is started again for each file of a folder."""
    confine_deployed()
    try:
        if params.dry_run:
            estimate = await estimate_run(system_named(flow.name), await open_place(environment), params)
            return estimate.model_dump(mode="json")
        # The command has taken one file of the folder already.
        if is_inbox(params) and taken_in.get() is None:
            return await _every_file(flow, params, environment)
        return await _one_upload(flow.name, params, environment)
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)
    finally:
        abandon_gate()


async def run_shard(system: str, params: ShardParams, environment: str) -> Summary:
    """The body of the flow of a system's shards: a range of batches."""
    try:
        if run_count() > 1:
            keys = system_named(system).params.system
            await wait_until_left((await open_place(environment)).store, params.upload_id, keys, params.shard)
        async with open_shard(system_named(system), params, environment) as run:
            batches = await prepare_part(params)
            await process(params.upload_id, batches)
            summary = await finalize_part(params)
            run.raise_if_stopped()
            return summary
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)


async def _one_upload(system: str, params: RunParams, environment: str) -> State[Any]:
    taken = await take_in_upload(system, params, environment)
    if taken.status == "nothing_new":
        return Completed(name="NothingNew", message=taken.message)
    upload_id = taken.upload_id
    if run_count() > 1:
        await wait_until_left((await open_place(environment)).store, upload_id, params.system)
    async with open_run(system_named(system), params, upload_id, environment) as run:
        batches = await prepare(upload_id)
        if batches and run.params.shards > 1:
            await process_shards(upload_id)
        else:
            await process(upload_id, batches)
        status = await finalize(upload_id)
        run.raise_if_stopped()
        # What failed although the run is complete is said where people look first.
        said = f"{status.counts}; {status.message}" if status.message else status.counts
        return Completed(message=said, data=status.model_dump(mode="json"))


async def _every_file(flow: SystemFlow, params: RunParams, environment: str) -> dict[str, str] | State[Any]:
    """A run of its own for each new file of a folder, one after the other; one that fails does not stop the others."""
    inbox = await look_into(params, environment)
    ends = {status.source: f"refused: {status.message}" for status in inbox.refused}
    failed = len(ends)
    for source in inbox.new:
        file = one_of(params, source)
        state: Any = await flow(file, environment, return_state=True)
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
