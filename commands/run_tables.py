"""What the commands of a run print: the state of an upload, an estimate, how a file was read."""

import shlex
from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from blocks.artifacts import ArtifactStore
from blocks.local import LOCAL, elsewhere
from commands.console import stderr, stdout
from commands.output import print_json
from schemas.bulk import Estimate, Status
from schemas.errors import shown
from tasks.bulk.system import AnySystem
from tasks.files.mapping import save_to


def show_reading(read: Status | Estimate, save: str | None, *, as_json: bool) -> None:
    """Say on standard error how a file was read: its encoding, and the headers that differ from our names.

    If `save` is given, the mapping is written there, as `--mapping` takes it.
    """
    columns = read.mapping.columns.items()
    other = [f"{ours} \u2190 {shown(theirs or 'none')}" for ours, theirs in columns if ours != theirs]
    said = [f"encoding: {read.encoding}"] if read.encoding else []
    said += [f"columns: {', '.join(other)}"] if other else []
    if said and not as_json:
        stderr.print("; ".join(said), markup=False, soft_wrap=True)
    if save is not None:
        save_to(read.mapping, save)


async def show_status(system: AnySystem, status: Status, store: ArtifactStore, *, as_json: bool) -> None:
    """Print the state of an upload: a document, or a table and where the results are."""
    if as_json:
        print_json(status.model_dump(mode="json"))
        return
    table = _table(shown(status.upload_id))
    for name, value in _status_rows(status):
        table.add_row(name, value)
    for rows in await system.figures(store, status.upload_id):
        if rows:
            table.add_section()
        for name, value in rows:
            table.add_row(name, value)
    stdout.print(table)
    for name, where in status.artifacts.items():
        stdout.print(f"{name:>14}  {where}", soft_wrap=True, markup=False)
    if status.status not in ("complete", "rejected"):
        stdout.print(f"go on with: {_resume(status)}", soft_wrap=True, markup=False)


def show_estimate(estimate: Estimate, *, as_json: bool) -> None:
    """Print what a run would take: a document, or a table."""
    if as_json:
        print_json(estimate.model_dump(mode="json"))
        return
    table = _table("dry run, nothing was paid")
    for name, value in _estimate_rows(estimate):
        table.add_row(name, value)
    stdout.print(table)


def _status_rows(status: Status) -> Iterator[tuple[str, str]]:
    yield "status", status.status
    waiting = [f"{status.ready} ready", f"{status.review} to review"] if status.review else []
    held = ", ".join(waiting + ([f"{status.held} on hold"] if status.held else []))
    beside = f" ({held})" if held else ""
    yield "customers", f"{status.completed} of {status.total} complete{beside}, {status.failed} failed"
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
