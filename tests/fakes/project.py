"""This project on a Prefect server as a user has it there: its deployments, a worker for them, runs."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
from conftest import TESTS, ask_prefect, wait_for

ROOT = TESTS.parent
POOL = "revive-local"


@dataclass(frozen=True)
class Project:
    """`environment` is that of the commands and of the worker; the server's address is in it."""

    environment: Mapping[str, str]

    @property
    def api(self) -> str:
        """The URL of the server."""
        return self.environment["PREFECT_API_URL"]

    def prefect(self, *arguments: str) -> str:
        """Run Prefect's own command in the project's folder; what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "prefect", "--no-prompt", *arguments],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=180, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def deploy(self, *files: str) -> None:
        """As docs/running.md says; `files` instead of prefect.yaml are other systems'."""
        self.prefect("work-pool", "create", POOL, "--type", "process", "--overwrite")
        for file in files or ("prefect.yaml",):
            self.prefect("deploy", "--all", "--prefect-file", file)

    @contextmanager
    def worker(self, log: Path, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
        """A worker that looks every second; ended with the block, and its runs with it."""
        with log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "prefect", "worker", "start", "--pool", POOL],
                cwd=ROOT,
                env={**self.environment, "PREFECT_WORKER_QUERY_SECONDS": "1", **variables},
                stdout=output,
                stderr=output,
                preexec_fn=_hear_interrupts,  # noqa: PLW1509 -- no thread of ours holds a lock here
            )
        try:
            yield process
        finally:
            stop(process)

    def deployment(self, name: str) -> dict[str, Any]:
        """What the server has of a deployment, `flow/name`."""
        found: dict[str, Any] = ask_prefect("GET", f"{self.api}/deployments/name/{name}")
        return found

    def start(self, name: str, params: Mapping[str, object]) -> str:
        """Have a deployment run; the id of its flow run."""
        body = {
            "state": {"type": "SCHEDULED"},
            "parameters": {"params": dict(params)},
            "enforce_parameter_schema": True,
        }
        deployment_id = self.deployment(name)["id"]
        return str(ask_prefect("POST", f"{self.api}/deployments/{deployment_id}/create_flow_run", body)["id"])

    def run(self, flow_run_id: str) -> dict[str, Any]:
        """What the server has of a flow run."""
        found: dict[str, Any] = ask_prefect("GET", f"{self.api}/flow_runs/{flow_run_id}")
        return found

    def wait(self, flow_run_id: str, *types: str, seconds: float = 120) -> dict[str, Any]:
        """Wait until Prefect says one of these of a flow run; the run."""
        wait_for(lambda: self.run(flow_run_id)["state"]["type"] in types, seconds=seconds)
        return self.run(flow_run_id)

    def switch(self, name: str, **changes: object) -> None:
        """Change the schedule of a deployment, as the switch in the UI does."""
        found = self.deployment(name)
        url = f"{self.api}/deployments/{found['id']}/schedules/{found['schedules'][0]['id']}"
        ask_prefect("PATCH", url, changes)

    def set_source(self, name: str, source: str) -> None:
        """Give a deployment of `winback` another source."""
        parameters = {"environment": "local", "params": {"source": source}}
        url = f"{self.api}/deployments/{self.deployment(name)['id']}"
        ask_prefect("PATCH", url, {"parameters": parameters})

    def due_now(self, name: str) -> None:
        """Its schedule's next time is in a few seconds, and there is none after it for an hour."""
        anchor = (datetime.now(UTC) + timedelta(seconds=8)).isoformat()
        self.switch(name, schedule={"interval": 3600, "anchor_date": anchor}, active=True)

    def runs_of(self, name: str) -> list[dict[str, Any]]:
        """The flow runs of a deployment, the earliest first."""
        only = {"deployments": {"id": {"any_": [self.deployment(name)["id"]]}}, "sort": "EXPECTED_START_TIME_ASC"}
        found: list[dict[str, Any]] = ask_prefect("POST", f"{self.api}/flow_runs/filter", only)
        return found

    def put_back(self, minutes: int) -> dict[str, str]:
        """What the deployment lost-runs/lost does, so many minutes from now."""
        done = subprocess.run(
            [sys.executable, "-c", _PUT_BACK, str(minutes)],
            env=self.environment, capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
        found: dict[str, str] = json.loads(done.stdout)
        return found


_PUT_BACK = """
import asyncio, json, sys
from datetime import UTC, datetime, timedelta
from tasks.bulk.lost_runs import put_back
print(json.dumps(asyncio.run(put_back(datetime.now(UTC) + timedelta(minutes=float(sys.argv[1]))))))
"""


def project_on(server: str) -> Project:
    """With the environment of this test, on the server at this URL."""
    path = os.pathsep.join(filter(None, [str(ROOT), str(TESTS), os.environ.get("PYTHONPATH")]))
    return Project(dict(os.environ) | {"PREFECT_API_URL": server, "PYTHONPATH": path})


def _hear_interrupts() -> None:
    """Prefect's worker stops by a SIGINT to itself, which whatever a script starts in the background ignores."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def stop_with_runs(worker: subprocess.Popen[bytes]) -> None:
    """Stop it, and end what outlives it, as systemd and ECS do."""
    engines = psutil.Process(worker.pid).children(recursive=True)
    stop(worker)
    for engine in engines:
        with suppress(psutil.NoSuchProcess):
            engine.kill()


def stop(worker: subprocess.Popen[bytes]) -> None:
    """What `systemctl stop` and ECS do."""
    if worker.poll() is not None:
        return
    worker.send_signal(signal.SIGTERM)
    try:
        worker.wait(20)
    except subprocess.TimeoutExpired:
        worker.kill()  # told to end, Prefect's worker now and then hangs
        worker.wait()
