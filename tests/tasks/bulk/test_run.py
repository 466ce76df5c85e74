"""Opening a run: what happens while it starts up."""

import asyncio
import os
import signal
from collections.abc import Iterator

import pytest

from blocks.layout import Upload
from schemas.bulk import Status
from schemas.errors import InterruptedRunError
from schemas.winback.run import WinbackParams
from tasks.bulk import run
from tasks.bulk.place import open_place
from tasks.winback.system import WINBACK, Winback


@pytest.fixture
def _signals_are_survived() -> Iterator[None]:
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_signals_are_survived")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_while_the_gate_loads_stops_the_run(
    number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gate_ready(_suite: str) -> None:
        os.kill(os.getpid(), number)
        await asyncio.sleep(0.01)

    monkeypatch.setattr(run, "gate_ready", gate_ready)
    monkeypatch.setattr(Winback, "load", lambda _: None)
    params, status = WinbackParams(upload_id="u"), Status(upload_id="u", status="stored")
    async with run._opened(WINBACK, await open_place("local"), params, Upload("u"), status, status) as opened:
        assert isinstance(opened.runtime.limiter.stopped, InterruptedRunError)
