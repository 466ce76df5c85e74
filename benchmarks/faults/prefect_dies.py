"""The Prefect server dies in the middle of a run: the command's own, and one that stands by itself."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import httpx
import psutil
from conftest import wait_for

from benchmarks.faults.checks import check_end
from benchmarks.faults.stage import Done, Stage, Variables
from blocks.prefect_server import free_port

GONE = "the Prefect server"


def own(stage: Stage) -> str:
    """SIGKILL to the server that the command started for itself."""
    stage.bedrock.faults(latency=0.3)
    alone: Variables = {"PREFECT_API_URL": None}
    with stage.started("winback", str(stage.customers(40)), "--upload-id", "u", "--json", variables=alone) as process:
        stage.bedrock.wait_for_paid(20)
        for child in psutil.Process(process.pid).children():
            child.kill()
        killed = monotonic()
        done = stage.end(process)
    return _gone_on(stage, done, monotonic() - killed)


def another(stage: Stage) -> str:
    """SIGKILL to the server at PREFECT_API_URL; it comes back for the resumption."""
    stage.bedrock.faults(latency=0.3)
    port = free_port()
    with server(stage, port) as process:
        with stage.started("winback", str(stage.customers(40)), "--upload-id", "u", "--json") as run:
            stage.bedrock.wait_for_paid(20)
            process.kill()
            killed = monotonic()
            done = stage.end(run)
        seconds = monotonic() - killed
        refused = stage.revive("resume", "u", "--json")
    stage.ended(refused, 1, "no Prefect server answers")
    with server(stage, port):
        return _gone_on(stage, done, seconds)


def _gone_on(stage: Stage, done: Done, seconds: float) -> str:
    """The run went on to its end, or is resumed."""
    stage.expect(done.code in (0, 1), f"exit code {done.code}")
    lines = done.err.strip().splitlines()
    stage.expect(len(lines) == 1 and GONE in done.err, f"not one line about the server: {' / '.join(lines)[:600]}")
    if done.code != 0:
        stage.ended(stage.revive("resume", "u", "--json"), 0)
    check_end(stage, 40)
    return f"exit code {done.code}, {seconds:.0f} s after the server's death"


@contextmanager
def server(stage: Stage, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A Prefect server on this port, for the commands of this stage, with its database in the stage's folder."""
    home = stage.folder / "server"
    home.mkdir(exist_ok=True)
    stage.environment["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    variables = os.environ | {"PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    variables.pop("PREFECT_API_URL", None)
    with (home / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "blocks.server_child", str(port)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            env=variables | {"PYTHONPATH": stage.environment["PYTHONPATH"]},
        )
    try:
        wait_for(lambda: httpx.get(f"{stage.environment['PREFECT_API_URL']}/health").is_success, seconds=90)
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
