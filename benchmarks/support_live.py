"""Support: what answering adds to the model's time, two hundred people at once, memory, faults, and Prefect beside it.

`revive serve` in a separate process, a fake Bedrock in another, the asking in this one: three on the same cores.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any

import psutil
from aiohttp import ClientSession, ClientTimeout
from fakes.bedrock import start_process
from prefect import flow

from benchmarks.measure import ROOT, Figure

CALL_S, CALLS = 0.3, 2  # an answer and its judgement
A_SECOND, SECONDS, CROWD, MANY, FLOWS, TROUBLED, DEADLINE_S = 20, 30, 200, 2_000, 10, 40, 8.0
_NAMES = ("completeness", "structure", "accuracy", "tone", "groundedness")
_SAID = {"action": "answer", "text": "First modify the volume. Then extend the file system.", "citations": ["p1"]}
_VERDICT = {"issues": [], "points": [{"criterion": name, "points": 90} for name in _NAMES]}
ANSWERS = {"SupportAnswer": json.dumps(_SAID), "QualityVerdict": json.dumps(_VERDICT)}
_QUESTIONS = (
    "How do I enlarge an EBS volume?",
    "How do I get a deleted object back from a bucket with versioning?",
    "Why does my Lambda function time out when it connects to RDS?",
    "How do I rotate my access key?",
)
_FAULTS: dict[str, dict[str, Any]] = {
    "hangs": {"hang": True},
    "throttles 30%": {"throttle": 0.3},
    "cuts half of its answers": {"cut": 0.5},
    "answers garbage half of the time": {"garbage": 0.5},
}


@contextmanager
def _door(home: Path, model: str) -> Iterator[tuple[str, psutil.Process]]:
    """`revive serve` on a home of its own: its address, and the process."""
    home.mkdir()
    environment = os.environ | {"REVIVE_HOME": str(home), "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": model}
    command = [sys.executable, "-m", "commands.main", "serve", "--port", "0"]
    with (home / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, stderr=log, env=environment, cwd=ROOT)
    try:
        yield _address(home / "serve.log", process), psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(60)


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    while process.poll() is None:
        _, found, rest = log.read_text(encoding="utf-8").partition("listening at ")
        if found and "\n" in rest:
            return rest.split("\n", 1)[0].rstrip("/")
        sleep(0.1)
    raise SystemExit(f"revive serve did not start: {log.read_text(encoding='utf-8')[-500:]}")


@asynccontextmanager
async def _asking() -> AsyncIterator[ClientSession]:
    async with ClientSession(timeout=ClientTimeout(60)) as session:
        yield session


async def _ask(http: ClientSession, door: str, number: int, within_s: float = 60.0) -> tuple[float, str]:
    """Seconds, and the outcome; `late` if nothing came."""
    started = perf_counter()
    question = {"query": _QUESTIONS[number % len(_QUESTIONS)]}
    try:
        async with asyncio.timeout(within_s), http.post(f"{door}/query", json=question) as answer:
            outcome = str((await answer.json()).get("outcome", answer.status))
    except TimeoutError:
        outcome = "late"
    return perf_counter() - started, outcome


async def _steadily(door: str) -> tuple[list[float], str]:
    """What the answered questions took on top of the model's time, one every twentieth of a second; and outcomes."""
    async with _asking() as http:
        await asyncio.gather(*(_ask(http, door, number) for number in range(8)))
        asked = []
        for number in range(A_SECOND * SECONDS):
            asked.append(asyncio.create_task(_ask(http, door, number)))
            await asyncio.sleep(1 / A_SECOND)
        found = await asyncio.gather(*asked)
    return sorted(took - CALLS * CALL_S for took, outcome in found if outcome == "answered"), _counted(found)


async def _together(door: str, count: int) -> list[tuple[float, str]]:
    async with _asking() as http:
        return await asyncio.gather(*(_ask(http, door, number) for number in range(count)))


async def _grown(door: str, process: psutil.Process) -> tuple[float, float]:
    """MB after a tenth of the questions, and at the end."""
    sizes: list[float] = []
    numbers = iter(range(MANY))

    async def asks(http: ClientSession) -> None:
        for number in numbers:
            await _ask(http, door, number)
            if number == MANY // 10:
                sizes.append(process.memory_info().rss / 1e6)

    async with _asking() as http:
        await asyncio.gather(*(asks(http) for _ in range(8)))
    return sizes[0], process.memory_info().rss / 1e6


@flow(name="one-question", log_prints=False)
async def _in_a_flow(door: str, number: int) -> str:
    async with _asking() as http:
        return (await _ask(http, door, number))[1]


async def _through_prefect(door: str) -> float:
    """Milliseconds at the median that the same question takes on top in a flow run of its own."""
    took = []
    for number in range(FLOWS + 1):
        started = perf_counter()
        await _in_a_flow(door, number)
        took.append(perf_counter() - started - CALLS * CALL_S)
    return 1_000 * median(took[1:])


def figures(folder: Path) -> Iterator[Figure]:
    """Overhead, a crowd, memory, faults, each as soon as it is measured."""
    with start_process(answer_by_tool=ANSWERS, latency=CALL_S) as model, _door(folder / "steady", model) as (door, _):
        over, outcomes = asyncio.run(_steadily(door))
        what = f"support: on top of {CALLS} x {CALL_S} s of a model, {A_SECOND} questions/s, median"
        yield Figure.at_most(what, 1_000 * median(over), 30, " ms", 0, outcomes)
        yield Figure.at_most("… p99", 1_000 * over[int(0.99 * len(over))], 80, " ms", 0)
        flows_ms = asyncio.run(_through_prefect(door))
        what = "… the same through a Prefect flow run each, one after the other, median"
        yield Figure(what, f"{flows_ms:.0f} ms", "beside it", met=True)
        crowd = asyncio.run(_together(door, CROWD))
        last = max(took for took, _ in crowd)
        what = f"support: {CROWD} people at once, the last reply"
        yield Figure.at_most(what, last, DEADLINE_S, " s", 1, _counted(crowd))
    for name, faults in _FAULTS.items():
        yield _troubled(name, faults, folder / name.partition(" ")[0])
    with start_process(answer_by_tool=ANSWERS) as model, _door(folder / "many", model) as (door, process):
        early, late = asyncio.run(_grown(door, process))
    what = f"support: {MANY:,} questions against {MANY // 10:,}: memory"
    yield Figure.at_most(what, late / early, 1.05, " x", 2, f"{late:.0f} MB")


def _troubled(name: str, faults: dict[str, Any], home: Path) -> Figure:
    with start_process(answer_by_tool=ANSWERS, latency=CALL_S, **faults) as model, _door(home, model) as (door, _):
        found = asyncio.run(_together(door, TROUBLED))
    last = max(took for took, _ in found)
    return Figure.at_most(f"support: a model that {name}, {TROUBLED} at once, the last reply", last, DEADLINE_S + 0.3,
                          " s", 1, _counted(found))  # fmt: skip


def _counted(found: list[tuple[float, str]]) -> str:
    outcomes = [outcome for _, outcome in found]
    return ", ".join(f"{outcomes.count(one)} {one}" for one in sorted(set(outcomes)))
