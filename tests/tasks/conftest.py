"""A fake Bedrock in the test's own loop."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from conftest import MODEL
from fakes.bedrock import FakeBedrock, Faults


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[FakeBedrock]:
    """In this test's loop; it answers every agent, always the same."""
    service = FakeBedrock(Faults(record=True))
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", await service.start())
    monkeypatch.setenv("REVIVE_MODEL", MODEL)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    yield service
    await service.stop()
