"""SIGKILL to the server and to who drains, at any moment: no accepted event is lost, and none is done twice."""

import asyncio
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from conftest import REVIVE, TESTS, wait_for

from blocks.local import local_environment
from blocks.prefect_server import free_port
from blocks.queue.message import Depth
from blocks.queue.open_queue import open_queue
from blocks.settings import read_settings

EVENTS, SENDERS = 300, 4
# Takes events out into a file that is named by them, as an upload is, and may be killed before it says so.
DRAINER = """
import asyncio, hashlib, os, sys
from pathlib import Path
from blocks.local import local_environment
from blocks.queue.draining import drain
from blocks.queue.open_queue import open_queue
from blocks.settings import read_settings

async def main(folder: Path) -> None:
    async with open_queue(local_environment(read_settings()), "upsell") as queue:
        while True:
            async with drain(queue, 50, lease_s=1.0) as taken:
                names = [one.message.id async for one in taken.messages()]
                if names:
                    text = "\\n".join(sorted(names))
                    path = folder / hashlib.sha256(text.encode()).hexdigest()
                    path.with_suffix(".new").write_text(text)
                    path.with_suffix(".new").replace(path)
                    await asyncio.sleep(0.02)
                    with open(folder / "acknowledged", "a") as said:
                        count = await taken.acknowledge()
                        said.write(f"{count}\\n")
            await asyncio.sleep(0.02)

asyncio.run(main(Path(sys.argv[1])))
"""


@contextmanager
def kept_alive(command: list[str], works: Callable[[], object], dice: random.Random) -> Iterator[list[int]]:
    """A process that is killed again and again, soon after what it `works` on has changed, until the block ends."""
    over, kills = threading.Event(), [0]

    def keep() -> None:
        while not over.is_set():
            before = works()
            process = subprocess.Popen(command, cwd=TESTS.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while works() == before and not over.wait(0.02):
                pass
            over.wait(dice.uniform(0.0, 1.0))
            process.kill()
            process.wait()
            kills[0] += 1

    keeper = threading.Thread(target=keep)
    keeper.start()
    try:
        yield kills
    finally:
        over.set()
        keeper.join()


def send(port: int, mine: range, answers: dict[str, list[str]]) -> None:
    """Post events, each until it is accepted, as a sender of webhooks does."""
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=5) as http:
        for number in mine:
            body = json.dumps({"event_id": f"e{number}", "customer": {"id": number % 60}})
            while True:
                try:
                    answer = http.post("/events", content=body)
                except httpx.TransportError:
                    time.sleep(0.05)
                    continue
                if answer.status_code == 202:
                    answers.setdefault(f"e{number}", []).append(answer.json()["status"])
                    break
                time.sleep(0.2)


@pytest.mark.wire
async def test_no_event_is_lost_or_done_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(TESTS.parent), os.environ.get("PYTHONPATH", "")]))
    port, seed, uploads = free_port(), random.randrange(10_000), tmp_path / "uploads"
    uploads.mkdir()
    dice = random.Random(seed)
    server = [*REVIVE, "serve", "--port", str(port)]
    drainer = [sys.executable, "-c", DRAINER, str(uploads)]
    answers: dict[str, list[str]] = {}
    with (
        kept_alive(server, lambda: len(answers), dice) as served,
        kept_alive(drainer, lambda: len(done(uploads)), dice) as drained,
    ):
        senders = [
            threading.Thread(target=send, args=(port, range(first, EVENTS, SENDERS), answers), daemon=True)
            for first in range(SENDERS)
        ]
        for sender in senders:
            sender.start()
        wait_for(lambda: len(done(uploads)) == EVENTS, seconds=240)
        for sender in senders:
            sender.join()
    assert len(answers) == EVENTS, seed
    assert all(len(said) == 1 for said in answers.values())
    assert served[0] > 1
    assert drained[0] > 1
    async with open_queue(local_environment(read_settings()), "upsell") as queue:
        for _ in range(100):  # what the last drainer left is taken by one that lives
            await queue.acknowledge(await queue.lease(1_000, 60))
            if not (await queue.depth()).open:
                break
            await asyncio.sleep(0.2)
        assert await queue.depth() == Depth(0, 0, 0), seed
    assert done(uploads) == set(answers), seed


def done(uploads: Path) -> set[str]:
    """What stands in the files of events, which are named by them."""
    return {name for path in uploads.iterdir() if len(path.name) == 64 for name in path.read_text().split()}
