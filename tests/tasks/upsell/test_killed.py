"""A drain that is killed at any of its durable writes: nothing is lost, and nobody is written to twice."""

import asyncio
import csv
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from conftest import TESTS
from fakes.bedrock import FakeBedrock
from fakes.killed_drains import LEASE_S
from fakes.upsell_runs import ANSWERS, event, upsell

from blocks.queue.open_queue import open_queue
from schemas.upsell.run import UpsellParams
from tasks.bulk.place import open_place
from tasks.upsell.accepting import accept

pytestmark = [pytest.mark.wire, pytest.mark.usefixtures("in_process")]
EVENTS = 3


def drained(writes: int) -> int:
    """The exit code of a drain that dies after so many writes."""
    paths = {"PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS)))}
    script = [sys.executable, "-m", "fakes.killed_drains", str(writes)]
    done = subprocess.run(script, env=os.environ | paths, check=False, capture_output=True)
    assert done.returncode in (0, -9), done.stderr.decode()
    return done.returncode


def sent() -> Counter[str]:
    """By event: in how many rows of any upload it stands."""
    found = Counter[str]()
    for path in Path(os.environ["REVIVE_HOME"]).glob("upsell/results/*/messages.csv"):
        with path.open(newline="") as file:
            found.update(row["event_id"] for row in csv.DictReader(file))
    return found


async def test_each_event_comes_to_one_message_whenever_it_is_killed(fake: FakeBedrock) -> None:
    fake.faults.answer_by_tool = ANSWERS
    place = await open_place("local")
    async with open_queue(place.environment, "upsell") as queue:
        for number in range(EVENTS):
            await accept(queue, json.dumps(event(number)).encode())
    kills = 0
    while await asyncio.to_thread(drained, kills) != 0:  # the model answers in this process
        kills += 1
        assert sent().keys() <= {f"e{number}" for number in range(EVENTS)}
        assert all(count == 1 for count in sent().values())
        if kills < 8:  # until what was taken out is answered for, its leases have to end
            await asyncio.sleep(LEASE_S)
    await asyncio.sleep(LEASE_S)
    for _ in range(EVENTS + 2):
        last = await upsell(UpsellParams(drain=True))
    assert last.status == "nothing_new"
    assert sent() == Counter({f"e{number}": 1 for number in range(EVENTS)})
    async with open_queue(place.environment, "upsell") as queue:
        depth = await queue.depth()
    assert (depth.open, depth.dead) == (0, 0)
    # A kill loses at most what was in flight.
    assert fake.stats.paid <= 2 * EVENTS + kills * EVENTS
