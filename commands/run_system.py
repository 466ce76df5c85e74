"""One run of a system at the terminal: take the file in, run its flow under Prefect, say how it ended."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from typing import Any

from blocks.urls import redacted
from commands.output import print_json, say
from commands.prefect_runs import quiet_prefect, reason_of
from commands.run_params import run_params
from commands.run_progress import progress_bar
from commands.run_tables import show_estimate, show_reading, show_status
from schemas.bulk import RunParams, Status
from schemas.environment import elsewhere
from schemas.errors import ReviveError, shown
from tasks.bulk.estimate import estimate_run
from tasks.bulk.intake import taken_in
from tasks.bulk.place import Place, open_place
from tasks.bulk.run import check_models, told
from tasks.bulk.status import read_status
from tasks.bulk.system import AnySystem
from tasks.files.quality import abandon_gate


def asked(system: AnySystem, **options: Any) -> RunParams:
    """The options that were given, as the system's parameters. Raises `UsageError` at one that it does not take."""
    return run_params(system.name, system.params, **options)


# Shows how a run ended: its place, and its status.
Ending = Callable[[Place, Status], Awaitable[None]]


def run_in_terminal(
    system: AnySystem,
    params: RunParams,
    environment: str,
    *,
    as_json: bool,
    save_mapping: str | None = None,
    ending: Ending | None = None,
) -> None:
    """Run the system, or say what a run would take; raises the reason if the run did not complete.

    `ending` is for systems that show something else than the counts of an upload.
    """
    if params.dry_run:
        asyncio.run(_show_dry_run(system, params, environment, as_json=as_json, save_mapping=save_mapping))
    else:
        _start_run(system, params, environment, as_json=as_json, save_mapping=save_mapping, ending=ending)


def _start_run(
    system: AnySystem,
    params: RunParams,
    environment: str,
    *,
    as_json: bool,
    save_mapping: str | None,
    ending: Ending | None,
) -> None:
    """Take the file in, then run the system's flow."""
    quiet_prefect()
    try:
        place, status = asyncio.run(_take_in(system, params, environment))
        if status.status == "nothing_new":
            if ending is not None:
                asyncio.run(_awaited(ending(place, status)))
            else:
                _show_nothing(status, as_json=as_json)
            return
        taken_in.set(status)
        show_reading(status, save_mapping, as_json=as_json or params.source is None)
        error = _run_flow(system, _public(params), place, status.upload_id, as_json=as_json, ending=ending)
    finally:
        abandon_gate()
    if error is not None:
        raise error


def _public(params: RunParams) -> RunParams:
    """Prefect stores a run's parameters: signatures and credentials in URLs must not get into its database.

    What the URLs name is stored with the upload by now.
    """
    said = {name: getattr(params, name) for name in params.locations}
    return params.model_copy(update={name: source and redacted(source) for name, source in said.items()})


async def _show_dry_run(
    system: AnySystem, params: RunParams, environment: str, *, as_json: bool, save_mapping: str | None
) -> None:
    """Print what a run would take."""
    estimate = await estimate_run(system, await open_place(environment), params)
    show_reading(estimate, save_mapping, as_json=as_json)
    show_estimate(estimate, as_json=as_json)


async def _take_in(system: AnySystem, params: RunParams, environment: str) -> tuple[Place, Status]:
    """Take the file in. What can fail without a Prefect server fails here: the file, the store, a run under way."""
    place = await open_place(environment)
    await check_models(system, params, place)
    return place, await system.subjects(place, params)


def _run_flow(
    system: AnySystem, params: RunParams, place: Place, upload_id: str, *, as_json: bool, ending: Ending | None
) -> ReviveError | None:
    from blocks.prefect_server import prefect_server  # noqa: PLC0415 -- file errors do not wait for Prefect's imports

    with ExitStack() as progress:
        progress.enter_context(progress_bar(enabled=not as_json))
        with prefect_server(place.settings.home / "logs" / "prefect-server.log"):
            error = asyncio.run(_outcome(system, params, place, upload_id))
            progress.close()
            # Shown first, as Prefect's client may need time to send what it still holds.
            asyncio.run(_show_end(system, place, upload_id, error, as_json=as_json, ending=ending))
    return error


async def _outcome(system: AnySystem, params: RunParams, place: Place, upload_id: str) -> ReviveError | None:
    """Run the flow; returns why it ended, None if it completed. An unexpected exception is raised as it is."""
    from httpx import HTTPError  # noqa: PLC0415 -- after Prefect's settings
    from prefect.exceptions import PrefectException  # noqa: PLC0415 -- same

    from flows.bulk import flow_of  # noqa: PLC0415 -- same

    reasons: list[ReviveError] = []
    told.set(reasons.append)
    try:
        state: Any = await flow_of(system.name)(params, place.environment.name, return_state=True)
    except (HTTPError, PrefectException) as error:
        return reasons[0] if reasons else await _without_server(error, place, upload_id)
    return await reason_of(state)


async def _without_server(error: Exception, place: Place, upload_id: str) -> ReviveError | None:
    """Prefect's server went away during the run: the artifacts say whether the run was completed."""
    from tasks.bulk.ui import SERVER_GONE  # noqa: PLC0415 -- after Prefect's settings

    status = await read_status(place.store, upload_id)
    if status is not None and status.status == "complete":
        logging.getLogger("tasks").warning(SERVER_GONE)
        return None
    return ReviveError(
        f"the Prefect server fails ({type(error).__name__}); what is recorded is kept, "
        f"revive resume {shown(upload_id)}{elsewhere(place.environment.name)} goes on from there"
    )


async def _awaited(work: Awaitable[None]) -> None:
    await work


async def _show_end(
    system: AnySystem,
    place: Place,
    upload_id: str,
    error: ReviveError | None,
    *,
    as_json: bool,
    ending: Ending | None,
) -> None:
    try:
        status = await read_status(place.store, upload_id)
    except ReviveError:
        if error is None:
            raise
        return  # the store is what failed, and `error` says so
    if status is not None and ending is not None and error is None:
        await ending(place, status)
    elif status is not None:
        await show_status(system, status, place.store, as_json=as_json)


def _show_nothing(status: Status, *, as_json: bool) -> None:
    if as_json:
        print_json(status.model_dump(mode="json"))
    else:
        say(status.message)
