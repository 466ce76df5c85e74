"""50 customers with model latency: this project, plain Prefect `.map`, and the limit of asyncio, in one run."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from fakes.bedrock import start_process

from benchmarks.measure import ROOT, Figure, customers, run

CUSTOMERS, IN_FLIGHT, ANALYSIS_S, CAMPAIGN_S = 50, 8, 0.3, 0.5


async def asyncio_limit() -> float:
    """Seconds that the same calls take as bare sleeps behind a semaphore: what no program can beat by much."""
    slots = asyncio.Semaphore(IN_FLIGHT)

    async def customer() -> None:
        async with slots:
            await asyncio.sleep(ANALYSIS_S)
        async with slots:
            await asyncio.sleep(CAMPAIGN_S)

    started = perf_counter()
    await asyncio.gather(*(customer() for _ in range(CUSTOMERS)))
    return perf_counter() - started


def prefect_map() -> float:
    """Seconds of the same calls as mapped tasks of a plain Prefect flow, without its imports; nothing is stored."""
    code = (
        "import json, sys, time\n"
        "from prefect import flow, task\n"
        "from prefect.task_runners import ThreadPoolTaskRunner\n"
        "@task\n"
        "def customer(number, analysis_s, campaign_s):\n"
        "    time.sleep(analysis_s)\n"
        "    time.sleep(campaign_s)\n"
        "    return number\n"
        f"@flow(task_runner=ThreadPoolTaskRunner(max_workers={IN_FLIGHT}))\n"
        "def mapped(customers, analysis_s, campaign_s):\n"
        "    return customer.map(range(customers), analysis_s, campaign_s).result()\n"
        "started = time.perf_counter()\n"
        f"assert len(mapped({CUSTOMERS}, {ANALYSIS_S}, {CAMPAIGN_S})) == {CUSTOMERS}\n"
        "print(json.dumps(time.perf_counter() - started))\n"
    )
    environment = os.environ | {"PREFECT_LOGGING_LEVEL": "ERROR"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return float(json.loads(done.stdout.splitlines()[-1]))


def figures(folder: Path) -> list[Figure]:
    """The medians of five, as ratios to the limit."""
    source = customers(folder / "fifty.csv", CUSTOMERS)
    with start_process(latency_by_tool={"ChurnAnalysis": ANALYSIS_S, "Campaign": CAMPAIGN_S}) as url:
        os.environ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = url
        ours, plain, limits = [], [], []
        for turn in range(5):
            limits.append(asyncio.run(asyncio_limit()))
            ours.append(run(source, folder / f"fan{turn}").seconds)
            plain.append(prefect_map())
    limit, mine, mapped = (sorted(values)[2] for values in (limits, ours, plain))
    what = f"{CUSTOMERS} customers, {ANALYSIS_S} + {CAMPAIGN_S} s, {IN_FLIGHT} in flight, against the asyncio limit"
    return [
        Figure.at_most(what, mine / limit, 1.05, " x", 3, f"{mine:.2f} s against {limit:.2f} s"),
        Figure("… the same in plain Prefect `.map`", f"{mapped / limit:.3f} x ({mapped:.2f} s)", "beside it", met=True),
    ]
