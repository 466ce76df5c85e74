"""The ECS work pool's job template: every run is the task definition that runs.yaml has made, started as it is.

Prefect's own template registers a task definition for each deployment, and ECS takes about one registration a second
(prefect #16485). It also hands its API key to the run as a plain variable, unless it is told where the secret is.
"""

from dataclasses import dataclass
from typing import Any, Literal

CONTAINER = "prefect"  # as runs.yaml calls it


@dataclass(frozen=True, slots=True)
class EcsPool:
    """Where the runs of a pool are started."""

    cluster: str
    task: str  # ARN of the task definition
    subnets: tuple[str, ...]
    group: str  # security group
    secret: str  # ARN of Prefect's auth string or API key
    secret_name: Literal["PREFECT_API_AUTH_STRING", "PREFECT_API_KEY"]
    spot: bool  # cheaper, and interrupted with two minutes' notice; a run goes on where it was


def job_template(pool: EcsPool) -> dict[str, Any]:
    """The base job template of the pool. Deployments may change cpu, memory and variables, nothing else."""
    provider = "FARGATE_SPOT" if pool.spot else "FARGATE"
    request = {
        "cluster": pool.cluster,
        "taskDefinition": pool.task,
        "capacityProviderStrategy": [{"capacityProvider": provider, "weight": 1}],
        "networkConfiguration": {
            "awsvpcConfiguration": {
                "assignPublicIp": "DISABLED",
                "securityGroups": [pool.group],
                "subnets": list(pool.subnets),
            }
        },
        "overrides": {
            "containerOverrides": [{"name": CONTAINER, "command": "{{ command }}", "environment": "{{ env }}"}],
            "cpu": "{{ cpu }}",
            "memory": "{{ memory }}",
        },
        "tags": "{{ labels }}",
    }
    return {
        "job_configuration": {
            "command": "{{ command }}",
            "env": "{{ env }}",
            "labels": "{{ labels }}",
            "name": "{{ name }}",
            "cluster": pool.cluster,
            "container_name": CONTAINER,
            "match_latest_revision_in_family": True,
            "task_definition": {},
            "task_run_request": request,
            f"{pool.secret_name.lower()}_secret_arn": pool.secret,
        },
        "variables": {"type": "object", "properties": _VARIABLES},
    }


_VARIABLES: dict[str, Any] = {
    "name": {"type": "string", "title": "Name", "description": "Given by Prefect."},
    "command": {"type": "string", "title": "Command", "description": "Given by Prefect."},
    "env": {
        "type": "object",
        "title": "Variables",
        "additionalProperties": {"type": "string"},
        "description": "More variables of the run. No secrets: ECS shows them to whoever may look at a task.",
    },
    "labels": {"type": "object", "title": "Labels", "additionalProperties": {"type": "string"}},
    "cpu": {"type": "integer", "title": "CPU", "description": "1024 is one processor. Default: the task definition's."},
    "memory": {"type": "integer", "title": "Memory", "description": "In MB. Default: the task definition's."},
}
