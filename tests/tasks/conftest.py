"""A fake Bedrock in the test's own loop, and files that are read without a child."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from conftest import MODEL
from fakes.bedrock import FakeBedrock, Faults
from fakes.toy.installed import toy_installed

from blocks.source import SourceFile
from schemas.reading import FileRead, Mapping
from tasks.files import mended_process
from tasks.files.reader.join import Other
from tasks.files.reader.read_customers import read_customers
from tasks.files.reader_child import customers_json
from tasks.outreach import list_process, outcome_process
from tasks.winback import estimate, intake


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


@pytest.fixture(autouse=True)
def no_prefect_history(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prefect reads its settings once a process: where a test before made a database, each erasure would clean it."""
    monkeypatch.setattr("tasks.privacy.erase.history_file", lambda: None)


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

    async def read_apart(
        _child: None, content: bytes, name: str, today: date, mapping: Mapping, joined: SourceFile | None = None
    ) -> FileRead:
        other = None if joined is None else Other(joined.content, joined.name)
        read = read_customers(content, name, today, mapping, other)
        return FileRead(
            customers=customers_json(read.customers),
            accepted=len(read.customers),
            rejects=read.rejects,
            skipped=read.skipped,
            mapping=read.mapping,
            encoding=read.encoding,
            delimiter=read.delimiter,
            doubts=read.doubts,
            source=read.source,
            header=tuple(read.header),
        )

    async def ask_child(module: str, request: bytes, _name: str) -> bytes:
        answer: bytes = import_module(module).reply(request)
        return answer

    for reading in (intake, estimate):
        monkeypatch.setattr(reading, "reader", reader)
        monkeypatch.setattr(reading, "read_apart", read_apart)
    monkeypatch.setattr(intake, "start_gate", lambda: None)
    for process in (list_process, mended_process, outcome_process):
        monkeypatch.setattr(process, "ask_child", ask_child)
