"""The caps of an environment, for as long as a process works there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from blocks.records.interface import Records
from blocks.records.open_records import open_records
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, MissingTableError
from tasks.caps.daily import DailyCaps
from tasks.caps.drawing import BLOCKS, SPENDING
from tasks.caps.rules import CapFile


@asynccontextmanager
async def open_caps(
    environment: EnvironmentSpec, calls: int, *, answers_people: bool = False, file: CapFile | None = None
) -> AsyncIterator[DailyCaps]:
    """The caps; what was drawn and not used is given back in the end. Raises `BadInputError` if the file is wrong.

    `calls` is how many may be under way at once. Nothing is opened before a cap needs it.
    """
    async with AsyncExitStack() as stack:
        caps = DailyCaps(
            file or CapFile(environment.name),
            _Opened(environment, stack).records,
            calls,
            unwritten=0.0 if answers_people else 1 / BLOCKS,
        )
        try:
            yield caps
        finally:
            await caps.close()


@asynccontextmanager
async def open_spending(environment: EnvironmentSpec) -> AsyncIterator[Records]:
    """The table of what is drawn. Raises `BadInputError` if the environment has no records."""
    if environment.records_url is None:
        raise BadInputError(
            f"environment {environment.name!r} has no records to keep its caps in: set records_url of its block"
        )
    async with open_records(environment.records_url, environment.aws, (SPENDING,), upgrade_registry) as records:
        try:
            await records.get(SPENDING, "0", "day")
        except MissingTableError:
            await records.prepare()
        yield records


class _Opened:
    """Opens them once, at first use."""

    def __init__(self, environment: EnvironmentSpec, stack: AsyncExitStack) -> None:
        self._environment, self._stack = environment, stack
        self._lock = asyncio.Lock()
        self._found: Records | None = None

    async def records(self) -> Records:
        async with self._lock:
            if self._found is None:
                self._found = await self._stack.enter_async_context(open_spending(self._environment))
            return self._found
