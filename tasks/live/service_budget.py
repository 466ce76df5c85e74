"""The budget of a live process in the environment's records, so that a restart does not begin it again.

One row per process, by its name: processes that run side by side have names, and budgets, of their own. A process that
takes a name over from one that still runs makes the next writes of that one fail, and with them its calls.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pydantic import ValidationError

from agents.core.service_budget import Every, ServiceBudget
from blocks.records.interface import Records
from blocks.records.open_records import open_records
from blocks.records.table import Put, RefusedWriteError, Row, Table
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.budget import ServiceSpend
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, ConflictError, MissingTableError, StoreError, shown

BUDGETS = Table("service_budgets", "name")


@asynccontextmanager
async def open_service_budget(
    environment: EnvironmentSpec, name: str, usd: float, every: Every = "day"
) -> AsyncIterator[ServiceBudget]:
    """The budget of the process of this name, for `open_service`; closed after it, so that nothing is under way.

    Raises `BadInputError` if the environment has no records, `StoreError` where they are away or damaged.
    """
    if environment.records_url is None:
        raise BadInputError(
            f"environment {environment.name!r} has no records to keep a budget in: set records_url of its block"
        )
    async with open_records(environment.records_url, environment.aws, (BUDGETS,), upgrade_registry) as records:
        row = await _row(records, name)
        kept = _Kept(records, name, every, None if row is None else row.revision)
        budget = ServiceBudget(limit=usd, every=every, keep_window=kept.keep)
        spent = None if row is None else _parsed(row)
        if spent is not None and spent.every == every:
            budget.restore(spent.window, spent.ceiling_usd)
        yield budget
        await budget.close()


async def _row(records: Records, name: str) -> Row | None:
    """What is kept under this name. The table is made only if it is missing, as that takes rights of its own."""
    try:
        return await records.get(BUDGETS, name)
    except MissingTableError:
        await records.prepare()
        return None


class _Kept:
    """The row of one process."""

    def __init__(self, records: Records, name: str, every: Every, revision: int | None) -> None:
        self._records = records
        self._name = name
        self._every: Every = every
        self._revision = revision

    async def keep(self, window: int, ceiling_usd: float) -> None:
        """Write the most that may be spent by now."""
        spend = ServiceSpend(every=self._every, window=window, ceiling_usd=ceiling_usd)
        revision = (self._revision or 0) + 1
        row = Row({"name": self._name}, spend.model_dump_json(), revision)
        try:
            await self._records.commit(Put(BUDGETS, row, expected=self._revision))
        except RefusedWriteError:
            raise ConflictError(
                f"another process keeps the budget {shown(self._name)}; give each process a name of its own"
            ) from None
        self._revision = revision


def _parsed(row: Row) -> ServiceSpend:
    try:
        return ServiceSpend.model_validate_json(row.document)
    except ValidationError:
        name = shown(str(row.attributes["name"]))
        raise StoreError(f"the records are damaged: the budget of {name} cannot be read") from None
