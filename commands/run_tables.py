"""What the commands of a run print: the state of an upload, an estimate, how a file was read."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from blocks.artifacts import ArtifactStore
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
    said = [f"The file is in {read.encoding}."] if read.encoding else []
    said += [*_columns(read), *_voices(read)]
    if said and not as_json:
        stderr.print(" ".join(said), markup=False, soft_wrap=True)
    if save is not None:
        save_to(read.mapping, save)


def _columns(read: Status | Estimate) -> Iterator[str]:
    columns = read.mapping.columns.items()
    renamed = [f"{ours} from {shown(theirs)}" for ours, theirs in columns if theirs is not None and ours != theirs]
    absent = [ours for ours, theirs in columns if theirs is None]
    if renamed:
        yield f"It has {', '.join(renamed)}."
    if absent:
        yield f"It has no {', '.join(absent)}."


def _voices(read: Status | Estimate) -> Iterator[str]:
    """Whose words each text holds; only the customer's may be quoted."""
    whose = {
        "customer": "the customer's own words, which emails may quote",
        "ours": "our words, which they do not quote",
    }
    for voice, said in whose.items():
        headers = [shown(header) for header, one in read.mapping.voices.items() if one == voice]
        if headers:
            yield f"{', '.join(headers)} {'holds' if len(headers) == 1 else 'hold'} {said} (--voice changes that)."


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
        stdout.print(f"go on with: {status.command('resume')}", soft_wrap=True, markup=False)


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
    yield f"{status.noun}s", f"{status.completed} of {status.total} complete{beside}, {status.failed} failed"
    if status.review:
        yield "to review", f"{status.review}: {status.command('approve')}"
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
    yield f"{estimate.noun}s", f"{estimate.total} ({estimate.held} on hold; {estimate.rejected} rows rejected{skipped})"
    if said := estimate.suppression.said():
        yield "suppression", said
    yield "model", estimate.model
    yield "calls", f"{estimate.calls:,}"
    yield "tokens", f"{estimate.input_tokens:,} in, {estimate.output_tokens:,} out"
    if estimate.tier is not None:
        yield "served", f"{estimate.tier.replace('_', ' ')}: {estimate.tier_why}"
    yield "cost", f"{_dollars(estimate.cost_usd)} expected, {_dollars(estimate.worst_cost_usd)} at most"
    yield f"per 1,000 {estimate.noun}s", _dollars(estimate.usd_per_1000_customers)
    for doubt in estimate.doubts:
        yield "warning", doubt


def _dollars(amount: float | None) -> str:
    return "unknown (no price for this model)" if amount is None else f"${amount:,.4f}"


def _table(title: str) -> Table:
    table = Table(title=Text(title), show_header=False, title_justify="left")
    table.add_column(style="bold")
    table.add_column()
    return table
