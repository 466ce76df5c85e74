"""A desk of support in a home of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fakes.support_desk import learn_once

from tasks.support.desk import Desk, open_desk


@pytest.fixture(autouse=True)
def _learned_once(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    learn_once(monkeypatch, tmp_path_factory.getbasetemp())


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    async with open_desk("local") as desk:
        yield desk
