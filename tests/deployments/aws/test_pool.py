"""The work pool and the deployments of an environment on AWS."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from deployments.aws.checks.whole import rendered
from deployments.aws.deployed_flows import deployed_flows
from deployments.aws.entry.setting_up import SetUp, read_setup
from deployments.aws.stacks import read_account
from deployments.aws.work_pool import EcsPool, job_template

ROOT = Path(__file__).resolve().parents[3]


def setup_of(account: str) -> SetUp:
    worker = rendered(read_account(account))["worker"].resources()["WorkerTask"]["Properties"]
    variables = {one["Name"]: one["Value"] for one in worker["ContainerDefinitions"][0]["Environment"]}
    said = read_setup(variables)
    assert said is not None
    return said


@pytest.mark.parametrize("account", ["dev", "test", "prod"])
def test_the_stack_tells_the_worker_what_to_set_up(account: str) -> None:
    said = setup_of(account)
    assert said.environment["name"] == account
    assert said.environment["records_url"] == f"dynamodb://revive-{account}"
    assert len(said.pool.subnets) == 2
    assert said.inbox.startswith("s3://")
    assert said.inbox.endswith("/revive/")


def test_a_machine_that_is_not_told_sets_nothing_up() -> None:
    assert read_setup({}) is None
    with pytest.raises(ValueError, match="most_runs"):
        read_setup({"REVIVE_SETUP": json.dumps({"environment": {}, "inbox": "s3://b/", "pool": {}})})


def test_runs_are_the_task_of_the_stack_and_show_no_secret() -> None:
    task = "arn:aws:ecs:us-east-1:1:task-definition/run:7"
    pool = EcsPool("c", task, ("s-1", "s-2"), "sg-1", "arn:secret", "PREFECT_API_AUTH_STRING", spot=True)
    template = job_template(pool)
    job = template["job_configuration"]
    assert (
        job["prefect_api_auth_string_secret_arn"] == "arn:secret"
    )  # Prefect's worker then leaves it out of the variables
    assert job["match_latest_revision_in_family"] is True
    request = job["task_run_request"]
    assert request["taskDefinition"].endswith("run:7")
    assert request["capacityProviderStrategy"] == [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]
    assert request["networkConfiguration"]["awsvpcConfiguration"]["assignPublicIp"] == "DISABLED"
    placeholders = {part.split("}}")[0].strip() for part in json.dumps(template).split("{{")[1:]}
    assert placeholders == set(template["variables"]["properties"])


def test_deployments_are_those_of_the_laptop_in_their_environment() -> None:
    declared = yaml.safe_load((ROOT / "prefect.yaml").read_text())
    before = json.dumps(declared)
    moved: dict[str, Any] = deployed_flows(declared, "prod", "revive-prod", "s3://b/revive/")
    assert json.dumps(declared) == before
    assert [one["name"] for one in moved["deployments"]] == [one["name"] for one in declared["deployments"]]
    assert moved["pull"] == []
    text = json.dumps(moved)
    assert '"./' not in text
    assert '"local"' not in text
    assert "revive-local" not in text
    for one, was in zip(moved["deployments"], declared["deployments"], strict=True):
        assert one.get("schedules") == was.get("schedules")
        assert one.get("concurrency_limit") == was.get("concurrency_limit")
        assert one["work_pool"] == {"name": "revive-prod"}
    nightly = next(one for one in moved["deployments"] if one["name"] == "nightly")
    assert nightly["parameters"] == {"environment": "prod", "params": {"source": "s3://b/revive/inbox/"}}
