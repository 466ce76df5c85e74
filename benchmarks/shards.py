"""100,000 customers as two shards on a process pool with two workers, one of them killed on the way."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import httpx
import psutil
from fakes.bedrock import start_process

from benchmarks.measure import ROOT, Figure, customers

CUSTOMERS, SHARDS, BUDGET_USD = 100_000, 2, 1_000
_POOL, _UPLOAD = "revive-local", "shards"


def figures(folder: Path) -> list[Figure]:
    """Rate over all, the sum checked, and what the killed shard cost."""
    source, home = customers(folder / "shards.csv", CUSTOMERS), folder / "shards-home"
    os.environ["REVIVE_HOME"] = str(home)
    os.environ["REVIVE_SOURCE_ROOTS"] = str(folder)
    with start_process() as url:
        os.environ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = url
        with _workers(folder) as workers:
            killed: list[int] = []
            killer = threading.Thread(target=_kill_one, args=(home, workers, killed), daemon=True)
            killer.start()
            started = perf_counter()
            options = ["--upload-id", _UPLOAD, "--shards", str(SHARDS), "--max-cost-usd", str(BUDGET_USD), "--json"]
            done = subprocess.run(
                [sys.executable, "-m", "commands.main", "winback", str(source), *options],
                cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False,
            )  # fmt: skip
            seconds = perf_counter() - started
        paid = int(httpx.get(f"{url}/_fake/stats").json()["paid"])
    if done.returncode != 0 or not killed:
        raise SystemExit(f"the sharded run ended with {done.returncode}, killed {killed}: {done.stdout[-500:]}")
    _check(json.loads(done.stdout), home)
    rate = f"{CUSTOMERS:,} customers in {SHARDS} shards on {SHARDS} workers, one shard killed and started again"
    return [
        Figure(rate, f"{seconds:.0f} s, {CUSTOMERS / seconds:.0f}/s, sum and cost right", "right", met=True),
        Figure.at_most("… calls paid twice", paid - 2 * CUSTOMERS, 8, digits=0),
    ]


def _check(document: dict[str, Any], home: Path) -> None:
    shards = [json.loads(path.read_text()) for path in sorted(home.glob(f"results/{_UPLOAD}/shards/*/status.json"))]
    assert (document["status"], document["completed"], document["failed"]) == ("complete", CUSTOMERS, 0), document
    assert sum(shard["completed"] for shard in shards) == CUSTOMERS
    assert abs(sum(shard["cost_usd"] for shard in shards) - document["cost_usd"]) < 0.01
    with Path(document["artifacts"]["campaigns"]).open("rb") as file:
        assert sum(line.startswith(b"{") for line in file) == CUSTOMERS


@contextmanager
def _workers(folder: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    prefect = [sys.executable, "-m", "prefect", "--no-prompt"]
    for arguments in (["work-pool", "create", _POOL, "--type", "process", "--overwrite"], ["deploy", "--all"]):
        subprocess.run([*prefect, *arguments], cwd=ROOT, check=True, capture_output=True)
    with (folder / "workers.log").open("wb") as log:
        workers = [
            subprocess.Popen(
                [*prefect, "worker", "start", "--pool", _POOL, "--limit", "1", "--name", f"worker-{number}"],
                cwd=ROOT, stdout=log, stderr=log, env=os.environ | {"PREFECT_WORKER_QUERY_SECONDS": "1"},
            )
            for number in range(SHARDS)
        ]  # fmt: skip
        try:
            yield workers
        finally:
            for worker in workers:
                worker.terminate()
            for worker in workers:
                worker.wait(60)


def _kill_one(home: Path, workers: list[subprocess.Popen[bytes]], killed: list[int]) -> None:
    """SIGKILL the first worker's shard when it has done a third."""
    status = home / f"results/{_UPLOAD}/shards/000/status.json"
    while not status.exists() or json.loads(status.read_text())["completed"] < CUSTOMERS // SHARDS // 3:
        sleep(1)
    for child in psutil.Process(workers[0].pid).children(recursive=True):
        if "prefect" in " ".join(child.cmdline()):
            os.kill(child.pid, signal.SIGKILL)
            killed.append(child.pid)
            return
