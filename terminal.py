"""What a command does at the terminal: start a run under Prefect, draw its progress, show what came of it."""

import asyncio
import json
import logging
import os
import shlex
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.local import LOCAL, elsewhere
from blocks.stores import open_folder
from blocks.urls import redacted
from commands.console import say, stderr, stdout
from schemas.bulk import Estimate, Status
from schemas.errors import BadInputError, ReviveError, shown
from schemas.printable import printable_lines
from schemas.winback.run import WinbackParams
from tasks.bulk.estimate import estimate_run
from tasks.bulk.intake import taken_in
from tasks.bulk.run import Place, check_models, open_place, told
from tasks.bulk.status import read_status
from tasks.bulk.tally import Tally, listener
from tasks.files.mapping import save_to
from tasks.files.quality import abandon_gate
from tasks.winback.figures import category_rows, hold_rows
from tasks.winback.system import WINBACK

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State


def start_run(params: WinbackParams, environment: str, *, as_json: bool, save_mapping: str | None = None) -> None:
    """Take the file in, then run the flow `winback`; raises why it ended if that was not completion."""
    quiet_prefect()
    try:
        place, status = asyncio.run(_take_in(params, environment))
        if status.status == "nothing_new":
            _show_nothing(status, as_json=as_json)
            return
        taken_in.set(status)
        show_reading(status, save_mapping, as_json=as_json or params.source is None)
        # Prefect keeps a run's parameters; what signs a URL or logs in with it is not for its database.
        # The profile and the list are kept with the upload by now.
        said = {"source": params.source, "sender": params.sender, "suppress": params.suppress}
        public = params.model_copy(update={name: source and redacted(source) for name, source in said.items()})
        error = _run_flow(public, environment, place, status.upload_id, as_json=as_json)
    finally:
        abandon_gate()
    if error is not None:
        raise error


async def _take_in(params: WinbackParams, environment: str) -> tuple[Place, Status]:
    """What can fail without a Prefect server fails here: the file, the store, a run that is under way."""
    place = await open_place(environment)
    await check_models(WINBACK, params, place)
    return place, await WINBACK.subjects(place, params)


def _run_flow(
    params: WinbackParams, environment: str, place: Place, upload_id: str, *, as_json: bool
) -> ReviveError | None:
    from blocks.prefect_server import prefect_server  # noqa: PLC0415 -- file errors do not wait for Prefect's imports

    with ExitStack() as progress:
        progress.enter_context(_progress(enabled=not as_json))
        with prefect_server(place.settings.home / "logs" / "prefect-server.log"):
            error = asyncio.run(_outcome(params, environment, place, upload_id))
            progress.close()
            # Shown before Prefect's client is given time to send what it still holds.
            asyncio.run(_show_end(place, upload_id, error, as_json=as_json))
    return error


async def _outcome(params: WinbackParams, environment: str, place: Place, upload_id: str) -> ReviveError | None:
    """Run the flow; why it ended, None if it completed. What nobody expected is raised as it is."""
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


async def reason_of(state: "State[Any]") -> ReviveError | None:
    """Why a flow ended, None if it completed. What nobody expected is raised as it is."""
    if not state.is_failed() and not state.is_crashed():
        return None
    outcome = await state.aresult(raise_on_failure=False)
    if isinstance(outcome, BaseException) and not isinstance(outcome, ReviveError):
        raise outcome
    return outcome if isinstance(outcome, ReviveError) else ReviveError(state.message or "the flow failed")


async def _without_server(error: Exception, place: Place, upload_id: str) -> ReviveError | None:
    """Prefect's server went away under the run: the artifacts say whether it got to its end."""
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


async def show_dry_run(
    params: WinbackParams, environment: str, *, as_json: bool, save_mapping: str | None = None
) -> None:
    """Print what a run would take."""
    place = await open_place(environment)
    estimate = await estimate_run(WINBACK, place, params)
    show_reading(estimate, save_mapping, as_json=as_json)
    if as_json:
        print_json(estimate.model_dump(mode="json"))
        return
    table = _table("dry run, nothing was paid")
    for name, value in _estimate_rows(estimate):
        table.add_row(name, value)
    stdout.print(table)


def show_reading(read: Status | Estimate, save: str | None, *, as_json: bool) -> None:
    """Say on standard error how a file was read: its encoding, and the headers that are not our own names.

    Written to `save`, where that is given, as `--mapping` takes it.
    """
    columns = read.mapping.columns.items()
    other = [f"{ours} \u2190 {shown(theirs or 'none')}" for ours, theirs in columns if ours != theirs]
    said = [f"encoding: {read.encoding}"] if read.encoding else []
    said += [f"columns: {', '.join(other)}"] if other else []
    if said and not as_json:
        stderr.print("; ".join(said), markup=False, soft_wrap=True)
    if save is not None:
        save_to(read.mapping, save)


async def open_in_browser(upload_id: str, environment: str) -> str:
    """Open an upload's report; returns where it is. From S3 it is fetched first."""
    place = await open_place(environment)
    keys = Upload(upload_id)
    content = await place.store.get(keys.report)
    if content is None:
        raise BadInputError(f"there is no report of an upload {shown(upload_id)} in {place.store.url}")
    path = place.store.folder / keys.report if place.store.folder else place.settings.home / "opened" / keys.report
    if place.store.folder is None:
        await open_folder(place.settings.home / "opened").put(keys.report, content)
    await asyncio.to_thread(webbrowser.open, path.as_uri())
    return str(path)


async def show_status(status: Status, store: ArtifactStore, *, as_json: bool) -> None:
    """Print the state of an upload: a document, or a table and where the results are."""
    if as_json:
        print_json(status.model_dump(mode="json"))
        return
    table = _table(shown(status.upload_id))
    for name, value in _status_rows(status):
        table.add_row(name, value)
    for rows in (await category_rows(store, status.upload_id), await hold_rows(store, status.upload_id)):
        if rows:
            table.add_section()
        for name, value in rows:
            table.add_row(name, value)
    stdout.print(table)
    for name, where in status.artifacts.items():
        stdout.print(f"{name:>14}  {where}", soft_wrap=True, markup=False)
    if status.status not in ("complete", "rejected"):
        stdout.print(f"go on with: {_resume(status)}", soft_wrap=True, markup=False)


def show_error(error: ReviveError, code: int, *, as_json: bool) -> None:
    """One line on standard error; with --json also a document, unless the run's own was printed."""
    say(f"revive: {error}", err=True)
    if as_json and not print_json.done:
        print_json({"status": "error", "message": str(error), "exit_code": code})


class _PrintJson:
    """Standard output gets exactly one document."""

    done = False

    def __call__(self, document: dict[str, object]) -> None:
        self.done = True
        sys.stdout.write(json.dumps(document, indent=2) + "\n")


print_json = _PrintJson()


def _show_nothing(status: Status, *, as_json: bool) -> None:
    if as_json:
        print_json(status.model_dump(mode="json"))
    else:
        say(status.message)


def _status_rows(status: Status) -> Iterator[tuple[str, str]]:
    yield "status", status.status
    held = f" ({status.held} on hold)" if status.held else ""
    yield "customers", f"{status.completed} of {status.total} complete{held}, {status.failed} failed"
    if status.message:
        yield "why", status.message
    skipped = f", {status.skipped} skipped" if status.skipped else ""
    yield "rows", f"{status.rows_read} read, {status.rejected} rejected{skipped}"
    if said := status.suppression.said():
        yield "suppression", said
    yield "model", status.model
    maybe = f", and up to {_dollars(status.maybe_paid_usd)} maybe paid" if status.maybe_paid_usd else ""
    yield "cost", _dollars(status.cost_usd) + maybe
    yield "tokens", f"{status.input_tokens:,} in, {status.output_tokens:,} out"
    yield "time", f"{status.seconds:.1f} s"
    for warning in status.warnings:
        yield "warning", warning
    for agent, latency in status.latency_s.items():
        yield f"{agent} p50/p95/p99", f"{latency.p50:.2f} / {latency.p95:.2f} / {latency.p99:.2f} s"


def _estimate_rows(estimate: Estimate) -> Iterator[tuple[str, str]]:
    skipped = f", {estimate.skipped} skipped" if estimate.skipped else ""
    yield "customers", f"{estimate.total} ({estimate.held} on hold; {estimate.rejected} rows rejected{skipped})"
    if said := estimate.suppression.said():
        yield "suppression", said
    yield "model", estimate.model
    yield "calls", f"{estimate.calls:,}"
    yield "tokens", f"{estimate.input_tokens:,} in, {estimate.output_tokens:,} out"
    yield "cost", f"{_dollars(estimate.cost_usd)} expected, {_dollars(estimate.worst_cost_usd)} at most"
    yield "per 1,000 customers", _dollars(estimate.usd_per_1000_customers)
    for doubt in estimate.doubts:
        yield "warning", doubt


def _resume(status: Status) -> str:
    environment = str(status.params.get("environment", LOCAL))
    return shlex.join(["revive", "resume", status.upload_id]) + elsewhere(environment)


def _dollars(amount: float | None) -> str:
    return "unknown (no price for this model)" if amount is None else f"${amount:,.4f}"


def _table(title: str) -> Table:
    table = Table(title=Text(title), show_header=False, title_justify="left")
    table.add_column(style="bold")
    table.add_column()
    return table


@contextmanager
def _progress(*, enabled: bool) -> Iterator[None]:
    """A bar on standard error, moved by the tally of the run."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=stderr, disable=not enabled) as bar:
        task = bar.add_task("starting Prefect", total=None)

        def move(tally: Tally) -> None:
            spent = "" if not tally.spent.cost_usd else f"  ${tally.spent.cost_usd:,.2f}"
            done = tally.completed + tally.failed
            bar.update(task, description=f"customers{spent}", total=tally.total, completed=done)

        token = listener.set(move)
        try:
            yield
        finally:
            listener.reset(token)


class _Printable(logging.Formatter):
    """Log lines without escape sequences of what they name."""

    def format(self, record: logging.LogRecord) -> str:
        return printable_lines(super().format(record))


class _Once(logging.Filter):
    """Lets nothing through a second time: a server that is gone fails every call."""

    def __init__(self) -> None:
        super().__init__()
        self._said: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        before = len(self._said)
        self._said.add(record.getMessage())
        return len(self._said) > before


def quiet_prefect() -> None:
    """Prefect's own log goes to its API; the terminal is for our progress and our one line."""
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_INTERNAL_LOGGING_LEVEL", "CRITICAL")
    # Five retries, Prefect's default, are a minute for every call to a server that has died.
    os.environ.setdefault("PREFECT_CLIENT_MAX_RETRIES", "1")
    # A log record that Prefect's API does not take is no line for the person at the terminal.
    logging.raiseExceptions = False
    handler = logging.StreamHandler()
    handler.setFormatter(_Printable("revive: %(message)s"))
    handler.addFilter(_Once())
    for room in ("agents", "blocks", "flows", "tasks"):
        logging.getLogger(room).addHandler(handler)
