"""ECS without ECS: Prefect's ECS worker as the image starts it, with our pool; tasks are processes of this machine."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from conftest import MODEL, Bedrock, wait_for
from fakes.aws_emulator import serve_aws
from fakes.ecs import CLUSTER, ROOT, TASK, Ecs, ecs
from fakes.project import Project, project_on, stop

from deployments.aws.template import load

pytestmark = pytest.mark.wire
POOL, QUEUE = "revive-ecs", "task-events"
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}
ENDS = ("COMPLETED", "FAILED", "CRASHED")
Csv = Callable[[int], Path]


@dataclass(frozen=True)
class Played:
    """The account, and what its tasks write."""

    project: Project
    service: Ecs
    home: Path  # of the artifacts
    worker: "subprocess.Popen[bytes]"
    log: Path  # of the tasks

    def start(self, upload_id: str, source: Path) -> str:
        # The plays write to the same people, one after the other.
        params = {"source": str(source), "upload_id": upload_id, "frequency_cap_days": 0}
        return self.project.start("winback/on-demand", params)

    def ended(self, run: str) -> dict[str, Any]:
        found = self.project.wait(run, *ENDS, seconds=240)
        assert found["state"]["type"] == "COMPLETED", f"{found['state']}\n{self.log.read_text()[-3000:]}"
        return found

    def status(self, upload_id: str) -> dict[str, Any]:
        said: dict[str, Any] = json.loads((self.home / "results" / upload_id / "status.json").read_text())
        return said

    def became(self, run: str) -> str:
        """What the deployment lost-runs/lost makes of a run now."""
        return {name.split()[-1]: what for name, what in self.project.put_back(0).items()}[run[-8:]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ecs")


@pytest.fixture(scope="module")
def played(folder: Path, prefect_server_url: str) -> Iterator[Played]:
    """One worker for all: setting up takes longer than each of the plays."""
    home = folder / "elsewhere"
    setup = {
        "environment": {"name": "ecs", "artifacts_url": home.as_uri(), "model": MODEL},
        "pool": {
            "cluster": CLUSTER, "task": TASK, "subnets": ["subnet-1"], "group": "sg-1",
            "secret": "arn:aws:secretsmanager:us-east-1:1:secret:p", "secret_name": "PREFECT_API_AUTH_STRING",
            "spot": True,
        },
        "most_runs": 10,
        "inbox": "s3://bucket/revive/",
    }  # fmt: skip
    container = {
        **container_variables(), "PREFECT_API_URL": prefect_server_url, "REVIVE_SOURCE_ROOTS": str(folder.parent),
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    with serve_aws() as aws:
        sqs = boto3.client("sqs", endpoint_url=aws, region_name="us-east-1", **_lower(KEYS))
        url = sqs.create_queue(QueueName=QUEUE)["QueueUrl"]

        def told(event: str) -> None:
            sqs.send_message(QueueUrl=url, MessageBody=event)

        with ecs(container, told, folder / "tasks.log") as service:
            variables = {
                **KEYS, **container,
                "REVIVE_SETUP": json.dumps(setup),
                "AWS_ENDPOINT_URL_ECS": service.url,
                "AWS_ENDPOINT_URL_SQS": aws,
                "PREFECT_INTEGRATIONS_AWS_ECS_OBSERVER_SQS_QUEUE_NAME": QUEUE,
                "PREFECT_API_AUTH_STRING": "not-for-tasks",
                "PREFECT_WORKER_QUERY_SECONDS": "2",
            }  # fmt: skip
            with worker(variables, folder / "worker.log") as process:
                yield Played(project_on(prefect_server_url), service, home, process, folder / "tasks.log")


def container_variables() -> dict[str, str]:
    """What the task definition that is deployed says literally."""
    definition = load("runs").resources["RunTask"]["Properties"]["ContainerDefinitions"][0]
    said = {one["Name"]: one["Value"] for one in definition["Environment"]}
    return {name: value for name, value in said.items() if name.startswith("PREFECT_FLOW") and isinstance(value, str)}


@contextmanager
def worker(variables: Mapping[str, str], log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The image's entry point `worker POOL`, once it works."""
    command = [sys.executable, "-m", "deployments.aws.entry.main", "worker", POOL]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **variables}, stdout=output, stderr=output)
    try:
        wait_for(lambda: b"started!" in log.read_bytes() or process.poll() is not None, seconds=400)
        assert process.poll() is None, log.read_text()[-3000:]
        yield process
    finally:
        stop(process)


def test_runs_are_tasks_and_one_that_never_starts_is_put_back(
    bedrock: Bedrock, customers_csv: Csv, played: Played
) -> None:
    found = played.project.deployment("winback/on-demand")
    assert (found["work_pool_name"], found["parameters"]["environment"]) == (POOL, "ecs")
    played.service.starts = False
    run = played.start("e", customers_csv(4))
    crashed = played.project.wait(run, *ENDS)
    assert crashed["state"]["type"] == "CRASHED"
    assert "CannotPullContainer" in crashed["state"]["message"]
    played.service.starts = True
    assert played.became(run) == "AwaitingRetry: its task was gone; it goes on where it was"
    played.ended(run)
    assert (played.status("e")["completed"], bedrock.paid) == (4, 8)
    asked = [action for action, _ in played.service.asked]
    assert "RegisterTaskDefinition" not in asked
    for request in (request for action, request in played.service.asked if action == "RunTask"):
        assert (request["taskDefinition"], request["cluster"]) == (TASK, CLUSTER)
        assert request["capacityProviderStrategy"] == [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]
        assert "not-for-tasks" not in json.dumps(request)


def test_a_run_whose_spot_machine_is_taken_back_goes_on(bedrock: Bedrock, customers_csv: Csv, played: Played) -> None:
    bedrock.faults(latency=1)
    run = played.start("spot", customers_csv(24))
    wait_for(lambda: bedrock.paid >= 10, seconds=240)
    played.service.interrupt(run)
    ended = played.ended(run)
    assert (ended["run_count"], played.status("spot")["completed"]) == (2, 24)
    assert bedrock.paid <= 48 + 8  # what was in flight


def test_a_run_whose_machine_is_lost_is_put_back(bedrock: Bedrock, customers_csv: Csv, played: Played) -> None:
    bedrock.faults(latency=1)
    run = played.start("lost", customers_csv(24))
    wait_for(lambda: bedrock.paid >= 10, seconds=240)
    played.service.interrupt(run, signal.SIGKILL)
    assert played.project.wait(run, *ENDS)["state"]["type"] == "CRASHED"
    bedrock.faults(latency=0)
    assert played.became(run).startswith("AwaitingRetry")
    assert (played.ended(run)["run_count"], played.status("lost")["completed"]) == (2, 24)
    assert bedrock.paid <= 48 + 8  # what was in flight


def test_a_run_outlives_the_worker_that_started_it(bedrock: Bedrock, customers_csv: Csv, played: Played) -> None:
    """The last of this module: nobody starts tasks any more."""
    bedrock.faults(latency=1)
    run = played.start("worker", customers_csv(12))
    wait_for(lambda: bedrock.paid >= 2, seconds=240)
    played.worker.kill()
    played.ended(run)
    assert (played.status("worker")["completed"], bedrock.paid) == (12, 24)


def _lower(keys: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in keys.items() if name != "AWS_DEFAULT_REGION"}
