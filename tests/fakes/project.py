"""This project on a Prefect server as a user has it there: its deployments, a worker for them, runs."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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

    def deploy(self) -> None:
        """As docs/running.md says."""
        self.prefect("work-pool", "create", POOL, "--type", "process", "--overwrite")
        self.prefect("deploy", "--all")

    @contextmanager
    def worker(self, log: Path) -> Iterator[subprocess.Popen[bytes]]:
        """A worker that looks every second; ended with the block, and its runs with it."""
        with log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "prefect", "worker", "start", "--pool", POOL],
                cwd=ROOT,
                env={**self.environment, "PREFECT_WORKER_QUERY_SECONDS": "1"},
                stdout=output,
                stderr=output,
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


def project_on(server: str) -> Project:
    """With the environment of this test, on the server at this URL."""
    return Project(dict(os.environ) | {"PREFECT_API_URL": server, "PYTHONPATH": f"{ROOT}:{TESTS}"})


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
