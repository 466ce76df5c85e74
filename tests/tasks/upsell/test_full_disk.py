"""A disk that fills up anywhere in a drain: one line each time, nothing lost, nothing sent twice."""

import asyncio
import csv
import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from fakes.bedrock import FakeBedrock
from fakes.upsell_runs import ANSWERS, event, upsell

from blocks.queue.draining import drain
from blocks.queue.interface import Queue
from blocks.queue.open_queue import open_queue
from schemas.errors import StoreError
from schemas.upsell.run import UpsellParams
from tasks.bulk.place import open_place
from tasks.upsell.accepting import accept

pytestmark = [pytest.mark.wire, pytest.mark.usefixtures("in_process")]
EVENTS, IN_FLIGHT, LEASE_S = 4, 8, 1.0
AS_OF = datetime(2026, 11, 20, 18, tzinfo=UTC)
_PAGE = 4_096
ROOM = (0, 16, 40, 80, 160, 320)  # pages that are left: from nothing to nearly enough


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home on a disk of its own."""
    home = tmp_path / "disk"
    home.mkdir(mode=0o700)
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m,mode=700", "tmpfs", str(home)]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("no disk can be mounted here")
    monkeypatch.setenv("REVIVE_HOME", str(home))
    yield home
    subprocess.run(["umount", "--lazy", str(home)], check=True)


def fill(disk: Path, room: int) -> Path:
    """Leave room for so many pages; the file that takes the rest."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(_PAGE))
        except OSError:
            file.truncate(max(0, file.tell() - room * _PAGE))
    return ballast


def sent(disk: Path) -> Counter[str]:
    """By event: in how many rows of any upload it stands."""
    found = Counter[str]()
    for path in disk.glob("upsell/results/*/messages.csv"):
        with path.open(newline="") as file:
            found.update(row["event_id"] for row in csv.DictReader(file))
    return found


async def test_each_event_comes_to_one_message_whenever_the_disk_is_full(
    fake: FakeBedrock, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.upsell.queued.start_gate", lambda _suite: None)
    fake.faults.answer_by_tool = ANSWERS
    monkeypatch.setattr("tasks.upsell.queued.drain", partial(drain, lease_s=LEASE_S))
    place = await open_place("local")
    async with open_queue(place.environment, "upsell") as queue:
        for number in range(EVENTS):
            await accept(queue, json.dumps(event(number)).encode())
        ballast = fill(disk, 0)
        accepted = EVENTS + await accepted_until_full(queue)
    said = []
    for room in ROOM:
        ballast.unlink()
        ballast = fill(disk, room)
        said.append(await drained())
        assert max(sent(disk).values(), default=1) == 1
        await asyncio.sleep(LEASE_S)  # a lease that nobody could give back on a full disk ends by itself
    stopped = [one for one in said if one]
    assert len(stopped) >= len(ROOM) // 2
    assert all("full" in one and len(one.splitlines()) == 1 for one in stopped)
    ballast.unlink()
    for _ in ROOM:
        assert await drained() == ""
    assert sent(disk) == Counter({f"e{number}": 1 for number in range(accepted)})
    assert fake.stats.paid <= 2 * accepted + 2 * IN_FLIGHT * len(stopped)


async def accepted_until_full(queue: Queue) -> int:
    """How many events more were stored: the file of the queue has some pages that are free."""
    for number in count(EVENTS):
        try:
            await accept(queue, json.dumps(event(number)).encode())
        except StoreError:
            return number - EVENTS
    raise AssertionError("a disk has an end")


async def drained() -> str:
    """Why a drain stopped; empty if it did not."""
    try:
        await upsell(UpsellParams(drain=True, as_of=AS_OF))
    except StoreError as error:
        return str(error)
    return ""
