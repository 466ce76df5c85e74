"""Reads the runs of the log."""

from collections.abc import Sequence

from blocks.records.interface import Records
from schemas.revenue.log import Execution
from tasks.revenue.log.tables import EXECUTIONS, all_rows, many, one_row, parsed


async def all_executions(records: Records) -> list[Execution]:
    """Every run, those that failed included, the newest first."""
    found = many(await all_rows(records, EXECUTIONS), Execution)
    return sorted(found, key=_when, reverse=True)


async def execution(records: Records, session: str) -> Execution | None:
    """One of them."""
    row = await one_row(records, EXECUTIONS, session)
    return None if row is None else parsed(row, Execution)


def after(runs: Sequence[Execution], key: str | None) -> list[Execution]:
    """The runs after the one with this key (`key_of`), even if that one is gone by now."""
    return [one for one in runs if key is None or key_of(one) < key]


def key_of(one: Execution) -> str:
    """What a run is found by in the order of the list."""
    return " ".join(_when(one))


def _when(one: Execution) -> tuple[str, str]:
    return one.started_at, one.execution_id
