"""Upsell: 10,000 events of 10,000 customers without latency, and 100 with it against the limit of the calls."""

import asyncio
import os
from pathlib import Path
from time import perf_counter

from fakes.bedrock import start_process
from fakes.upsell_runs import ANSWERS, event, write_events

from benchmarks.measure import Figure, run

MANY, FEW, IN_FLIGHT, CALL_S = 10_000, 100, 8, 0.3
_COMMAND = ("upsell", "run")


async def _limit() -> float:
    """Seconds that the same calls take as bare sleeps behind a semaphore."""
    slots = asyncio.Semaphore(IN_FLIGHT)

    async def one() -> None:
        for _ in range(2):
            async with slots:
                await asyncio.sleep(CALL_S)

    started = perf_counter()
    await asyncio.gather(*(one() for _ in range(FEW)))
    return perf_counter() - started


def figures(folder: Path) -> list[Figure]:
    """Rate, memory and, with latency, the distance to what no program can beat."""
    many = Path(write_events(folder / "many.jsonl", *map(event, range(MANY))))
    few = Path(write_events(folder / "few.jsonl", *map(event, range(FEW))))
    with start_process(answer_by_tool=ANSWERS) as url:
        os.environ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = url
        one = run(many, folder / "many", command=_COMMAND)
    _require(one.document, MANY)
    with start_process(answer_by_tool=ANSWERS, latency=CALL_S) as url:
        os.environ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = url
        waits, limits = [], []
        for turn in range(3):
            limits.append(asyncio.run(_limit()))
            waits.append(run(few, folder / f"few{turn}", command=_COMMAND).seconds)
    mine, limit = sorted(waits)[1], sorted(limits)[1]
    return [
        Figure.at_least(f"upsell: {MANY:,} events of as many customers at zero latency", MANY / one.seconds, 150, "/s",
                        detail=f"{one.seconds:.1f} s"),
        Figure.at_most("… memory", one.peak.run / 1e6, 450, " MB", 0),
        Figure.at_most(f"upsell: {FEW} events, {CALL_S} + {CALL_S} s, {IN_FLIGHT} in flight, against the asyncio limit",
                       mine / limit, 1.1, " x", 3, f"{mine:.2f} s against {limit:.2f} s"),
    ]  # fmt: skip


def _require(document: dict[str, object], approved: int) -> None:
    if (document["completed"], document["held"]) != (approved, 0):
        raise SystemExit(f"not every message was approved: {document['held']} held, {document['message']}")
