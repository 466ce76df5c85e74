"""The caps of `x`: files in a folder, records in a file, and a clock."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import time

import pytest
import yaml

from schemas.environment import EnvironmentSpec
from tasks.caps.daily import DailyCaps
from tasks.caps.opening import open_caps
from tasks.caps.rules import CapFile

DAY_S = 86_400


@dataclass
class World:
    """What processes share: files, records, and what the provider was paid."""

    folder: Path
    spec: EnvironmentSpec
    now: float = time() // DAY_S * DAY_S + 3_600  # of today: an expired row is never returned
    paid: float = 0.0
    refused: list[str] = field(default_factory=list)

    def says(self, **caps: object) -> None:
        """The environment's file."""
        (self.folder / "x.yaml").write_text(yaml.safe_dump(caps))

    @asynccontextmanager
    async def process(self, *, calls: int = 8, people: bool = True) -> AsyncIterator[DailyCaps]:
        """One that ends as it should, unless nobody leaves the block."""
        file = CapFile("x", self.folder, now=lambda: self.now)
        async with open_caps(self.spec, calls, answers_people=people, file=file) as caps:
            caps.clock = lambda: self.now
            yield caps

    async def call(
        self, caps: DailyCaps, usd: float, worst: float | None = None, agent: str = "a", customer: str | None = None
    ) -> None:
        """One call that costs so much."""
        charge = await caps.of(customer).charge(agent, usd if worst is None else worst)
        self.paid += usd
        charge.settle(usd)


Process = Callable[..., AbstractAsyncContextManager[DailyCaps]]


@pytest.fixture
def world(tmp_path: Path) -> World:
    folder = tmp_path / "caps"
    folder.mkdir()
    (folder / "default.yaml").write_text("day_usd: null\nagents: {}\n")
    url = f"sqlite://{tmp_path}/records.db"
    return World(folder, EnvironmentSpec(name="x", artifacts_url="memory://", records_url=url))
