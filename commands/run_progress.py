"""The progress bar of a run."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from commands.console import stderr
from tasks.bulk.tally import Tally, listener


@contextmanager
def progress_bar(*, enabled: bool) -> Iterator[None]:
    """A progress bar on standard error, moved by the run's tally."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=stderr, disable=not enabled) as bar:
        task = bar.add_task("starting Prefect", total=None)

        def move(tally: Tally) -> None:
            spent = "" if not tally.spent.cost_usd else f"  ${tally.spent.cost_usd:,.2f}"
            done = tally.completed + tally.failed
            bar.update(task, description=f"{tally.noun}s{spent}", total=tally.total, completed=done)

        token = listener.set(move)
        try:
            yield
        finally:
            listener.reset(token)
