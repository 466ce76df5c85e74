from collections.abc import AsyncIterator

import pytest_asyncio

from blocks.local import resolve_environment
from blocks.settings import read_settings
from tasks.revenue.asking.ask import Asking
from tasks.revenue.asking.opening import open_asking


@pytest_asyncio.fixture
async def asking() -> AsyncIterator[Asking]:
    spec = await resolve_environment("local", read_settings())
    async with open_asking(spec) as opened:
        yield opened
