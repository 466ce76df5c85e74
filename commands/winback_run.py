"""What `revive winback` does at the terminal: take the file in, run the flow under Prefect, say how it ended."""

import asyncio
import logging
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from blocks.urls import redacted
from commands.output import print_json, say
from commands.prefect_runs import quiet_prefect, reason_of
from commands.winback_progress import progress_bar
from commands.winback_tables import show_estimate, show_reading, show_status
from schemas.bulk import Status
from schemas.errors import ReviveError, shown
from schemas.winback.run import WinbackParams
from tasks.bulk.run import Place, check_models, open_place, told
from tasks.bulk.status import read_status
from tasks.files.quality import abandon_gate
from tasks.winback.estimate import estimate_run
from tasks.winback.intake import take_in, taken_in
from tasks.winback.system import WINBACK

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State


def start_run(params: WinbackParams, environment: str, *, as_json: bool, save_mapping: str | None = None) -> None:
    """Take the file in, then run the flow `winback`; raises the reason if it did not complete."""
    quiet_prefect()
    try:
        place, status = asyncio.run(_take_in(params, environment))
        if status.status == "nothing_new":
            _show_nothing(status, as_json=as_json)
            return
        taken_in.set(status)
        show_reading(status, save_mapping, as_json=as_json or params.source is None)
        # Prefect stores a run's parameters: signatures and credentials in URLs must not get into its database. The
        # profile and the list are stored with the upload by now.
        said = {"source": params.source, "sender": params.sender, "suppress": params.suppress}
        public = params.model_copy(update={name: source and redacted(source) for name, source in said.items()})
        error = _run_flow(public, environment, place, status.upload_id, as_json=as_json)
    finally:
        abandon_gate()
    if error is not None:
        raise error


async def show_dry_run(
    params: WinbackParams, environment: str, *, as_json: bool, save_mapping: str | None = None
) -> None:
    """Print what a run would take."""
    place = await open_place(environment)
    estimate = await estimate_run(params, place.store, place.environment, place.settings.s3_endpoint)
    show_reading(estimate, save_mapping, as_json=as_json)
    show_estimate(estimate, as_json=as_json)


async def _take_in(params: WinbackParams, environment: str) -> tuple[Place, Status]:
    """Take the file in. What can fail without a Prefect server fails here: the file, the store, a run under way."""
    place = await open_place(environment)
    await check_models(WINBACK, params, place)
    return place, await take_in(params, place.store, place.environment, place.settings.s3_endpoint)


def _run_flow(
    params: WinbackParams, environment: str, place: Place, upload_id: str, *, as_json: bool
) -> ReviveError | None:
    from blocks.prefect_server import prefect_server  # noqa: PLC0415 -- file errors do not wait for Prefect's imports

    with ExitStack() as progress:
        progress.enter_context(progress_bar(enabled=not as_json))
        with prefect_server(place.settings.home / "logs" / "prefect-server.log"):
            error = asyncio.run(_outcome(params, environment, place, upload_id))
            progress.close()
            # Shown first, as Prefect's client may need time to send what it still holds.
            asyncio.run(_show_end(place, upload_id, error, as_json=as_json))
    return error


async def _outcome(params: WinbackParams, environment: str, place: Place, upload_id: str) -> ReviveError | None:
    """Run the flow; returns why it ended, None if it completed. An unexpected exception is raised as it is."""
    from httpx import HTTPError  # noqa: PLC0415 -- after Prefect's settings
    from prefect.exceptions import PrefectException  # noqa: PLC0415 -- same

    from flows.winback import winback  # noqa: PLC0415 -- same

    reasons: list[ReviveError] = []
    told.set(reasons.append)
    try:
        state: State[Any] = await winback(params, environment, return_state=True)
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
        f"revive resume {shown(upload_id)} goes on from there"
    )


async def _show_end(place: Place, upload_id: str, error: ReviveError | None, *, as_json: bool) -> None:
    try:
        status = await read_status(place.store, upload_id)
    except ReviveError:
        if error is None:
            raise
        return  # the store is what failed, and `error` says so
    if status is not None:
        await show_status(status, place.store, as_json=as_json)


def _show_nothing(status: Status, *, as_json: bool) -> None:
    if as_json:
        print_json(status.model_dump(mode="json"))
    else:
        say(status.message)
