"""Events over HTTP, as fast as they are taken and at half of the aim; a large file; what a long queue costs."""

import asyncio
import base64
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, time

from conftest import wait_for
from standardwebhooks import Webhook

from benchmarks.measure import ROOT, Figure, peak_memory
from blocks.local import local_environment
from blocks.prefect_server import free_port
from blocks.queue.draining import drain
from blocks.queue.open_queue import open_queue
from blocks.settings import read_settings

KEY = "whsec_" + base64.b64encode(bytes(range(32))).decode()  # of this benchmark, and nobody else
CONNECTIONS, SECONDS, ROWS = 16, 8.0, 1_000_000
HALF = 250  # events a second: half of what has to be taken


def figures(folder: Path) -> list[Figure]:
    """Rate and latency of the door, rate and memory of a load, memory of a drain."""
    with _serving(folder / "home") as port:
        fast = asyncio.run(_as_fast_as_taken(port))
        half = asyncio.run(_at(port, HALF))
    few, many = _drained(folder / "few", 10_000), _drained(folder / "many", 100_000)
    rate, peak = _loaded(folder, ROWS)
    _, small = _loaded(folder, ROWS // 100)
    p50, p99 = (1000 * half[int(len(half) * share)] for share in (0.5, 0.99))
    return [
        Figure.at_least(f"POST /events, signed, {CONNECTIONS} connections", fast, 500, "/s"),
        Figure.at_most(f"… at {HALF}/s: p99", p99, 50, " ms", 1, f"p50 {p50:.1f} ms"),
        Figure.at_most("memory of a drain of 10,000 from 100,000 queued, against 10,000", many / few, 1.1, " x"),
        Figure.at_least(f"revive upsell load, {ROWS:,} JSON lines", rate, 3_000, "/s", detail=f"{ROWS / rate:.0f} s"),
        Figure.at_most(f"… memory, against {ROWS // 100:,}", peak / small, 1.1, " x", 2, f"{peak / 1e6:.0f} MB"),
    ]


def event(number: int) -> bytes:
    """An event of ordinary size (about 600 bytes)."""
    return json.dumps(
        {
            "event_id": f"bench-{number}-{os.getpid()}-{time():.6f}",
            "event_type": "service_completed",
            "customer": {
                "id": f"c{number % 10_000}",
                "first_name": "Ada",
                "last_name": "Lang",
                "email": f"ada{number}@home.example",
                "address": {"street": "1 Elm St", "city": "Austin", "state": "TX", "zip": "78701"},
            },
            "service": {
                "type": "quarterly pest control",
                "date": "2026-11-20",
                "technician": "Ben",
                "satisfaction_score": 5,
                "notes": "No sign of ants in the kitchen any more; treated the fence line. Asked about mosquitoes.",
                "cost": 129.0,
            },
            "current_plan": "quarterly",
            "customer_lifetime_value": "high",
        }
    ).encode()


def _request(number: int) -> bytes:
    body = event(number)
    now = time()
    signature = Webhook(KEY).sign(f"m{number}", datetime.fromtimestamp(now, UTC), body.decode())
    head = (
        f"POST /events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        f"webhook-id: m{number}\r\nwebhook-timestamp: {int(now)}\r\nwebhook-signature: {signature}\r\n\r\n"
    )
    return head.encode() + body


async def _post(streams: tuple[asyncio.StreamReader, asyncio.StreamWriter], number: int) -> None:
    reader, writer = streams
    writer.write(_request(number))
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 202 " not in head[:20]:
        raise SystemExit(f"not accepted: {head!r}")
    size = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    await reader.readexactly(size)


async def _as_fast_as_taken(port: int) -> float:
    until, done = perf_counter() + SECONDS, 0

    async def sender(mine: int) -> None:
        nonlocal done
        streams, number = await asyncio.open_connection("127.0.0.1", port), mine
        while perf_counter() < until:
            await _post(streams, number)
            number += CONNECTIONS
            done += 1
        streams[1].close()

    await asyncio.gather(*(sender(mine) for mine in range(CONNECTIONS)))
    return done / SECONDS


async def _at(port: int, rate: float) -> list[float]:
    """Latencies, sorted: from when a request was due, whether or not a connection was free for it."""
    due: asyncio.Queue[float] = asyncio.Queue()
    latencies: list[float] = []

    async def sender(mine: int) -> None:
        streams, number = await asyncio.open_connection("127.0.0.1", port), 10_000_000 + mine
        while (at := await due.get()) > 0:
            await _post(streams, number)
            latencies.append(perf_counter() - at)
            number += CONNECTIONS
        streams[1].close()

    senders = [asyncio.create_task(sender(mine)) for mine in range(CONNECTIONS)]
    started = perf_counter()
    for number in range(int(rate * SECONDS)):
        at = started + number / rate
        await asyncio.sleep(max(0.0, at - perf_counter()))
        due.put_nowait(at)
    for _ in senders:
        due.put_nowait(0.0)
    await asyncio.gather(*senders)
    return sorted(latencies)


@contextmanager
def _serving(home: Path) -> Iterator[int]:
    port = free_port()
    environment = os.environ | {"REVIVE_HOME": str(home), "REVIVE_WEBHOOK_SECRETS": KEY, "REVIVE_MODEL": "offline"}
    command = [sys.executable, "-m", "commands.main", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        try:
            import httpx  # noqa: PLC0415 -- only to wait

            wait_for(lambda: httpx.get(f"http://127.0.0.1:{port}/health").is_success, seconds=60)
            yield port
        finally:
            process.terminate()


def _drained(home: Path, queued: int) -> int:
    """Peak memory in bytes of a process that drains 10,000 of so many."""
    environment = os.environ | {"REVIVE_HOME": str(home)}
    for step in ("fill", "drain"):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.accepting", step, str(queued)],
            env=environment | {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
    return int(done.stdout)


async def _step(step: str, queued: int) -> None:
    from tasks.upsell.accepting import message_of  # noqa: PLC0415 -- only here

    async with open_queue(local_environment(read_settings()), "upsell") as queue:
        if step == "fill":
            for start in range(0, queued, 1_000):
                await queue.put([message_of(event(number), {}) for number in range(start, start + 1_000)])
            return
        async with drain(queue) as taken:
            async for _ in taken.messages():
                pass
            await taken.acknowledge()
    print(1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _loaded(folder: Path, rows: int) -> tuple[float, int]:
    """Rows a second, and peak memory in bytes."""
    path = folder / f"{rows}.jsonl"
    with path.open("wb") as file:
        file.writelines(event(number) + b"\n" for number in range(rows))
    started = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "commands.main", "upsell", "load", str(path), "--json"],
        env=os.environ | {"REVIVE_HOME": str(folder / f"home-{rows}")},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with peak_memory(process) as peak:
        out, _ = process.communicate()
    if json.loads(out)["accepted"] != rows:
        raise SystemExit(f"not loaded: {out}")
    path.unlink()
    return rows / (perf_counter() - started), peak.run


if __name__ == "__main__":
    asyncio.run(_step(sys.argv[1], int(sys.argv[2])))
