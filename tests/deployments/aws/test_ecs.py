"""ECS without ECS: Prefect's ECS worker as the image starts it, with our pool; tasks are processes of this machine."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3
import pytest
from conftest import Bedrock
from fakes.aws_emulator import serve_aws
from fakes.ecs import CLUSTER, ROOT, TASK, ecs
from fakes.project import project_on, stop

pytestmark = pytest.mark.wire
POOL, QUEUE = "revive-ecs", "task-events"
Csv = Callable[[int], Path]


@contextmanager
def worker(variables: dict[str, str], log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The image's entry point `worker POOL`."""
    command = [sys.executable, "-m", "deployments.aws.entry.main", "worker", POOL]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **variables}, stdout=output, stderr=output)
    try:
        yield process
    finally:
        stop(process)


def test_runs_are_tasks_and_what_never_starts_is_crashed(
    bedrock: Bedrock, customers_csv: Csv, tmp_path: Path, prefect_api: str
) -> None:
    home = tmp_path / "elsewhere"
    setup = {
        "environment": {"name": "ecs", "artifacts_url": home.as_uri(), "model": os.environ["REVIVE_MODEL"]},
        "pool": {
            "cluster": CLUSTER, "task": TASK, "subnets": ["subnet-1"], "group": "sg-1",
            "secret": "arn:aws:secretsmanager:us-east-1:1:secret:p", "secret_name": "PREFECT_API_AUTH_STRING",
            "spot": True,
        },
        "most_runs": 10,
        "inbox": "s3://bucket/revive/",
    }  # fmt: skip
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}
    project = project_on(prefect_api)
    container = {"PREFECT_API_URL": prefect_api, "REVIVE_SOURCE_ROOTS": str(tmp_path), "PYTHONPATH": str(ROOT)}
    with serve_aws() as aws:
        sqs = boto3.client("sqs", endpoint_url=aws, region_name="us-east-1", **_lower(keys))
        url = sqs.create_queue(QueueName=QUEUE)["QueueUrl"]

        def told(event: str) -> None:
            sqs.send_message(QueueUrl=url, MessageBody=event)

        with ecs(container, told, tmp_path / "tasks.log") as service:
            variables = {
                **keys, **container,
                "REVIVE_SETUP": json.dumps(setup),
                "AWS_ENDPOINT_URL_ECS": service.url,
                "AWS_ENDPOINT_URL_SQS": aws,
                "PREFECT_INTEGRATIONS_AWS_ECS_OBSERVER_SQS_QUEUE_NAME": QUEUE,
                "PREFECT_API_AUTH_STRING": "not-for-tasks",
                "PREFECT_WORKER_QUERY_SECONDS": "2",
            }  # fmt: skip
            with worker(variables, tmp_path / "worker.log") as process:
                _until(lambda: b"started!" in (tmp_path / "worker.log").read_bytes(), process, tmp_path / "worker.log")
                found = project.deployment("winback/on-demand")
                assert (found["work_pool_name"], found["parameters"]["environment"]) == (POOL, "ecs")
                params = {"source": str(customers_csv(4)), "upload_id": "e"}
                ended = project.wait(project.start("winback/on-demand", params), "COMPLETED", "FAILED", "CRASHED")
                assert ended["state"]["type"] == "COMPLETED", (tmp_path / "tasks.log").read_text()[-3000:]
                assert json.loads((home / "results/e/status.json").read_text())["completed"] == 4
                assert bedrock.paid == 8

                service.starts = False
                never = project.start("winback/on-demand", {**params, "upload_id": "n"})
                crashed = project.wait(never, "COMPLETED", "FAILED", "CRASHED")
                assert crashed["state"]["type"] == "CRASHED"
                assert "CannotPullContainer" in crashed["state"]["message"]
            asked = [action for action, _ in service.asked]
            assert "RegisterTaskDefinition" not in asked
            for request in (request for action, request in service.asked if action == "RunTask"):
                assert (request["taskDefinition"], request["cluster"]) == (TASK, CLUSTER)
                assert request["capacityProviderStrategy"] == [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]
                assert "not-for-tasks" not in json.dumps(request)


def _lower(keys: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in keys.items() if name != "AWS_DEFAULT_REGION"}


def _until(happened: Callable[[], bool], process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 400
    while not happened():
        assert process.poll() is None, log.read_text()[-3000:]
        assert time.monotonic() < until, log.read_text()[-3000:]
        time.sleep(0.3)
