"""`make bench`: the figures that Revive promises, measured on this machine, side by side with their aims.

Everything runs as a user would run it: the command, a Prefect server of its own that is already up, and a fake Bedrock
in another process, over HTTP on loopback.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from fakes.bedrock import start_process  # noqa: E402 -- after the path is set

from blocks.prefect_server import prefect_server  # noqa: E402 -- same

CUSTOMERS, IN_FLIGHT, ANALYSIS_S, CAMPAIGN_S = 50, 8, 0.3, 0.5
MANY = 10_000
LARGE = 200_000
HEADER = "customer_id,email,company_name,subscription_tier,mrr,churn_date,cancellation_reason"


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


@contextmanager
def peak_memory(process: subprocess.Popen[str]) -> Iterator[list[int]]:
    """The largest resident set of the process with its reader, in bytes, sampled every 50 ms."""
    peak = [0]
    watched = psutil.Process(process.pid)

    def watch() -> None:
        while process.poll() is None:
            try:
                readers = [child for child in watched.children() if "tasks.reader_child" in child.cmdline()]
                peak[0] = max(peak[0], sum(one.memory_info().rss for one in (watched, *readers)))
            except psutil.Error:
                return
            sleep(0.05)

    watcher = threading.Thread(target=watch)
    watcher.start()
    yield peak
    watcher.join()


def run(source: Path, home: Path, *options: str) -> tuple[dict[str, Any], int]:
    """The command's document and its peak memory in bytes."""
    environment = os.environ | {"REVIVE_HOME": str(home)}
    process = subprocess.Popen(
        [sys.executable, "-m", "cli", "winback", str(source), "--json", *options],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    with peak_memory(process) as peak:
        out, _ = process.communicate()
    if process.returncode != 0:
        raise SystemExit(f"the run ended with {process.returncode}")
    document: dict[str, Any] = json.loads(out)
    return document, peak[0]


def customers(path: Path, count: int) -> Path:
    """A file of so many customers."""
    tiers = ("starter", "growth", "enterprise")
    rows = (
        f"c{number:07d},p{number}@company{number}.example,Company {number},{tiers[number % 3]},{20 + number % 4000},"
        f"2026-0{1 + number % 9}-11,Too expensive for what we use it for in month {number}"
        for number in range(count)
    )
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def fan_out(folder: Path) -> str:
    """50 customers with model latency, against the asyncio limit; the median of three."""
    limit = asyncio.run(asyncio_limit())
    source = customers(folder / "fifty.csv", CUSTOMERS)
    with start_process(latency_by_tool={"ChurnAnalysis": ANALYSIS_S, "Campaign": CAMPAIGN_S}) as url:
        os.environ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = url
        seconds = sorted(float(run(source, folder / f"fan{turn}")[0]["seconds"]) for turn in range(3))
    ratio = seconds[1] / limit
    return (
        f"fan-out: {CUSTOMERS} customers, {ANALYSIS_S} s + {CAMPAIGN_S} s, {IN_FLIGHT} in flight: {seconds[1]:.2f} s "
        f"(three runs: {seconds[0]:.2f} to {seconds[2]:.2f}), asyncio limit {limit:.2f} s, "
        f"ratio {ratio:.3f} (aim 1.05)"
    )


def volume(folder: Path) -> str:
    """10,000 customers against an endpoint without latency."""
    source = customers(folder / "many.csv", MANY)
    with start_process() as url:
        os.environ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = url
        document, peak = run(source, folder / "many")
    rate = document["completed"] / document["seconds"]
    return (
        f"volume: {MANY:,} customers at zero latency, default concurrency: {rate:.0f} customers/s (aim 250), "
        f"{peak / 1e6:.0f} MB (aim 300), {document['task_runs']} task runs (aim 205)"
    )


def reading(folder: Path) -> str:
    """200,000 rows of an export with its own headers: read, validated and stored, without a call."""
    source = folder / "large.csv"
    rows = (
        f'k{number};p{number}@company{number}.example;Firma {number};Pro;"1.{number % 900 + 100},50 €";'
        f"{1 + number % 28:02d}.0{1 + number % 9}.2026;Zu teuer für das, was wir nutzen;{number % 100}"
        for number in range(LARGE)
    )
    head = "Kundennummer;E-Mail;Firma;Tarif;MRR;Kündigungsdatum;Kündigungsgrund;Adoption %"
    source.write_text("\n".join([head, *rows]) + "\n", encoding="cp1252")
    code = (
        "import asyncio, sys\n"
        "from schemas.winback import WinbackParams\n"
        "from tasks.intake import take_in\n"
        "from tasks.run import open_place\n"
        "async def main():\n"
        "    place = await open_place('local')\n"
        "    done = await take_in(WinbackParams(source=sys.argv[1]), place.store, place.environment, None)\n"
        "    assert (done.total, done.rejected) == (int(sys.argv[2]), 0), done\n"
        "asyncio.run(main())\n"
    )
    started = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(source), str(LARGE)],
        env=os.environ | {"REVIVE_HOME": str(folder / "large"), "PYTHONPATH": str(ROOT)},
        text=True,
    )
    with peak_memory(process) as peak:
        process.wait()
    if process.returncode != 0:
        raise SystemExit(f"reading ended with {process.returncode}")
    return (
        f"reading: {LARGE:,} rows in {perf_counter() - started:.1f} s (aim 60), "
        f"{peak[0] / 1e6:.0f} MB with the reader's process (aim 1500)"
    )


def main() -> None:
    """Print one line per figure."""
    os.environ.update(
        AWS_ACCESS_KEY_ID="AKIABENCH",
        AWS_SECRET_ACCESS_KEY="bench",  # noqa: S106 -- for a fake on loopback
        AWS_REGION="us-east-1",
        AWS_DEFAULT_REGION="us-east-1",
        REVIVE_MODEL="bedrock:amazon.nova-lite-v1:0",
        REVIVE_REAL_MODEL_CALLS="forbid",
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["PREFECT_HOME"] = str(folder / "prefect")
        with prefect_server(folder / "server.log") as url:
            os.environ["PREFECT_API_URL"] = url
            print(fan_out(folder))
            print(volume(folder))
            print(reading(folder))


if __name__ == "__main__":
    main()
