"""A fake Bedrock in the test's own loop, and files that are read without a child."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from conftest import MODEL
from fakes.bedrock import FakeBedrock, Faults
from fakes.toy.installed import toy_installed

from schemas.outreach import AddressList
from schemas.reading import FileRead, Mapping
from tasks.files.reader import read_customers
from tasks.files.reader_child import customers_json
from tasks.outreach import run_request
from tasks.outreach.address_list import parse_address_list
from tasks.winback import intake


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


@pytest.fixture
def toy(tmp_path: Path) -> Iterator[None]:
    """A sixth system is installed."""
    with toy_installed(tmp_path):
        yield


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process: two children and the gate's libraries cost seconds a test."""

    @asynccontextmanager
    async def reader() -> AsyncIterator[None]:
        yield

    async def read_apart(_child: None, content: bytes, name: str, today: date, mapping: Mapping) -> FileRead:
        read = read_customers(content, name, today, mapping)
        return FileRead(
            customers=customers_json(read.customers),
            accepted=len(read.customers),
            rejects=read.rejects,
            skipped=read.skipped,
            mapping=read.mapping,
            encoding=read.encoding,
            delimiter=read.delimiter,
        )

    async def read_list(content: bytes, name: str) -> AddressList:
        return parse_address_list(content, name)

    monkeypatch.setattr(intake, "reader", reader)
    monkeypatch.setattr(intake, "read_apart", read_apart)
    monkeypatch.setattr(intake, "start_gate", lambda: None)
    monkeypatch.setattr(run_request, "read_list", read_list)
